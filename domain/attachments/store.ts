import { createHash } from "node:crypto";
import { promisify } from "node:util";
import { gunzip, gzip } from "node:zlib";
import { asc, eq } from "drizzle-orm";
import { type Db, db, type Tx } from "@/db";
import { blobChunks, blobs } from "@/db/schema";
import { notFound } from "@/lib/errors";

const CHUNK = 256 * 1024;
/** Below this a gzip header costs more than it saves. */
const WORTH_COMPRESSING = 512;

const zip = promisify(gzip);
const unzip = promisify(gunzip);

/**
 * Stores bytes by their SHA-256 and gives the hash; the same bytes again are found, not stored. Compressed when it
 * saves a tenth. Pass the transaction when the bytes must come and go with it.
 */
export async function storeBlob(bytes: Buffer, tx: Db | Tx = db): Promise<string> {
  const hash = hashOf(bytes);
  if (await isHeld(hash, tx)) return hash;
  const zipped = bytes.length < WORTH_COMPRESSING ? null : await zip(bytes, { level: 3 });
  const compressed = zipped !== null && zipped.length < bytes.length * 0.9;
  const stored = compressed ? zipped : bytes;
  const write = async (to: Db | Tx) => {
    const added = await to.insert(blobs).values({ hash, size: bytes.length, compressed }).onConflictDoNothing().returning();
    if (added.length === 0) return;
    for (let at = 0, position = 0; at < stored.length; at += CHUNK, position += 1) {
      await to.insert(blobChunks).values({ hash, position, bytes: stored.subarray(at, at + CHUNK) });
    }
  };
  // The row and its chunks stand or fall together, also when the caller brought no transaction.
  await (tx === db ? db.transaction(write) : write(tx));
  return hash;
}

export const hashOf = (bytes: Buffer): string => createHash("sha256").update(bytes).digest("hex");

/** Keeps what is there from being forgotten (forget-unused.ts): until the transaction ends, without one for another day. */
async function isHeld(hash: string, tx: Db | Tx): Promise<boolean> {
  const found =
    tx === db
      ? await db.update(blobs).set({ createdAt: new Date() }).where(eq(blobs.hash, hash)).returning({ hash: blobs.hash })
      : await tx.select({ hash: blobs.hash }).from(blobs).where(eq(blobs.hash, hash)).for("key share");
  return found.length > 0;
}

/** The bytes behind a hash. Refuses `not_found`. */
export async function readBlob(hash: string, from: Db | Tx = db): Promise<Buffer> {
  const [blob] = await from.select().from(blobs).where(eq(blobs.hash, hash));
  if (!blob) throw notFound("file");
  const chunks = await from
    .select({ bytes: blobChunks.bytes })
    .from(blobChunks)
    .where(eq(blobChunks.hash, hash))
    .orderBy(asc(blobChunks.position));
  const stored = Buffer.concat(chunks.map((chunk) => chunk.bytes));
  return blob.compressed ? unzip(stored) : stored;
}
