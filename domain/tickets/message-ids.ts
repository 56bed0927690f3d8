import { and, desc, eq, inArray, isNotNull } from "drizzle-orm";
import { type Db, db, type Tx } from "@/db";
import { messages } from "@/db/schema";

/** Remembers under which Message-ID an answer left, so that the next mail of the conversation can name it. */
export async function rememberMessageId(tx: Tx, messageRowId: string, messageId: string): Promise<void> {
  await tx.update(messages).set({ messageId }).where(eq(messages.id, messageRowId));
}

/** Where messages live now, by the ids of their rows: a message that was split out has moved. */
export async function homesOfMessages(ids: readonly string[], from: Db | Tx = db): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await from
    .select({ id: messages.id, ticketId: messages.ticketId })
    .from(messages)
    .where(inArray(messages.id, [...ids]));
  return new Map(rows.map((row) => [row.id, row.ticketId]));
}

/** An alarm gives every mail of its life one Message-ID; the newest say all that can be said. */
const MOST = 100;

/** Tickets in which a mail with one of these Message-IDs stands, newest first (docs/mail.md, A2 evidence 3). */
export async function ticketsByMessageIds(ids: readonly string[], from: Db | Tx = db): Promise<{ messageId: string; ticketId: string }[]> {
  if (ids.length === 0) return [];
  const rows = await from
    .select({ messageId: messages.messageId, ticketId: messages.ticketId })
    .from(messages)
    .where(and(isNotNull(messages.messageId), inArray(messages.messageId, [...ids])))
    .orderBy(desc(messages.at), desc(messages.id))
    .limit(MOST);
  return rows.map((row) => ({ messageId: row.messageId!, ticketId: row.ticketId }));
}
