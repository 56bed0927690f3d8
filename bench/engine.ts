import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Inngest } from "inngest";
import { serve } from "inngest/edge";
import postgres from "postgres";
import { migrate } from "../db/migrate";
import { createEngine, type Engine } from "../inngest/engine/engine";
import { sendEvents } from "../inngest/engine/send";
import { startEmbeddedPostgres } from "../lib/embedded-postgres";

/**
 * Measures the embedded engine on a database of its own. BENCH_SCALE makes it smaller (0.1) for a quick look; what is
 * written down says which scale it was.
 */
const scale = Number(process.env.BENCH_SCALE ?? 1);
const times = (n: number) => Math.max(1, Math.round(n * scale));

const begun = new Map<string, number>();
let bodies = 0;
let batches = 0;
const late: number[] = [];
/** When each of the sleepers that are watched is due. */
const dueAt = new Map<string, number>();

const folder = mkdtempSync(join(tmpdir(), "open-ticket-bench-"));
// Started by root, the database runs as somebody else, who must get in.
chmodSync(folder, 0o755);
const server = await startEmbeddedPostgres(folder);
try {
  await migrate(server.url);
  const sql = postgres(server.url, { max: 2, onnotice: () => {} });
  const result = await measure(sql);
  mkdirSync("bench/results", { recursive: true });
  writeFileSync("bench/results/engine.json", `${JSON.stringify(result, null, 2)}\n`);
  console.table(result);
  await sql.end();
} finally {
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
}
process.exit(0);

async function measure(sql: postgres.Sql): Promise<Record<string, number>> {
  let { engine, client } = await start();
  await client.send({ name: "b/one", data: { n: "warm" } });
  await until(() => bodies === 1);

  const waits: number[] = [];
  for (let i = 0; i < times(200); i++) {
    const from = performance.now();
    await client.send({ name: "b/first", data: { n: i } });
    await until(() => begun.has(String(i)), 1);
    waits.push(begun.get(String(i))! - from);
  }

  const one = await timed(times(2000), (n) => client.send(many("b/one", n)), bodiesReach);
  const three = await timed(
    times(600),
    (n) => client.send(many("b/three", n)),
    (n) => bodiesReach(3 * n),
  );
  const spent = await transactionsOf(sql, async () => {
    bodies = 0;
    await sendEvents(sql, many("b/one", 100));
    await bodiesReach(100);
    await until(async () => (await sql`select 1 from ie.job limit 1`).length === 0);
  });
  batches = 0;
  const batchFrom = performance.now();
  await client.send(many("b/batch", times(5000)));
  await until(() => batches >= times(5000));
  const batchSeconds = (performance.now() - batchFrom) / 1000;

  const sleepers = times(100_000);
  for (let left = sleepers; left > 0; left -= 5000) await sendEvents(sql, many("b/sleep", Math.min(5000, left)));
  await until(async () => (await sql`select count(*)::int as n from ie.job where kind = 'sleep'`)[0]!.n >= sleepers, 1000);
  await sql`vacuum analyze ie.job`;
  const cpu = process.cpuUsage();
  const idleFrom = performance.now();
  await pause(10_000);
  const used = process.cpuUsage(cpu);
  const idle = (used.user + used.system) / 1000 / (performance.now() - idleFrom);
  const memory = process.memoryUsage().rss / 1024 ** 2;
  const [size] =
    await sql`select (pg_total_relation_size('ie.job') + pg_total_relation_size('ie.run') + pg_total_relation_size('ie.step')) / 1048576 as mb`;

  await engine.stop();
  bodies = 0;
  const startFrom = performance.now();
  ({ engine, client } = await start());
  await client.send({ name: "b/one" });
  await bodiesReach(1);
  const startMs = performance.now() - startFrom;

  // Fifty of the sleepers come due in every second.
  await sql`
    update ie.job set run_at = due, sort_at = due from (
      select id, clock_timestamp() + interval '2 seconds' + (row_number() over ()) * interval '20 milliseconds' as due
      from ie.job where kind = 'sleep' limit ${times(1000)}) as x where ie.job.id = x.id`;
  const dues = await sql<
    { run_id: string; run_at: Date }[]
  >`select run_id, run_at from ie.job where kind = 'sleep' order by run_at limit ${times(1000)}`;
  for (const { run_id, run_at } of dues) dueAt.set(run_id, run_at.getTime());
  await until(() => late.length >= dues.length, 50);
  await engine.stop();

  return {
    scale,
    eventToFirstStepP50Ms: round(quantile(waits, 0.5)),
    eventToFirstStepP95Ms: round(quantile(waits, 0.95)),
    oneStepRunsPerSecond: round(one),
    threeStepStepsPerSecond: round(three * 3),
    batchedEventsPerSecond: round(times(5000) / batchSeconds),
    transactionsPerOneStepRun: round(spent / 100),
    sleepers,
    sleepersIdleCpuPercent: round(idle * 100),
    sleepersProcessMb: round(memory),
    sleepersDatabaseMb: Number(size!.mb),
    startToFirstStepMs: round(startMs),
    latenessAt50PerSecondP50Ms: round(quantile(late, 0.5)),
    latenessAt50PerSecondP95Ms: round(quantile(late, 0.95)),
  };
}

