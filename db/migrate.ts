import { join } from "node:path";
import { drizzle } from "drizzle-orm/postgres-js";
import { migrate as applyMigrations } from "drizzle-orm/postgres-js/migrator";
import postgres from "postgres";
import { LOCKS } from "@/lib/locks";

/**
 * Brings the database to this version, under an advisory lock: of several processes that start at once one applies,
 * the others wait and find nothing to do. `folder` holds the SQL; the build copies it beside the server.
 */
export async function migrate(url: string, folder = join(process.cwd(), "db/migrations")): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => {}, connect_timeout: 10 });
  try {
    await sql`select pg_advisory_lock(${LOCKS.migration})`;
    await applyMigrations(drizzle(sql), { migrationsFolder: folder });
    await sql`select pg_advisory_unlock(${LOCKS.migration})`;
  } finally {
    await sql.end({ timeout: 5 });
  }
}
