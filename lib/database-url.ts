import { startEmbeddedPostgres } from "./embedded-postgres";

export type OpenDatabase = { url: string; embedded: boolean; stop: () => Promise<void> };

/** The database this process works on: DATABASE_URL, or the embedded one below DATA_DIR, started if it does not run. */
export async function openDatabase(env: { databaseUrl?: string; dataDir: string }): Promise<OpenDatabase> {
  if (env.databaseUrl) return { url: env.databaseUrl, embedded: false, stop: async () => {} };
  const { url, stop } = await startEmbeddedPostgres(env.dataDir);
  return { url, embedded: true, stop };
}
