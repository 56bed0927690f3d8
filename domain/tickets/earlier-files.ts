import { desc, eq } from "drizzle-orm";
import type { Tx } from "@/db";
import { attachments, messages } from "@/db/schema";

/** Long conversations repeat what is recent. */
const MAX_FILES = 500;

/** Hashes of the files that stand in a conversation already, the latest ones. */
export async function earlierFileHashes(tx: Tx, ticketId: string): Promise<Set<string>> {
  const rows = await tx
    .select({ hash: attachments.blobHash })
    .from(attachments)
    .innerJoin(messages, eq(messages.id, attachments.messageId))
    .where(eq(messages.ticketId, ticketId))
    .orderBy(desc(attachments.createdAt))
    .limit(MAX_FILES);
  return new Set(rows.map((row) => row.hash));
}
