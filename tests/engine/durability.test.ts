import { type ChildProcess, spawn } from "node:child_process";
import { drizzle } from "drizzle-orm/postgres-js";
import { build } from "esbuild";
import postgres from "postgres";
import { afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { createEngine } from "../../inngest/engine/engine";
import { sendEvents } from "../../inngest/engine/send";
import { clientOf, sleep } from "./engine-client";
import { engineWorld, until, type World } from "./engine-world";
import { draw, lots, outcome } from "./programs";

vi.setConfig({ testTimeout: 300_000, hookTimeout: 60_000 });

const CHILD = ".build/engine-crash-child.mjs";

/** Built once, because a process that translates itself first starts too slowly to be killed at an interesting moment. */
beforeAll(async () => {
  const input = { entryPoints: ["tests/engine/crash-child.ts"], outfile: CHILD };
  await build({ ...input, bundle: true, platform: "node", format: "esm", packages: "external", logLevel: "error" });
});

let world: World;
let children: ChildProcess[];

beforeEach(async () => {
  world = await engineWorld();
  children = [];
  await world.sql`create table body (id bigserial primary key, run text, what text, pid int, at timestamptz default clock_timestamp())`;
});
afterEach(async () => {
  for (const child of children) child.kill("SIGKILL");
  await world.end();
});

test("killed in the middle again and again, every run completes and every step is memoized exactly once", async () => {
  await sendEvents(world.sql, numbered("t/steps", 25));
  for (let kills = 0; kills < 4; kills++) {
    const child = await engineProcess();
    await sleep(250 + kills * 160);
    await kill(child);
  }
  await engineProcess();
  await until(async () => (await runs("completed")) === 25);

  const [memos] =
    await world.sql`select count(*)::int as all, count(*) filter (where done is null)::int as open from ie.step where op = 'StepRun'`;
  expect(memos).toEqual({ all: 150, open: 0 });
  const [ended] = await world.sql`select count(distinct (run, what))::int as n from body where what like 'end %'`;
  expect(ended!.n).toBe(150);
  expect((await world.sql`select 1 from ie.job`).length).toBe(0);
});

test("functions drawn by lot end as the model says, although their process is killed at any moment", async () => {
  const random = lots(Date.now());
  const programs = Array.from({ length: 8 }, () => draw(random, 1));
  await sendEvents(
    world.sql,
    programs.map((program, n) => ({ id: `program-${n}`, name: "t/program", data: { program } })),
  );
  for (let kills = 0; kills < 2; kills++) {
    const child = await engineProcess();
    await sleep(random() * 1500);
    await kill(child);
  }
  await engineProcess();
  await until(async () => (await world.sql`select 1 from ie.run where fn_id = 'app-program' and status <> 'active'`).length === 8);
  const ended = await world.sql`select status, output, events -> 0 ->> 'id' as event from ie.run where fn_id = 'app-program'`;
  for (const run of ended) {
    const program = programs[Number(run.event.slice("program-".length))]!;
    expect({ program, status: run.status, output: run.output }).toEqual({ program, status: "completed", output: outcome(program) });
  }
});

test("a body that finished runs again only when its process died before writing it down", async () => {
  await sendEvents(world.sql, numbered("t/steps", 20));
  const first = await engineProcess();
  await until(async () => (await bodies("end s1")) > 3);
  await kill(first);
  await engineProcess();
  await until(async () => (await runs("completed")) === 20);
  const twice = await world.sql`select run, what from body where what like 'end %' group by run, what having count(*) > 1`;
  const acrossProcesses =
    await world.sql`select run, what from body where what like 'end %' group by run, what having count(*) > count(distinct pid)`;
  expect(twice.length).toBeLessThanOrEqual(20);
  expect(acrossProcesses.length).toBe(0);
});

test("the calls of a killed process are free as soon as another looks", async () => {
  const first = await engineProcess();
  await sendEvents(world.sql, numbered("t/steps", 20));
  await until(async () => (await bodies("begin s0")) > 0);
  await kill(first);
  const stuck = await world.sql`select 1 from ie.job where owner is not null`;
  expect(stuck.length).toBeGreaterThan(0);
  await engineProcess();
  await until(async () => (await runs("completed")) === 20);
});

test("a sleep that ends while nothing runs is over when something runs again", async () => {
  const first = await engineProcess();
  await sendEvents(world.sql, numbered("t/nap", 3));
  await until(async () => (await world.sql`select 1 from ie.job where kind = 'sleep'`).length === 3);
  await kill(first);
  await sleep(2500);
  expect(await bodies("woke")).toBe(0);
  await engineProcess();
  await until(async () => (await bodies("woke")) === 3);
});

test("two processes share the work and each body runs once", async () => {
  await Promise.all([engineProcess(), engineProcess()]);
  await sendEvents(world.sql, numbered("t/steps", 30));
  await until(async () => (await runs("completed")) === 30);
  const pids = await world.sql`select distinct pid from body`;
  expect(pids.length).toBe(2);
  expect((await world.sql`select 1 from body`).length).toBe(30 * 12);
});

test("connections cut by the database cost nothing but time", async () => {
  await engineProcess();
  await sendEvents(world.sql, numbered("t/steps", 25));
  for (let cuts = 0; cuts < 4; cuts++) {
    await sleep(300);
    await world.sql`select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and application_name like 'open-ticket engine%'`;
  }
  await until(async () => (await runs("completed")) === 25);
  const [memos] = await world.sql`select count(*)::int as n from ie.step where op = 'StepRun' and done is not null`;
  expect(memos!.n).toBe(150);
});

test("an event belongs to the transaction that sends it", async () => {
  const { client } = await world.engine((c) => [
    c.createFunction(
      { id: "seen", triggers: { event: "t/tx" } },
      async ({ event }) => void (await world.sql`insert into body (what) values (${event.data.what})`),
    ),
  ]);
  void client;
  await world.sql
    .begin(async (tx) => {
      await sendEvents(tx, [{ name: "t/tx", data: { what: "rolled back" } }]);
      throw new Error("no");
    })
    .catch(() => {});
  await world.sql.begin((tx) => sendEvents(tx, [{ name: "t/tx", data: { what: "committed" } }]));
  await until(async () => (await bodies("committed")) === 1);
  expect(await bodies("rolled back")).toBe(0);
});

test("a transaction of Drizzle carries its events too", async () => {
  const desk = postgres(world.url, { max: 1 });
  const db = drizzle(desk);
  await db
    .transaction(async (tx) => {
      await sendEvents(tx, [{ name: "t/no" }]);
      throw new Error("no");
    })
    .catch(() => {});
  await db.transaction((tx) => sendEvents(tx, [{ id: "same", name: "t/yes" }]));
  await sendEvents(db, [{ id: "same", name: "t/yes" }]);
  expect([...(await world.sql`select name from ie.event`)]).toEqual([{ name: "t/yes" }]);
  await desk.end();
});

test("an engine that was never started still sends", async () => {
  const idle = createEngine({ databaseUrl: world.url });
  const { ids } = await clientOf(idle).send([{ name: "t/a" }, { name: "t/b" }]);
  expect(ids.length).toBe(2);
  expect((await world.sql`select 1 from ie.event where pending`).length).toBe(2);
  await idle.stop();
});

test("stopping waits for the running step and gives the rest back at once", async () => {
  let begun = 0;
  const { engine, client } = await world.engine((c) => [
    c.createFunction({ id: "long", triggers: { event: "t/long" } }, async ({ step }) => {
      for (const name of ["a", "b", "c"]) {
        await step.run(name, async () => {
          begun++;
          await sleep(500);
        });
      }
    }),
  ]);
  await client.send({ name: "t/long" });
  await until(() => begun === 1);
  const from = Date.now();
  await engine.stop();
  expect(Date.now() - from).toBeLessThan(10_000);
  expect(begun).toBe(1);
  const memos = await world.sql`select 1 from ie.step where done is not null`;
  expect(memos.length).toBe(1);
  const owned = await world.sql`select 1 from ie.job where owner is not null`;
  expect(owned.length).toBe(0);
});

const numbered = (name: string, count: number) => Array.from({ length: count }, (_, n) => ({ name, data: { n } }));

const runs = async (status: string) => (await world.sql`select 1 from ie.run where status = ${status}`).length;
const bodies = async (what: string) => (await world.sql`select 1 from body where what = ${what}`).length;

function engineProcess(): Promise<ChildProcess> {
  const child = spawn(process.execPath, [CHILD, world.url], {
    stdio: ["ignore", "ignore", "pipe"],
  });
  children.push(child);
  return new Promise((resolve, reject) => {
    let said = "";
    child.stderr!.on("data", (chunk) => {
      said += chunk;
      if (said.includes("up\n")) resolve(child);
    });
    child.on("exit", (code) => reject(new Error(`The process ended with ${code}: ${said}`)));
  });
}

function kill(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    child.on("exit", () => resolve());
    child.kill("SIGKILL");
  });
}
