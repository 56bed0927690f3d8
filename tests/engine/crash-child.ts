import { serve } from "inngest/edge";
import postgres from "postgres";
import { createEngine } from "../../inngest/engine/engine";
import { clientOf, sleep } from "./engine-client";
import { programFunctions } from "./programs";

/** A process that runs the engine until it is killed. Every body that begins or ends leaves a row. */
const url = process.argv[2]!;
const sql = postgres(url, { max: 3 });
const engine = createEngine({ databaseUrl: url });
const client = clientOf(engine);
const note = (run: string, what: string) => sql`insert into body (run, what, pid) values (${run}, ${what}, ${process.pid})`;

const steps = client.createFunction({ id: "steps", retries: 3, triggers: { event: "t/steps" } }, async ({ runId, step, event }) => {
  for (let i = 0; i < 6; i++) {
    await step.run(`s${i}`, async () => {
      await note(runId, `begin s${i}`);
      await sleep(20);
      await note(runId, `end s${i}`);
    });
    if (i === 2) await step.sleep("nap", "1s");
  }
  return event.data.n;
});

const nap = client.createFunction({ id: "nap", retries: 0, triggers: { event: "t/nap" } }, async ({ runId, step }) => {
  await step.sleep("nap", "2s");
  await step.run("after", () => note(runId, "woke").then(() => null));
});

/** In the database, so that a try before the death of its process counts. */
async function tried(run: string, path: string): Promise<number> {
  const [row] = await sql`
    with before as (select count(*)::int as n from body where run = ${run} and what = ${path}),
      noted as (insert into body (run, what, pid) values (${run}, ${path}, ${process.pid}))
    select n from before`;
  return row!.n;
}

await engine.start(serve({ client, functions: [steps, nap, ...programFunctions(client, tried)] }));
console.error("up");
