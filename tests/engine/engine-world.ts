import { randomBytes } from "node:crypto";
import { Inngest, type InngestFunction } from "inngest";
import { serve } from "inngest/edge";
import postgres from "postgres";
import { createEngine, type Engine, type EngineOptions } from "../../inngest/engine/engine";

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

const silent = { info() {}, warn() {}, error() {}, debug() {} };

/** An engine database of its own, with nothing in it. */
export async function engineWorld(): Promise<World> {
  const url = await scratchDatabase();
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
      await sql.end({ timeout: 1 });
      await drop(url);
    },
  };
}

export const clientOf = (engine: Engine): Inngest =>
  new Inngest({ id: "app", isDev: true, baseUrl: "http://embedded.local", fetch: engine.fetch, logger: silent });

export const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

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

/** A copy of the migrated template. Unlike the other rooms' tests, most of these want a fresh one for every test. */
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
