import { eq, type SQL, sql } from "drizzle-orm";
import type { Tx } from "@/db";
import { messages, ticketDocuments, tickets } from "@/db/schema";
import type { RecordedEvent } from "../events/record";

/** Of a longer message the rest is not searched. */
const MAX_MESSAGE = 20_000;
/** A tsvector may not pass 1 MB; a conversation that long keeps being found by what it said so far. */
const MAX_DOCUMENT = 600_000;

const TOLD = new Set(["message.received", "message.sent", "message.held", "message.allowed", "note.added", "call.logged"]);

/**
 * Projection: what a ticket is found by, in the act's own transaction. Words of internal messages go into `allWords`
 * and never into `publicWords`, so that no search of a customer's can touch them.
 */
export async function projectTicketDocument(tx: Tx, event: RecordedEvent): Promise<void> {
  if (!event.ticketId) return;
  if (event.type === "ticket.opened" || event.type === "ticket.renamed") return nameTicket(tx, event.ticketId);
  if (!TOLD.has(event.type)) return;
  const [message] = await tx
    .select({ internal: messages.internal, text: messages.visibleText })
    .from(messages)
    .where(eq(messages.id, event.data.messageId as string));
  if (message) await addWords(tx, event.ticketId, wordsOf(message.text.slice(0, MAX_MESSAGE)), !message.internal);
}

/** The subject counts most; a new one is added, and the old one still finds the ticket. */
async function nameTicket(tx: Tx, ticketId: string): Promise<void> {
  const [ticket] = await tx.select({ number: tickets.number, subject: tickets.subject }).from(tickets).where(eq(tickets.id, ticketId));
  await addWords(tx, ticketId, sql`setweight(${wordsOf(`${ticket!.number} ${ticket!.subject}`)}, 'A')`, true);
}

async function addWords(tx: Tx, ticketId: string, words: SQL, isPublic: boolean): Promise<void> {
  const more = (column: SQL) => sql`case when pg_column_size(${column}) > ${MAX_DOCUMENT} then ${column} else ${column} || ${words} end`;
  await tx
    .insert(ticketDocuments)
    .values({ ticketId, publicWords: isPublic ? words : sql`''::tsvector`, allWords: words })
    .onConflictDoUpdate({
      target: ticketDocuments.ticketId,
      set: {
        allWords: more(sql`${ticketDocuments.allWords}`),
        ...(isPublic ? { publicWords: more(sql`${ticketDocuments.publicWords}`) } : {}),
      },
    });
}

/** A desk speaks several languages and a mail does not say which: every word as it stands and stemmed in each. */
const wordsOf = (text: string): SQL =>
  sql`(to_tsvector('simple', ${text}::text) || to_tsvector('english', ${text}::text) || to_tsvector('german', ${text}::text))`;
