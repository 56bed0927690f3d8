import { NonRetriableError, RetryAfterError } from "inngest";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { type Clock, takeClock } from "./clock";
import { sleep } from "./engine-client";
import { engineWorld, until, type World } from "./engine-world";

vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 });

let world: World;
let clock: Clock;
beforeEach(async () => {
  world = await engineWorld();
  clock = await takeClock(world.sql);
});
afterEach(() => world.end());

test("a function with a feature the engine lacks is refused with a sentence when it is registered", async () => {
  const bad = world.engine((c) => [c.createFunction({ id: "odd", triggers: { event: "t/x", if: "event.data. ==" } }, async () => {})]);
  await expect(bad).rejects.toThrow(/The function "app-odd" cannot be run: The expression "event.data. ==" cannot be read/);
});

test("batching together with what cannot be batched is refused", async () => {
  const bad = world.engine((c) => [
    c.createFunction(
      { id: "odd", triggers: { event: "t/x" }, batchEvents: { maxSize: 3, timeout: "5s" }, rateLimit: { limit: 1, period: "1m" } },
      async () => {},
    ),
  ]);
  await expect(bad).rejects.toThrow(/batchEvents cannot be combined/);
});

test("an operation the engine lacks fails the run and names the step", async () => {
  const { client } = await world.engine((c) => [
    c.createFunction({ id: "fetches", retries: 0, triggers: { event: "t/fetch" } }, async ({ step }) => {
      await step.fetch("http://127.0.0.1:9/");
    }),
  ]);
  await client.send({ name: "t/fetch" });
  await until(async () => (await statuses()).includes("failed"));
  const [run] = await world.sql`select error from ie.run`;
  expect(run!.error.message).toMatch(/does not support the operation Gateway/);
});

test("a cancelled run never goes on, and the one with another key does", async () => {
  const woke: unknown[] = [];
  const { client } = await world.engine((c) => [
    c.createFunction(
      { id: "naps", cancelOn: [{ event: "t/stop", match: "data.k" }], triggers: { event: "t/nap" } },
      async ({ event, step }) => {
        await step.sleep("z", "1s");
        await step.run("woke", () => void woke.push(event.data.k));
      },
    ),
  ]);
  await client.send([
    { name: "t/nap", data: { k: 1 } },
    { name: "t/nap", data: { k: 2 } },
  ]);
  await until(async () => (await world.sql`select 1 from ie.job where kind = 'sleep'`).length === 2);
  await client.send({ name: "t/stop", data: { k: 1 } });
  await clock.pass(1000);
  expect(woke).toEqual([2]);
  expect((await statuses()).sort()).toEqual(["cancelled", "completed"]);
  expect((await world.sql`select 1 from ie.wait`).length + (await world.sql`select 1 from ie.job`).length).toBe(0);
});

test("a cancel event that comes before the run is no cancel", async () => {
  const { client } = await world.engine((c) => [
    c.createFunction({ id: "naps", cancelOn: [{ event: "t/stop", match: "data.k" }], triggers: { event: "t/nap" } }, async ({ step }) => {
      await step.sleep("z", "1s");
    }),
  ]);
  await client.send({ name: "t/stop", data: { k: 1 } });
  await client.send({ name: "t/nap", data: { k: 1 } });
  await clock.pass(1000);
  expect(await statuses()).toEqual(["completed"]);
});

test("a step is tried as often as it may be, then its error is the function's to catch", async () => {
  const tries: number[] = [];
  let caught = "";
  const { client } = await world.engine((c) => [
    c.createFunction({ id: "tries", retries: 2, triggers: { event: "t/try" } }, async ({ step, attempt }) => {
      try {
        await step.run("bad", () => {
          tries.push(attempt);
          throw new RetryAfterError("not yet", "1s");
        });
      } catch (error) {
        caught = (error as Error).message;
      }
      await step.run("after", () => null);
    }),
  ]);
  await client.send({ name: "t/try" });
  await clock.pass(2000);
  expect(await statuses()).toEqual(["completed"]);
  expect(tries).toEqual([0, 1, 2]);
  expect(caught).toBe("not yet");
});

