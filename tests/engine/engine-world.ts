import { randomBytes } from "node:crypto";
import type { Inngest, InngestFunction } from "inngest";
import { serve } from "inngest/edge";
import postgres from "postgres";
import { afterAll } from "vitest";
import { createEngine, type Engine, type EngineOptions } from "../../inngest/engine/engine";
import { clientOf, sleep } from "./engine-client";

export type World = {
  url: string;
  sql: postgres.Sql;
  /** An engine on this database, with the functions it is given; stopped when the world ends. */
  engine: (
    functions: (client: Inngest) => InngestFunction.Any[],
    options?: Partial<EngineOptions>,
  ) => Promise<{ engine: Engine; client: Inngest }>;
  end: () => Promise<void>;
};

const free: string[] = [];
afterAll(async () => {
  for (const url of free.splice(0)) await drop(url);
});

/** An engine database of its own, with nothing in it. */
export async function engineWorld(): Promise<World> {
  const url = free.pop() ?? (await scratchDatabase());
  const sql = postgres(url, { max: 3, onnotice: () => {} });
  const engines: Engine[] = [];
  return {
    url,
    sql,
    async engine(functions, options) {
      const engine = createEngine({ databaseUrl: url, log: report, ...options });
      const client = clientOf(engine);
      engines.push(engine);
      await engine.start(serve({ client, functions: functions(client) }));
      return { engine, client };
    },
    async end() {
      await Promise.all(engines.map((engine) => engine.stop()));
      await empty(sql);
      await sql.end({ timeout: 1 });
      free.push(url);
    },
  };
}

/** Waits until it is so. The limit only ends what hangs: it says nothing about how fast a machine has to be. */
export async function until(what: () => boolean | Promise<boolean>, ms = 90_000): Promise<void> {
  const end = Date.now() + ms;
  while (!(await what())) {
    if (Date.now() > end) throw new Error(`After ${ms} ms it was still not so: ${what}`);
    await sleep(25);
  }
}

const report: EngineOptions["log"] = (level, message, detail) => {
  if (process.env.ENGINE_TEST_LOG) console.error(`[engine] ${level}: ${message}`, detail ?? "");
};

/** As it was when it was new. A copy takes seconds on a busy machine, so the tests of a file share one. */
async function empty(sql: postgres.Sql): Promise<void> {
  await sql`select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()
    and application_name like 'open-ticket engine%'`;
  await sql`truncate ie.event, ie.run, ie.step, ie.job, ie.wait, ie.wait_path, ie.bucket, ie.cron, ie.function restart identity`;
  await sql`drop table if exists test_clock, body`;
  await sql`drop function if exists ie.refuse cascade`;
  await sql`create or replace function ie.clock() returns timestamptz language sql stable as 'select statement_timestamp()'`;
}

/** A copy of the migrated template. */
async function scratchDatabase(): Promise<string> {
  const name = `test_engine_${randomBytes(6).toString("hex")}`;
  await onServer(`create database ${name} template template_desk`);
  const url = new URL(process.env.TEST_SERVER_URL!);
  url.pathname = `/${name}`;
  return url.href;
}

const drop = (url: string) => onServer(`drop database if exists ${new URL(url).pathname.slice(1)} with (force)`);

/** Copies of one template must come one after the other; tests/database.ts takes the same lock. */
async function onServer(statement: string): Promise<void> {
  const sql = postgres(process.env.TEST_SERVER_URL!, { max: 1, onnotice: () => {} });
  try {
    await sql`select pg_advisory_lock(1)`;
    await sql.unsafe(statement);
  } finally {
    await sql.end();
  }
}
