import { drizzle, type PostgresJsDatabase } from "drizzle-orm/postgres-js";
import postgres from "postgres";
import { preparing } from "./prepared";
import * as schema from "./schema";

export type Db = PostgresJsDatabase<typeof schema>;
/** A transaction of ours. Acts hand it to their `…In` siblings; nothing else opens one. */
export type Tx = Parameters<Parameters<Db["transaction"]>[0]>[0];

type Connection = { sql: postgres.Sql; db: Db; url: string };
let connection: Connection | undefined;

function connect(): Connection {
  const url = process.env.DATABASE_URL;
  if (!url) throw new Error("DATABASE_URL is not set: server.ts, the command line and the tests set it before the first query.");
  if (connection?.url === url) return connection;
  const sql = postgres(url, {
    max: Number(process.env.DATABASE_CONNECTIONS ?? 10),
    onnotice: () => {},
    connection: { application_name: "open-ticket" },
  });
  const made = { sql, db: drizzle(preparing(sql), { schema, casing: "snake_case" }), url };
  connection = made;
  return made;
}

/** The bare client, for LISTEN, advisory locks and the few statements Drizzle cannot say. */
export const sqlClient = (): postgres.Sql => connect().sql;

/** The database of this process. Connects at the first query, so that importing it needs no environment. */
export const db: Db = new Proxy({} as Db, {
  get: (_, key) => {
    const value = Reflect.get(connect().db, key);
    return typeof value === "function" ? value.bind(connect().db) : value;
  },
});

/** Ends the pool; the next query would open a new one. Used on shutdown and between test files. */
export async function closeDb(): Promise<void> {
  const ending = connection;
  connection = undefined;
  await ending?.sql.end({ timeout: 5 });
}
