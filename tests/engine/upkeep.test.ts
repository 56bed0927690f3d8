import { serve } from "inngest/edge";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createEngine } from "../../inngest/engine/engine";
import { openPool } from "../../inngest/engine/pool";
import { sweepHistory } from "../../inngest/engine/retention";
import { sendEvents } from "../../inngest/engine/send";
import type { World as EngineParts } from "../../inngest/engine/types";
import { type Clock, takeClock } from "./clock";
import { clientOf } from "./engine-client";
import { engineWorld, until, type World } from "./engine-world";

vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 });

const DAY = 86_400_000;

let world: World;
let clock: Clock;
beforeEach(async () => {
  world = await engineWorld();
  clock = await takeClock(world.sql);
});
afterEach(() => world.end());

test("what ended is kept for its days and then removed; what sleeps and what was set aside stays", async () => {
  const { client } = await world.engine((c) => [
    c.createFunction({ id: "quick", triggers: { event: "t/quick" } }, async () => "done"),
    c.createFunction({ id: "nap", triggers: { event: "t/nap" } }, async ({ step }) => {
      await step.sleep("z", "60d");
    }),
    c.createFunction(
      { id: "rated", rateLimit: { limit: 1, period: "1m", key: "event.data.k" }, triggers: { event: "t/quick" } },
      async () => null,
    ),
  ]);
  await client.send([{ name: "t/quick", data: { k: 1 } }, { name: "t/nap" }, { id: "poison", name: "t/other" }]);
  await clock.idle();
  await world.sql`update ie.event set failure = 'poison', tries = 8 where id = 'poison'`;

  await clock.jump(6 * DAY);
  await sweep(7);
  expect(await counts()).toEqual({ runs: 3, events: 3, buckets: 0 });
  await clock.jump(2 * DAY);
  await sweep(7);
  expect(await counts()).toEqual({ runs: 1, events: 1, buckets: 0 });
  await clock.jump(90 * DAY);
  await sweep(7);
  expect((await counts()).events).toBe(0);
});

test("with too many calls due, events wait where they are, and go on when there are fewer", async () => {
  let open = () => {};
  const held = new Promise<void>((resolve) => {
    open = resolve;
  });
  let done = 0;
  const { client } = await world.engine(
    (c) => [
      c.createFunction({ id: "slow", concurrency: 1, triggers: { event: "t/slow" } }, async () => {
        await held;
        done++;
      }),
    ],
    { mostDue: 20 },
  );
  await client.send(Array.from({ length: 120 }, () => ({ name: "t/slow" })));
  await until(async () => (await waiting()).due > 20);
  await client.send({ name: "t/slow" });
  const { due, pending } = await waiting();
  expect([due < 121, pending > 0]).toEqual([true, true]);
  open();
  await until(() => done === 121);
});

test("a function that does one at a time does them in the order they were sent, however many engines share the work", async () => {
  const seen: number[] = [];
  const start = () =>
    world.engine((c) => [
      c.createFunction({ id: "line", concurrency: 1, triggers: { event: "t/line" } }, async ({ event }) => void seen.push(event.data.n)),
    ]);
  const [{ client }] = await Promise.all([start(), start(), start()]);
  for (let block = 0; block < 4; block++) {
    await client.send(Array.from({ length: 30 }, (_, i) => ({ name: "t/line", data: { n: block * 30 + i } })));
  }
  await until(() => seen.length === 120);
  expect(seen).toEqual(Array.from({ length: 120 }, (_, n) => n));
});

test("a step that does not end in time is given back when its process stops, and another runs it", async () => {
  let begun = 0;
  const hangs = (end: boolean) => {
    const engine = createEngine({ databaseUrl: world.url });
    const client = clientOf(engine);
    const fn = client.createFunction({ id: "hangs", retries: 0, triggers: { event: "t/hangs" } }, async ({ step }) => {
      await step.run("long", () => {
        begun++;
        return end ? "ended" : new Promise<string>(() => {});
      });
    });
    return { engine, client, handler: serve({ client, functions: [fn] }) };
  };
  const first = hangs(false);
  await first.engine.start(first.handler);
  await first.client.send({ name: "t/hangs" });
  await until(() => begun === 1);
  const from = Date.now();
  await first.engine.stop();
  expect(Date.now() - from).toBeLessThan(10_000);
  expect((await world.sql`select 1 from ie.job where owner is not null`).length).toBe(0);

  const second = hangs(true);
  await second.engine.start(second.handler);
  await until(async () => (await world.sql`select 1 from ie.run where status = 'completed'`).length === 1);
  expect(begun).toBe(2);
  await second.engine.stop();
});

test("an event that is sent again after it was forgotten displaces no run it started itself", async () => {
  const { client } = await world.engine((c) => [
    c.createFunction(
      { id: "only", singleton: { key: "event.data.k", mode: "cancel" }, triggers: { event: "t/only" } },
      async ({ step }) => {
        await step.sleep("z", "30d");
      },
    ),
  ]);
  const event = { id: "same", name: "t/only", data: { k: 1 } };
  await client.send(event);
  await clock.idle();
  await world.sql`delete from ie.event`;
  await client.send(event);
  await clock.idle();
  expect([...(await world.sql`select status from ie.run`)]).toEqual([{ status: "active" }]);
});

test("a function that is gone with its runs still waiting makes nobody ill", async () => {
  const { engine, client } = await world.engine((c) => [
    c.createFunction({ id: "gone", triggers: { event: "t/gone" } }, async ({ step }) => {
      await step.sleep("z", "1m");
    }),
  ]);
  await client.send({ name: "t/gone" });
  await clock.idle();
  await engine.stop();
  const { engine: other } = await world.engine((c) => [
    c.createFunction({ id: "other", triggers: { event: "t/other" } }, async () => null),
  ]);
  await clock.jump(60_000);
  await until(async () => (await world.sql`select 1 from ie.job where kind = 'call'`).length === 1);
  await clock.jump(DAY);
  expect(await other.health()).toEqual({ ok: true, oldestDueSeconds: 0 });
});

test("nothing done for a minute is ill", async () => {
  const engine = createEngine({ databaseUrl: world.url });
  await sendEvents(world.sql, [{ name: "t/a" }]);
  await clock.jump(61_000);
  expect((await engine.health()).ok).toBe(false);
  await engine.stop();
});

async function sweep(days: number): Promise<void> {
  const sql = openPool({ databaseUrl: world.url });
  await sweepHistory({ sql } as EngineParts, days);
  await sql.end();
}

async function counts() {
  const [row] = await world.sql`
    select (select count(*)::int from ie.run) as runs, (select count(*)::int from ie.event) as events, (select count(*)::int from ie.bucket) as buckets`;
  return row as { runs: number; events: number; buckets: number };
}

async function waiting() {
  const [row] = await world.sql`
    select (select count(*)::int from ie.job where kind = 'call') as due, (select count(*)::int from ie.event where pending) as pending`;
  return row as { due: number; pending: number };
}
