import { closeDb } from "@/db";
import { migrate } from "@/db/migrate";
import { type OpenDatabase, openDatabase } from "@/lib/database-url";
import { readEnv } from "@/lib/env";

let opened: OpenDatabase | undefined;

/** Opens the desk this command works on: DATABASE_URL, or the embedded database, started for the moment if need be. */
export async function openDesk(): Promise<void> {
  opened = await openDatabase(readEnv());
  process.env.DATABASE_URL = opened.url;
  await migrate(opened.url);
  await import("@/domain/projections");
}

/** Leaves everything as it was found: a database that ran goes on running. */
export async function closeDesk(): Promise<void> {
  if (!opened) return;
  await closeDb();
  if (opened.started) await opened.stop();
}
