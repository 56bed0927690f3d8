import "@/domain/projections";
import { closeDb, sqlClient } from "@/db";
import { migrate } from "@/db/migrate";
import { startEmbeddedPostgres } from "@/lib/embedded-postgres";
import { readEnv } from "@/lib/env";

/**
 * Runs a command on the desk's database, brought to this version first. The embedded one is used as it runs, or started
 * for the command and stopped afterwards.
 */
export async function onDesk<T>(work: () => Promise<T>): Promise<T> {
  const database = await open();
  process.env.DATABASE_URL = database.url;
  try {
    await migrate(database.url);
    return await work();
  } finally {
    await closeDb();
    if (database.started && !(await othersAreConnected())) await database.stop();
  }
}

async function open(): Promise<{ url: string; started: boolean; stop: () => Promise<void> }> {
  // Only what a command needs: it signs no sessions and opens no ports, so it asks for no secret and no SMTP_URL.
  const { DATABASE_URL, DATA_DIR, OPEN_TICKET_HOME } = process.env;
  const env = readEnv({ OPEN_TICKET_MODE: "test", DATA_DIR, OPEN_TICKET_HOME, ...(DATABASE_URL ? { DATABASE_URL, AUTH_SECRET: "a command signs no sessions" } : {}) });
  if (env.databaseUrl) return { url: env.databaseUrl, started: false, stop: async () => {} };
  return startEmbeddedPostgres(env.dataDir);
}

const LOOKS = 10;
const LOOK_AGAIN_MS = 100;

/** A server that came up while the command ran keeps the database it found; it stops it itself. */
async function othersAreConnected(): Promise<boolean> {
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
  } finally {
    await closeDb();
  }
}
