import { spawn } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { cpus, loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import postgres from "postgres";
import { migrate } from "../db/migrate";
import { sendEvents } from "../inngest/engine/send";
import { startEmbeddedPostgres } from "../lib/embedded-postgres";
import { type Cost, startCounting } from "./engine-cost";
import { startEngine, type Told } from "./engine-functions";
import { type EngineResults, engineTable } from "./engine-table";

/**
 * Measures the embedded engine on a database of its own and writes bench/results/engine.json. BENCH_SCALE makes it
 * smaller (0.1) for a quick look; what is written down says which scale it was.
 */
const scale = Number(process.env.BENCH_SCALE ?? 1);
const times = (n: number) => Math.max(1, Math.round(n * scale));

const begun = new Map<string, number>();
/** When each of the sleepers that are watched is due. */
const dueAt = new Map<string, number>();
const late: number[] = [];
let bodies = 0;
let batched = 0;
let hung = 0;

const told: Told = {
  began: (n) => void begun.set(n, performance.now()),
  body: () => void bodies++,
  batch(events) {
    batched += events;
  },
  woke(runId) {
    const due = dueAt.get(runId);
    if (due) late.push(Date.now() - due);
  },
  hang: () => void hung++,
};

export async function benchEngine(): Promise<EngineResults> {
  const folder = mkdtempSync(join(tmpdir(), "open-ticket-bench-"));
  // Started by root, the database runs as somebody else, who must get in.
  chmodSync(folder, 0o755);
  const server = await startEmbeddedPostgres(folder);
  try {
    await migrate(server.url);
    const sql = postgres(server.url, { max: 2, onnotice: () => {} });
    const results = await measure(server.url, sql);
    await sql.end();
    const out = join(process.env.OPEN_TICKET_HOME ?? ".", "bench/results");
    mkdirSync(out, { recursive: true });
    writeFileSync(join(out, "engine.json"), `${JSON.stringify(results, null, 2)}\n`);
    return results;
  } finally {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measure(url: string, sql: postgres.Sql): Promise<EngineResults> {
  const load = loadavg()[0]!;
  const { engine, client } = await startEngine(url, told);
  const send = (name: string, n: number) => inFives(n, (count, from) => client.send(many(name, count, from)));
  // Warm: statements prepared, code compiled.
  await send("b/one", 300);
  await bodiesReach(300);

  const waits: number[] = [];
  for (let i = 0; i < times(200); i++) {
    const from = performance.now();
    await client.send({ name: "b/first", data: { n: i } });
    await until(() => begun.has(String(i)), 1);
    waits.push(begun.get(String(i))! - from);
  }

  const one = await rate(sql, times(2000), 1, () => send("b/one", times(2000)));
  const three = await rate(sql, times(700), 3, () => send("b/three", times(700)));
  const batchFrom = performance.now();
  await send("b/batch", times(5000));
  await until(() => batched >= times(5000));
  const batches = times(5000) / ((performance.now() - batchFrom) / 1000);

  await fallAsleep(sql, times(2000), times(100_000));
  const idle = await whileIdle(sql);
  await engine.stop();
  const startAfterCrashMs = await crash(url, sql);
  const lateness = await wakeMany(sql, times(1000));

  return {
    at: new Date().toISOString(),
    machine: { cpu: cpus()[0]?.model ?? "", cores: cpus().length, node: process.version, load },
    scale,
    firstStepMs: { p50: quantile(waits, 0.5), p95: quantile(waits, 0.95) },
    oneStep: one,
    threeSteps: three,
    batchedEventsPerSecond: round(batches),
    sleepers: { count: times(100_000), ...idle, startAfterCrashMs: round(startAfterCrashMs) },
    latenessMs: lateness,
  };
}

/** How many a second, and what each costs. */
async function rate(sql: postgres.Sql, runs: number, steps: number, begin: () => Promise<unknown>): Promise<EngineResults["oneStep"]> {
  bodies = 0;
  const spent = await startCounting(sql);
  const from = performance.now();
  await begin();
  await bodiesReach(runs * steps);
  await until(async () => (await sql`select 1 from ie.job where kind = 'call' limit 1`).length === 0, 50);
  const seconds = (performance.now() - from) / 1000;
  return { perSecond: round((runs * steps) / seconds), each: perRun(spent(), runs) };
}

const perRun = ({ statements, nodeMs, databaseMs }: Cost, runs: number): Cost => ({
  statements: round(statements / runs),
  nodeMs: round(nodeMs / runs),
  databaseMs: round(databaseMs / runs),
});

/** Some fall asleep as runs do; the others are copies of them, which differ from them in nothing that counts here. */
async function fallAsleep(sql: postgres.Sql, real: number, all: number): Promise<void> {
  await inFives(real, (count, from) => sendEvents(sql, many("b/sleep", count, from)));
  await until(async () => (await sql`select count(*)::int as n from ie.job where kind = 'sleep'`)[0]!.n >= real, 200);
  await sql`create temporary table sleeper as select id, row_number() over () - 1 as n from ie.run where fn_id = 'bench-sleep'`;
  const copies = Math.ceil(all / real) - 1;
  await sql`insert into ie.run (id, fn_id, idem, events, created_at, started_at)
    select r.id || '-' || c, fn_id, idem || '-' || c, events, created_at, started_at from ie.run r join sleeper s using (id), generate_series(1, ${copies}) as c`;
  await sql`insert into ie.step (run_id, id, name, op, grp, began_at)
    select run_id || '-' || c, t.id, name, op, grp, began_at from ie.step t join sleeper s on s.id = t.run_id, generate_series(1, ${copies}) as c`;
  await sql`insert into ie.job (kind, fn_id, run_id, step_id, run_at, sort_at)
    select kind, fn_id, run_id || '-' || c, step_id, run_at, sort_at from ie.job j join sleeper s on s.id = j.run_id, generate_series(1, ${copies}) as c`;
  await sql`vacuum analyze`;
}

/** What sleepers cost while nothing is due. */
async function whileIdle(
  sql: postgres.Sql,
): Promise<{ idleCpuPercent: number; idleDatabaseCpuPercent: number; processMb: number; databaseMb: number }> {
  const spent = await startCounting(sql);
  const from = performance.now();
  await pause(10_000);
  const { nodeMs, databaseMs } = spent();
  const ms = performance.now() - from;
  const [size] = await sql<{ mb: number }[]>`
    select ((pg_total_relation_size('ie.job') + pg_total_relation_size('ie.run') + pg_total_relation_size('ie.step')) / 1048576)::int as mb`;
  return {
    idleCpuPercent: round((nodeMs / ms) * 100),
    idleDatabaseCpuPercent: round((databaseMs / ms) * 100),
    processMb: Math.round(process.memoryUsage().rss / 1024 ** 2),
    databaseMb: size!.mb,
  };
}

/** A process is killed in the middle of a step; how long after its start another has begun that step again. */
async function crash(url: string, sql: postgres.Sql): Promise<number> {
  await sendEvents(sql, [{ name: "b/hang" }]);
  const child = spawn(process.execPath, ["--import", "tsx", join(import.meta.dirname, "engine-child.ts"), url], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  await new Promise((resolve) => child.stdout.once("data", resolve));
  await new Promise((resolve) => {
    child.once("exit", resolve);
    child.kill("SIGKILL");
  });
  const from = performance.now();
  await startEngine(url, told);
  await until(() => hung > 0, 1);
  return performance.now() - from;
}

/** Fifty of the sleepers come due in every second. The engine of the last measurement is running. */
async function wakeMany(sql: postgres.Sql, count: number): Promise<{ p50: number; p95: number }> {
  const dues = await sql<{ run_id: string; run_at: Date }[]>`
    update ie.job set run_at = due, sort_at = due from (
      select id, clock_timestamp() + interval '3 seconds' + (row_number() over ()) * interval '20 milliseconds' as due
      from ie.job where kind = 'sleep' limit ${count}) as x where ie.job.id = x.id returning run_id, run_at`;
  for (const { run_id, run_at } of dues) dueAt.set(run_id, run_at.getTime());
  await sql`select pg_notify('ie', 'hurried')`;
  await until(() => late.length >= dues.length, 50);
  return { p50: quantile(late, 0.5), p95: quantile(late, 0.95) };
}

/** At most five thousand events can be sent at once. */
async function inFives(n: number, send: (count: number, from: number) => Promise<unknown>): Promise<void> {
  for (let from = 0; from < n; from += 5000) await send(Math.min(5000, n - from), from);
}

const many = (name: string, n: number, from = 0) => Array.from({ length: n }, (_, i) => ({ name, data: { n: from + i } }));

const bodiesReach = (n: number): Promise<void> => until(() => bodies >= n);

async function until(what: () => boolean | Promise<boolean>, every = 5): Promise<void> {
  while (!(await what())) await pause(every);
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
const quantile = (values: number[], q: number): number => round([...values].sort((a, b) => a - b)[Math.floor(values.length * q)] ?? 0);
const round = (value: number): number => Math.round(value * 10) / 10;

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  console.log(engineTable(await benchEngine()));
  process.exit(0);
}