test("without a word from the function, the first retry waits between 15 and 45 seconds", async () => {
  const { client } = await world.engine((c) => [
    c.createFunction({ id: "waits", triggers: { event: "t/wait" } }, async () => {
      throw new Error("down");
    }),
  ]);
  await client.send({ name: "t/wait" });
  await until(async () => (await world.sql`select 1 from ie.job where attempt = 1`).length === 1);
  const [job] = await world.sql`select extract(epoch from run_at - ie.clock())::float8 as s from ie.job`;
  expect(job!.s).toBeGreaterThanOrEqual(15);
  expect(job!.s).toBeLessThan(45);
});

test("onFailure hears of the failure once, and a non-retriable error is not retried", async () => {
  let bodies = 0;
  const heard: string[] = [];
  const { client } = await world.engine((c) => [
    c.createFunction(
      {
        id: "fails",
        retries: 4,
        triggers: { event: "t/fail" },
        onFailure: async ({ error, event }: { error: Error; event: { data: { function_id: string } } }) =>
          void heard.push(`${error.message} ${event.data.function_id}`),
      },
      async () => {
        bodies++;
        throw new NonRetriableError("never");
      },
    ),
  ]);
  await client.send({ name: "t/fail" });
  await clock.pass(60_000);
  expect([bodies, heard]).toEqual([1, ["never app-fails"]]);
});

test("a cron ticks by the clock, in its time zone, once for all that was missed", async () => {
  clock.set("2026-01-10T07:59:00Z");
  const ticks: string[] = [];
  await world.engine(
    (c) => [
      c.createFunction(
        { id: "daily", triggers: { cron: "TZ=Europe/Berlin 0 9 * * *" } },
        async ({ event }) => void ticks.push(String(event.name)),
      ),
    ],
    { now: clock.date },
  );
  await clock.pass(30_000);
  expect(ticks).toEqual([]);
  await clock.pass(31_000);
  await until(() => ticks.length > 0);
  expect(ticks).toEqual(["inngest/scheduled.timer"]);
  await clock.pass(4 * 86_400_000 + 4 * 3_600_000);
  await until(() => ticks.length > 1);
  expect(ticks.length).toBe(2);
  const [next] = await world.sql`select next_at from ie.cron`;
  expect(next!.next_at.toISOString()).toBe("2026-01-15T08:00:00.000Z");
});

test("two engines on one database fire a cron once", async () => {
  clock.set("2026-01-10T07:59:00Z");
  let ticks = 0;
  const start = () =>
    world.engine((c) => [c.createFunction({ id: "hourly", triggers: { cron: "0 * * * *" } }, async () => void ticks++)], {
      now: clock.date,
    });
  await Promise.all([start(), start()]);
  for (let hour = 1; hour <= 3; hour++) {
    await clock.pass(3_600_000);
    await until(() => ticks === hour);
  }
  // Half a minute short of the next hour: a second engine that missed the ticks would make up for them here.
  await clock.pass(30_000);
  await until(async () => (await statuses()).every((status) => status === "completed"));
  expect([ticks, await statuses()]).toEqual([3, ["completed", "completed", "completed"]]);
});

test("a concurrency key holds across engines", async () => {
  const open = new Map<string, number>();
  let most = 0;
  let done = 0;
  const start = () =>
    world.engine((c) => [
      c.createFunction(
        { id: "one", concurrency: { limit: 1, key: "event.data.k" }, triggers: { event: "t/one" } },
        async ({ event, step }) => {
          await step.run("w", async () => {
            const k = String(event.data.k);
            open.set(k, (open.get(k) ?? 0) + 1);
            most = Math.max(most, open.get(k)!);
            await sleep(60);
            open.set(k, open.get(k)! - 1);
            done++;
          });
        },
      ),
    ]);
  const [{ client }] = await Promise.all([start(), start()]);
  await client.send(Array.from({ length: 24 }, (_, i) => ({ name: "t/one", data: { k: i % 3 } })));
  await until(() => done === 24);
  expect(most).toBe(1);
});