async function start(): Promise<{ engine: Engine; client: Inngest }> {
  const engine = createEngine({ databaseUrl: server.url });
  const client = new Inngest({ id: "bench", isDev: true, baseUrl: "http://embedded.local", fetch: engine.fetch });
  const functions = [
    client.createFunction({ id: "first", triggers: { event: "b/first" } }, async ({ event, step }) => {
      await step.run("a", () => void begun.set(String(event.data.n), performance.now()));
    }),
    client.createFunction({ id: "one", triggers: { event: "b/one" } }, async ({ step }) => {
      await step.run("a", () => void bodies++);
    }),
    client.createFunction({ id: "three", triggers: { event: "b/three" } }, async ({ step }) => {
      for (const name of ["a", "b", "c"]) await step.run(name, () => void bodies++);
    }),
    client.createFunction(
      { id: "batch", triggers: { event: "b/batch" }, batchEvents: { maxSize: 100, timeout: "2s" } },
      async ({ events }) => {
        batches += events.length;
      },
    ),
    client.createFunction({ id: "sleep", triggers: { event: "b/sleep" } }, async ({ step, runId }) => {
      await step.sleep("long", "30d");
      const due = dueAt.get(runId);
      if (due) late.push(Date.now() - due);
    }),
  ];
  await engine.start(serve({ client, functions }));
  return { engine, client };
}

/** Runs a second. */
async function timed(n: number, send: (n: number) => Promise<unknown>, done: (n: number) => Promise<void>): Promise<number> {
  bodies = 0;
  const from = performance.now();
  await send(n);
  await done(n);
  return (n / (performance.now() - from)) * 1000;
}

/** Transactions Postgres counts, those of the polling included. */
async function transactionsOf(sql: postgres.Sql, work: () => Promise<void>): Promise<number> {
  const before = await transactions(sql);
  await work();
  return (await transactions(sql)) - before;
}

async function transactions(sql: postgres.Sql): Promise<number> {
  await pause(1200);
  const [row] = await sql`select xact_commit::int as n from pg_stat_database where datname = current_database()`;
  return row!.n;
}

function many(name: string, n: number) {
  return Array.from({ length: n }, (_, i) => ({ name, data: { n: i } }));
}
function bodiesReach(n: number): Promise<void> {
  return until(() => bodies >= n);
}

async function until(what: () => boolean | Promise<boolean>, every = 5): Promise<void> {
  while (!(await what())) await pause(every);
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
function quantile(values: number[], q: number): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length * q)] ?? 0;
}
function round(value: number): number {
  return Math.round(value * 10) / 10;
}
