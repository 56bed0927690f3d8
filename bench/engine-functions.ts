import { Inngest } from "inngest";
import { serve } from "inngest/edge";
import { createEngine, type Engine } from "../inngest/engine/engine";

/** What the functions of the bench tell whoever measures. */
export type Told = {
  /** A body of `first` has begun, with the number its event carried. */
  began: (n: string) => void;
  body: () => void;
  batch: (events: number) => void;
  woke: (runId: string) => void;
  /** The step that hangs in the process that is killed. */
  hang: () => unknown;
};

/** The engine with the functions that are measured: in the bench's own process, and in the one that it kills. */
export async function startEngine(databaseUrl: string, told: Told): Promise<{ engine: Engine; client: Inngest }> {
  const engine = createEngine({ databaseUrl });
  const client = new Inngest({ id: "bench", isDev: true, baseUrl: "http://embedded.local", fetch: engine.fetch });
  const functions = [
    client.createFunction({ id: "first", triggers: { event: "b/first" } }, async ({ event, step }) => {
      await step.run("a", () => told.began(String(event.data.n)));
    }),
    client.createFunction({ id: "one", triggers: { event: "b/one" } }, async ({ step }) => {
      await step.run("a", () => told.body());
    }),
    client.createFunction({ id: "three", triggers: { event: "b/three" } }, async ({ step }) => {
      for (const name of ["a", "b", "c"]) await step.run(name, () => told.body());
    }),
    client.createFunction(
      { id: "batch", triggers: { event: "b/batch" }, batchEvents: { maxSize: 100, timeout: "2s" } },
      async ({ events }) => {
        told.batch(events.length);
      },
    ),
    client.createFunction({ id: "sleep", triggers: { event: "b/sleep" } }, async ({ step, runId }) => {
      await step.sleep("long", "30d");
      told.woke(runId);
    }),
    client.createFunction({ id: "hang", triggers: { event: "b/hang" } }, async ({ step }) => {
      await step.run("a", () => told.hang());
    }),
  ];
  await engine.start(serve({ client, functions }));
  return { engine, client };
}
