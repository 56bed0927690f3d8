import { randomBytes } from "node:crypto";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

/**
 * The secret that signs sessions: AUTH_SECRET, or one made once for the embedded default and kept below DATA_DIR where
 * only its owner reads it. Changing it signs everybody out and nothing more; mail is signed by keys in the database.
 */
export async function authSecret(env: { authSecret?: string; dataDir: string }): Promise<string> {
  if (env.authSecret) return env.authSecret;
  const file = join(env.dataDir, "auth-secret");
  await mkdir(env.dataDir, { recursive: true });
  await writeFile(file, randomBytes(32).toString("base64url"), { flag: "wx", mode: 0o600 }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== "EEXIST") throw error;
  });
  return (await readFile(file, "utf8")).trim();
}
