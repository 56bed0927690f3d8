import { NonRetriableError } from "inngest";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { cancelRun, releaseEvent, replayRun, retryRun } from "../../inngest/engine/commands";
import { listFunctions, listRuns, listSetAside, listTimers, readRun } from "../../inngest/engine/inspect";
import { measureQueue, readFigures } from "../../inngest/engine/measure";
import { sendEvents } from "../../inngest/engine/send";
import { type Clock, takeClock } from "./clock";
import { engineWorld, until, type World } from "./engine-world";

vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 });

let world: World;
let clock: Clock;
let broken: boolean;
let bodies: string[];

beforeEach(async () => {
  world = await engineWorld();
  clock = await takeClock(world.sql);
  broken = true;
  bodies = [];
});
afterEach(() => world.end());

const start = () =>
  world.engine((c) => [
    c.createFunction({ id: "work", retries: 1, triggers: { event: "t/work" } }, async ({ step, event }) => {
      await step.run("first", () => {
        bodies.push("first");
        return { n: event.data.n };
      });
      await step.run("second", () => {
        bodies.push("second");
        if (broken) throw new NonRetriableError("The other side is away.");
        return "done";
      });
      return "worked";
    }),
    c.createFunction({ id: "nap", triggers: { event: "t/nap" } }, async ({ step }) => {
      await step.sleep("a long sleep", "30d");
    }),
  ]);

test("a run shows its steps with what they gave back, how long they took and why they failed", async () => {
  const { client } = await start();
  await client.send({ name: "t/work", data: { n: 7 } });
  await clock.idle();
  const [run] = await listRuns(world.sql);
  expect(run).toMatchObject({ fn: "app-work", status: "failed", event: "t/work", error: "The other side is away." });
  const detail = await readRun(world.sql, run!.id);
  expect(detail!.events[0]!.data).toEqual({ n: 7 });
  expect(detail!.steps.map(({ name, output, error }) => ({ name, output, error: error?.message }))).toEqual([
    { name: "first", output: { n: 7 }, error: undefined },
    { name: "second", output: null, error: "The other side is away." },
  ]);
  expect(detail!.steps.every((step) => step.beganAt && step.endedAt && step.beganAt <= step.endedAt)).toBe(true);
  expect(await readRun(world.sql, "nobody")).toBeUndefined();
});

test("a failed run that is retried goes on where it failed", async () => {
  const { client } = await start();
  await client.send({ name: "t/work", data: { n: 1 } });
  await clock.idle();
  const [run] = await listRuns(world.sql);
  broken = false;
  expect(await retryRun(world.sql, run!.id)).toBe("written");
  await clock.idle();
  const detail = await readRun(world.sql, run!.id);
  expect([detail!.status, detail!.output, bodies]).toEqual(["completed", "worked", ["first", "second", "second"]]);
  expect(await retryRun(world.sql, run!.id)).toBe("senseless");
});

test("a run that is replayed is done once more from the start, as a new run", async () => {
  const { client } = await start();
  broken = false;
  await client.send({ name: "t/work", data: { n: 1 } });
  await clock.idle();
  const [run] = await listRuns(world.sql);
  expect(await replayRun(world.sql, run!.id)).toBe("written");
  await clock.idle();
  expect((await listRuns(world.sql)).map((r) => r.status)).toEqual(["completed", "completed"]);
  expect(bodies).toEqual(["first", "second", "first", "second"]);
});

test("a sleeping run is seen among the timers, and cancelling it takes it away", async () => {
  const { client } = await start();
  await client.send({ name: "t/nap" });
  await clock.idle();
  const [timer] = await listTimers(world.sql);
  expect(timer).toMatchObject({ kind: "sleep", fn: "app-nap", step: "a long sleep" });
  expect(timer!.dueAt.getTime()).toBe(clock.now() + 30 * 86_400_000);
  expect(await cancelRun(world.sql, timer!.run!)).toBe("written");
  await clock.idle();
  expect(await listTimers(world.sql)).toEqual([]);
  expect((await readRun(world.sql, timer!.run!))!.status).toBe("cancelled");
  expect(await cancelRun(world.sql, timer!.run!)).toBe("senseless");
});

test("lists come page by page and the pages do not overlap", async () => {
  const { client } = await start();
  await client.send(Array.from({ length: 5 }, () => ({ name: "t/nap" })));
  await clock.idle();
  const first = await listRuns(world.sql, { fn: "app-nap", status: "active", limit: 3 });
  const rest = await listRuns(world.sql, { fn: "app-nap", status: "active", limit: 3, before: first.at(-1)!.cursor });
  expect(new Set([...first, ...rest].map((run) => run.id)).size).toBe(5);
  const timers = await listTimers(world.sql, { limit: 3 });
  const later = await listTimers(world.sql, { limit: 3, after: timers.at(-1)!.cursor });
  expect(new Set([...timers, ...later].map((timer) => timer.id)).size).toBe(5);
});

test("functions show what they have done, and the queue how much waits and for how long", async () => {
  await sendEvents(world.sql, [{ name: "t/nap" }]);
  await clock.jump(120_000);
  const behind = await measureQueue(world.sql);
  expect(behind.pendingEvents).toBe(1);
  expect(behind.oldestEventSeconds).toBeGreaterThanOrEqual(120);

  const { client } = await start();
  await client.send({ name: "t/work", data: { n: 1 } });
  await clock.idle();
  const functions = await listFunctions(world.sql);
  expect(functions.map(({ id, active, failed, completed }) => ({ id, active, failed, completed }))).toEqual([
    { id: "app-nap", active: 1, failed: 0, completed: 0 },
    { id: "app-work", active: 0, failed: 1, completed: 0 },
  ]);
  expect(await measureQueue(world.sql)).toMatchObject({ pendingEvents: 0, dueCalls: 0, runningCalls: 0, timers: 1, lateTimerSeconds: 0 });
  const figures = await readFigures(world.sql);
  expect(figures.find((figure) => figure.name === "engine_runs_ended_last_hour")!.values).toEqual([
    { labels: { function: "app-work", status: "failed" }, value: 1 },
  ]);
});

test("an event that was set aside is seen, and is done when it is released after the reason is gone", async () => {
  const { client } = await start();
  broken = false;
  await world.sql.unsafe(`create function ie.refuse() returns trigger language plpgsql as $$ begin raise 'poison'; end $$;
    create trigger refuse before insert on ie.run for each row execute function ie.refuse()`);
  await client.send({ id: "odd", name: "t/work", data: { n: 1 } });
  await until(async () => {
    await clock.pass(30_000);
    return (await listSetAside(world.sql)).length === 1;
  });
  expect((await listSetAside(world.sql))[0]).toMatchObject({ id: "odd", name: "t/work", tries: 8, failure: "poison" });
  await world.sql`drop trigger refuse on ie.run`;
  expect(await releaseEvent(world.sql, "odd")).toBe("written");
  await clock.idle();
  expect(bodies).toEqual(["first", "second"]);
  expect(await listSetAside(world.sql)).toEqual([]);
});
