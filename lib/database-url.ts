import { startEmbeddedPostgres } from "./embedded-postgres";

export type OpenDatabase = { url: string /** True when this call started it. */; started: boolean; stop: () => Promise<void> };

/** The database this process works on: DATABASE_URL, or the embedded one below DATA_DIR, started if it does not run. */
export async function openDatabase(env: { databaseUrl?: string; dataDir: string }): Promise<OpenDatabase> {
  if (env.databaseUrl) return { url: env.databaseUrl, started: false, stop: async () => {} };
  return startEmbeddedPostgres(env.dataDir);
}
