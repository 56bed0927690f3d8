import postgres from "postgres";
import { startEmbeddedPostgres } from "./embedded-postgres";
import { EnvironmentFault } from "./env";
import { LOCKS } from "./locks";

export type OpenDatabase = { url: string /** True when this call started it. */; started: boolean; stop: () => Promise<void> };

const OLDEST_POSTGRES = 15;

/**
 * The database this process works on: DATABASE_URL, or the embedded one below DATA_DIR, started if it does not run.
 * Throws EnvironmentFault with one line when DATABASE_URL leads nowhere or to a Postgres that is too old.
 */
export async function openDatabase(env: { databaseUrl?: string; dataDir: string }): Promise<OpenDatabase> {
  if (!env.databaseUrl) return startEmbeddedPostgres(env.dataDir);
  await probe(env.databaseUrl);
  return { url: env.databaseUrl, started: false, stop: async () => {} };
}

/**
 * Claims an embedded database for this server: a second one on the same DATA_DIR would lose it when the first stops it.
 * Gives what lets go. Throws EnvironmentFault when another server has it.
 */
export async function claimEmbedded(url: string, dataDir: string): Promise<() => Promise<void>> {
  const sql = postgres(url, { max: 1, onnotice: () => {}, idle_timeout: 0, max_lifetime: null });
  const [claim] = await sql`select pg_try_advisory_lock(${LOCKS.server}) as mine`;
  if (claim!.mine) return () => sql.end({ timeout: 1 });
  await sql.end({ timeout: 1 });
  throw new EnvironmentFault(`DATA_DIR ${dataDir} is used by another Open Ticket that runs; stop it, or set DATA_DIR to another folder.`);
}

async function probe(url: string): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => {}, connect_timeout: 10 });
  try {
    const [server] = await sql`select current_setting('server_version_num')::int / 10000 as version`;
    if (server!.version >= OLDEST_POSTGRES) return;
    throw new EnvironmentFault(`DATABASE_URL leads to Postgres ${server!.version}; Open Ticket needs ${OLDEST_POSTGRES} or newer.`);
  } catch (error) {
    if (error instanceof EnvironmentFault) throw error;
    // The address may hold a password: the line names the server's answer only.
    throw new EnvironmentFault(`DATABASE_URL cannot be used: ${(error as Error).message}.`);
  } finally {
    await sql.end({ timeout: 1 });
  }
}