test("a run of higher priority goes first", async () => {
  const order: unknown[] = [];
  const { client } = await world.engine((c) => [
    c.createFunction(
      { id: "prio", concurrency: 1, priority: { run: "event.data.p" }, triggers: { event: "t/prio" } },
      async ({ event }) => {
        order.push(event.data.p);
        await sleep(100);
      },
    ),
  ]);
  await client.send([0, 0, 0, 100, 300].map((p) => ({ name: "t/prio", data: { p } })));
  await until(() => order.length === 5);
  expect(order.indexOf(300)).toBeLessThan(order.indexOf(100));
  expect(order.at(-1)).toBe(0);
});

test("a singleton in cancel mode makes room for the newer run", async () => {
  const { client } = await world.engine((c) => [
    c.createFunction(
      { id: "only", singleton: { key: "event.data.k", mode: "cancel" }, triggers: { event: "t/only" } },
      async ({ step }) => {
        await step.sleep("z", "1s");
      },
    ),
  ]);
  await client.send({ name: "t/only", data: { k: 1 } });
  await clock.idle();
  await client.send({ name: "t/only", data: { k: 1 } });
  await clock.pass(1000);
  expect((await statuses()).sort()).toEqual(["cancelled", "completed"]);
});

test("a run that does not start in time is cancelled", async () => {
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  const { client } = await world.engine((c) => [
    c.createFunction({ id: "late", concurrency: 1, timeouts: { start: "1s" }, triggers: { event: "t/late" } }, () => held),
  ]);
  await client.send([{ name: "t/late" }, { name: "t/late" }]);
  await until(async () => (await world.sql`select 1 from ie.job where owner is not null`).length === 1);
  await clock.jump(1000);
  await until(async () => (await statuses()).includes("cancelled"));
  release();
  await clock.idle();
  expect((await statuses()).sort()).toEqual(["cancelled", "completed"]);
});

test("an event that cannot be dispatched does not stop the others", async () => {
  let seen = 0;
  const { client } = await world.engine((c) => [c.createFunction({ id: "fine", triggers: { event: "t/*" } }, async () => void seen++)]);
  await world.sql.unsafe(`create function ie.refuse() returns trigger language plpgsql as $$ begin raise 'poison'; end $$;
    create trigger refuse before insert on ie.run for each row when (new.events::text like '%poison%') execute function ie.refuse()`);
  await client.send([{ name: "t/a" }, { name: "t/poison" }, { name: "t/b" }]);
  await until(() => seen === 2);
  for (let i = 0; i < 8; i++) await clock.pass(20_000);
  const [event] = await world.sql`select failure, tries, pending from ie.event where name = 't/poison'`;
  expect(event).toEqual({ failure: "poison", tries: 8, pending: false });
  await client.send({ name: "t/c" });
  await until(() => seen === 3);
});

/** The SDK reports the open step of the loser once more when the function returns. */
test("a race goes on with the winner at once, and the run ends with the loser", async () => {
  const won: string[] = [];
  const { client } = await world.engine((c) => [
    c.createFunction({ id: "race", triggers: { event: "t/race" } }, async ({ step, group }) => {
      const winner = await group.parallel({ mode: "race" }, () =>
        Promise.race([step.sleep("slow", "2s").then(() => "slow"), step.run("quick", () => "quick")]),
      );
      await step.run("won", () => void won.push(winner));
      return winner;
    }),
  ]);
  await client.send({ name: "t/race" });
  await clock.idle();
  expect(won).toEqual(["quick"]);
  await clock.pass(2000);
  const [run] = await world.sql`select output from ie.run`;
  expect([won, run!.output]).toEqual([["quick"], "quick"]);
  expect((await world.sql`select 1 from ie.job`).length).toBe(0);
});

const statuses = async () => (await world.sql<{ status: string }[]>`select status from ie.run`).map((run) => run.status);
