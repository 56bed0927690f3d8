import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import postgres from "postgres";
import { migrate } from "@/db/migrate";
import { startEmbeddedPostgres } from "@/lib/embedded-postgres";

/** One throw-away Postgres for the run, with a migrated template that every test file copies. */
export default async function setup() {
  const dataDir = mkdtempSync(join(tmpdir(), "open-ticket-test-"));
  // Started by root, the database runs as somebody else, who must get in.
  chmodSync(dataDir, 0o755);
  const server = process.env.TEST_DATABASE_URL ? null : await startEmbeddedPostgres(dataDir);
  const url = process.env.TEST_DATABASE_URL ?? server!.url;
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  await sql.unsafe("drop database if exists template_desk");
  await sql.unsafe("create database template_desk");
  await sql.end();
  process.env.TEST_SERVER_URL = url;
  await migrate(withDatabase(url, "template_desk"));
  return async () => {
    await server?.stop();
    rmSync(dataDir, { recursive: true, force: true });
  };
}

export function withDatabase(url: string, name: string): string {
  const parsed = new URL(url);
  parsed.pathname = `/${name}`;
  return parsed.toString();
}
