import { and, asc, between, eq, inArray, notExists, sql } from "drizzle-orm";
import { db, type Tx } from "@/db";
import { attachments, blobChunks, blobs, incomingMail, outgoingMail } from "@/db/schema";
import type { Actor } from "../access/actor";
import { authorizeDesk } from "../access/authorize";

const BATCH = 200;

/**
 * Throws bytes away that nothing refers to: a file is stored before the act it comes with is asked, and the act may be
 * refused. Those of the last day stay, because an act may still be under way; what is older than a week was looked at
 * often enough, and what was used once stays in use. Gives how many went.
 */
export async function forgetUnusedBlobs(actor: Actor): Promise<number> {
  authorizeDesk(actor, "desk.tidyUp");
  return db.transaction(async (tx) => {
    // Whoever is about to use one holds it (store.ts); that one is skipped.
    const found = await tx
      .select({ hash: blobs.hash })
      .from(blobs)
      .where(and(between(blobs.createdAt, sql`now() - interval '7 days'`, sql`now() - interval '1 day'`), unused(tx)))
      .orderBy(asc(blobs.createdAt))
      .limit(BATCH)
      .for("update", { skipLocked: true });
    const held = found.map((row) => row.hash);
    if (held.length === 0) return 0;
    // Looked at again under the lock: somebody may have begun to use one between the two.
    const still = and(inArray(blobs.hash, held), unused(tx));
    const going = (await tx.select({ hash: blobs.hash }).from(blobs).where(still)).map((row) => row.hash);
    if (going.length === 0) return 0;
    await tx.delete(blobChunks).where(inArray(blobChunks.hash, going));
    await tx.delete(blobs).where(inArray(blobs.hash, going));
    return going.length;
  });
}

const unused = (tx: Tx) =>
  and(
    notExists(tx.select({ one: sql`1` }).from(attachments).where(eq(attachments.blobHash, blobs.hash))),
    notExists(tx.select({ one: sql`1` }).from(incomingMail).where(eq(incomingMail.rawHash, blobs.hash))),
    notExists(tx.select({ one: sql`1` }).from(outgoingMail).where(eq(outgoingMail.rawHash, blobs.hash))),
  );
