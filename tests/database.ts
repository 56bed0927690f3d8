import { randomBytes } from "node:crypto";
import postgres from "postgres";
import { afterAll } from "vitest";
import { closeDb } from "@/db";
import { withDatabase } from "./global-setup";

/**
 * Gives this test file a migrated database of its own and points DATABASE_URL at it; it is dropped when the file is
 * done. Call it once, in beforeAll, before the first query.
 */
export async function testDatabase(): Promise<string> {
  const server = process.env.TEST_SERVER_URL!;
  const name = `test_${randomBytes(6).toString("hex")}`;
  await once(server, `create database ${name} template template_desk`);
  const url = withDatabase(server, name);
  process.env.DATABASE_URL = url;
  afterAll(async () => {
    await closeDb();
    await once(server, `drop database if exists ${name} with (force)`);
  });
  return url;
}

/** Copies of one template must come one after the other. */
async function once(url: string, statement: string): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  try {
    await sql`select pg_advisory_lock(1)`;
    await sql.unsafe(statement);
  } finally {
    await sql.end();
  }
}
