import { closeDb, sqlClient } from "@/db";
import { migrate } from "@/db/migrate";
import { type OpenDatabase, openDatabase } from "@/lib/database-url";
import { readEnv } from "@/lib/env";

let opened: OpenDatabase | undefined;

/** Opens the desk this command works on: DATABASE_URL, or the embedded database, started for the moment if need be. */
export async function openDesk(): Promise<void> {
  opened = await openDatabase(commandEnv());
  process.env.DATABASE_URL = opened.url;
  await migrate(opened.url);
  await import("@/domain/projections");
}

/** Leaves everything as it was found: a database that ran goes on running. */
export async function closeDesk(): Promise<void> {
  if (!opened) return;
  await closeDb();
  if (opened.started && !(await isInUse())) await opened.stop();
}

/** Only what a command needs: it signs no sessions and opens no port, so it must not ask for their settings. */
function commandEnv() {
  const { DATABASE_URL, DATA_DIR, OPEN_TICKET_HOME, LOG_LEVEL } = process.env;
  return readEnv({
    OPEN_TICKET_MODE: "test",
    DATABASE_URL,
    DATA_DIR,
    OPEN_TICKET_HOME,
    LOG_LEVEL,
    ...(DATABASE_URL ? { AUTH_SECRET: "a command signs no sessions" } : {}),
  });
}

const LOOKS = 10;
const LOOK_AGAIN_MS = 100;

/** A server that came up while the command ran keeps the database it found; it stops it itself. */
async function isInUse(): Promise<boolean> {
  try {
    // Our own connections take a moment to be gone.
    for (let look = 0; look < LOOKS; look += 1) {
      const [row] = await sqlClient()`
        select count(*)::int as others from pg_stat_activity
        where datname = current_database() and backend_type = 'client backend' and pid <> pg_backend_pid()`;
      if (row!.others === 0) return false;
      await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS));
    }
    return true;
  } catch {
    // Gone already: nobody uses it, and stopping it again is harmless.
    return false;
  } finally {
    await closeDb();
  }
}
