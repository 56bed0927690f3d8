import { like } from "drizzle-orm";
import { type Inngest, NonRetriableError } from "inngest";
import { serve } from "inngest/edge";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { db } from "@/db";
import { events } from "@/db/schema";
import { getQueueState, getWorkRun, listWorkFunctions, listWorkRuns, listWorkSetAside, listWorkTimers } from "@/domain/work/read";
import { cancelWorkRun, releaseWorkEvent, replayWorkRun, retryWorkRun } from "@/domain/work/steer";
import { createEngine, type Engine } from "@/inngest/engine/engine";
import { testDatabase } from "../database";
import { clientOf } from "../engine/engine-client";
import { until } from "../engine/engine-world";
import { buildWorld, type World } from "../world";

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

let w: World;
let engine: Engine;
let client: Inngest;
let broken = true;

beforeAll(async () => {
  engine = createEngine({ databaseUrl: await testDatabase() });
  w = await buildWorld();
  client = clientOf(engine);
  const work = client.createFunction({ id: "work", retries: 0, triggers: { event: "t/work" } }, async ({ step }) => {
    await step.run("deliver", () => {
      if (broken) throw new NonRetriableError("The other side is away.");
      return "delivered";
    });
  });
  const nap = client.createFunction({ id: "nap", triggers: { event: "t/nap" } }, async ({ step }) => {
    await step.sleep("a long sleep", "30d");
  });
  await engine.start(serve({ client, functions: [work, nap] }));
});
afterAll(() => engine.stop());

const steered = async () =>
  (await db.select({ type: events.type, data: events.data }).from(events).where(like(events.type, "work.%")).orderBy(events.seq)).map(
    (event) => [event.type, event.data.function ?? event.data.name],
  );
const statusOf = async (id: string) => (await getWorkRun(w.admin, id)).status;

test("an administrator sees functions, runs with their steps, timers and the queue; nobody else does", async () => {
  await client.send([{ name: "t/work" }, { name: "t/nap" }]);
  await until(async () => (await listWorkRuns(w.admin, { status: "failed" })).length === 1);
  await until(async () => (await listWorkTimers(w.admin)).length === 1);

  expect((await listWorkFunctions(w.admin)).map(({ id, served, active, failed }) => ({ id, served, active, failed }))).toEqual([
    { id: "app-nap", served: true, active: 1, failed: 0 },
    { id: "app-work", served: true, active: 0, failed: 1 },
  ]);
  const [line] = await listWorkRuns(w.admin, { fn: "app-work" });
  const run = await getWorkRun(w.admin, line!.id);
  expect(run.endedAt).toBeInstanceOf(Date);
  expect(run.steps).toMatchObject([{ name: "deliver", error: { message: "The other side is away." } }]);
  expect(await listWorkTimers(w.admin)).toMatchObject([{ kind: "sleep", fn: "app-nap", step: "a long sleep", dueAt: expect.any(Date) }]);
  expect(await getQueueState(w.admin)).toMatchObject({ timers: 1, setAside: 0, holdsBack: false });

  for (const other of [w.agents.support, w.manager, w.customers.acme, w.stranger]) {
    for (const read of [listWorkFunctions, getQueueState, listWorkTimers, listWorkSetAside])
      await expect(read(other)).rejects.toMatchObject({ code: "forbidden" });
    await expect(listWorkRuns(other, {})).rejects.toMatchObject({ code: "forbidden" });
    await expect(getWorkRun(other, line!.id)).rejects.toMatchObject({ code: "forbidden" });
    for (const act of [cancelWorkRun, retryWorkRun, replayWorkRun])
      await expect(act(other, line!.id)).rejects.toMatchObject({ code: "forbidden" });
  }
  expect(await steered()).toEqual([]);
});

test("what an administrator asks for is done, and recorded once however often he asks", async () => {
  const [failed] = await listWorkRuns(w.admin, { status: "failed" });
  broken = false;
  await retryWorkRun(w.admin, failed!.id);
  await until(async () => (await statusOf(failed!.id)) === "completed");
  await expect(retryWorkRun(w.admin, failed!.id)).rejects.toMatchObject({ code: "conflict", key: "workMovedOn" });

  await replayWorkRun(w.admin, failed!.id);
  await until(async () => (await listWorkRuns(w.admin, { fn: "app-work", status: "completed" })).length === 2);

  const [sleeper] = await listWorkRuns(w.admin, { fn: "app-nap" });
  await Promise.allSettled([1, 2, 3].map(() => cancelWorkRun(w.admin, sleeper!.id)));
  await until(async () => (await statusOf(sleeper!.id)) === "cancelled");
  expect(await steered()).toEqual([
    ["work.retried", "app-work"],
    ["work.replayed", "app-work"],
    ["work.cancelled", "app-nap"],
  ]);
  await expect(cancelWorkRun(w.admin, "nobody")).rejects.toMatchObject({ code: "not_found" });
});

test("an event that was set aside is dispatched when an administrator releases it", async () => {
  await db.execute(
    'insert into ie.event (id, name, body, pending, tries, failure) values (\'odd\', \'t/work\', \'{"id":"odd","name":"t/work","data":{},"ts":1}\', false, 8, \'poison\')',
  );
  expect(await listWorkSetAside(w.admin)).toMatchObject([{ id: "odd", name: "t/work", tries: 8, failure: "poison" }]);
  await releaseWorkEvent(w.admin, "odd");
  await until(async () => (await listWorkRuns(w.admin, { fn: "app-work", status: "completed" })).length === 3);
  expect(await listWorkSetAside(w.admin)).toEqual([]);
  expect((await steered()).at(-1)).toEqual(["work.released", "t/work"]);
  await expect(releaseWorkEvent(w.admin, "odd")).rejects.toMatchObject({ code: "conflict" });
});
