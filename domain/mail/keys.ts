import { randomBytes } from "node:crypto";
import { desc } from "drizzle-orm";
import { type Db, db, type Tx } from "@/db";
import { signingKeys } from "@/db/schema";

export type SigningKey = { version: number; secret: Buffer };

/**
 * The keys that sign Message-IDs and reply addresses, newest first; the first is made when there is none. They live in
 * the database, and so in its backup: a restored desk still knows its own letters.
 */
export async function listSigningKeys(tx: Db | Tx = db): Promise<SigningKey[]> {
  const known = await tx.select().from(signingKeys).orderBy(desc(signingKeys.version));
  if (known.length > 0) return known;
  await tx
    .insert(signingKeys)
    .values({ version: 1, secret: randomBytes(32) })
    .onConflictDoNothing();
  return tx.select().from(signingKeys).orderBy(desc(signingKeys.version));
}
