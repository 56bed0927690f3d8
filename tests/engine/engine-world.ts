import { readFile } from "node:fs/promises";
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

/** An empty engine database of its own, on the server of the tests. */
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
    },
  };
}

export const clientOf = (engine: Engine): Inngest =>
  new Inngest({ id: "app", isDev: true, baseUrl: "http://embedded.local", fetch: engine.fetch, logger: silent });

export const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Waits until it is so. */
export async function until(what: () => boolean | Promise<boolean>, ms = 10_000): Promise<void> {
  const end = Date.now() + ms;
  while (!(await what())) {
    if (Date.now() > end) throw new Error(`After ${ms} ms it was still not so: ${what}`);
    await sleep(25);
  }
}

const report: EngineOptions["log"] = (level, message, detail) => {
  if (process.env.ENGINE_TEST_LOG) console.error(`[engine] ${level}: ${message}`, detail ?? "");
};

async function scratchDatabase(): Promise<string> {
  const base = process.env.ENGINE_TEST_URL;
  if (!base) throw new Error("ENGINE_TEST_URL names the server for the engine's tests.");
  const name = `engine_${process.pid}_${Math.random().toString(36).slice(2, 8)}`;
  const admin = postgres(base, { max: 1 });
  await admin`create database ${admin(name)}`;
  await admin.end();
  const url = new URL(base);
  url.pathname = `/${name}`;
  const sql = postgres(url.href, { max: 1, onnotice: () => {} });
  for (const statement of (await readFile("db/migrations/0001_engine.sql", "utf8")).split("--> statement-breakpoint"))
    await sql.unsafe(statement);
  await sql.end();
  return url.href;
}
