import { serve } from "inngest/edge";
import postgres from "postgres";
import { createEngine } from "../../inngest/engine/engine";
import { clientOf, sleep } from "./engine-client";

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

await engine.start(serve({ client, functions: [steps, nap] }));
console.error("up");
