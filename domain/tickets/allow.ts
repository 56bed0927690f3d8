import { and, eq, ne } from "drizzle-orm";
import { db, type Tx } from "@/db";
import { messages, tickets } from "@/db/schema";
import { notFound } from "@/lib/errors";
import { isId } from "@/lib/ids";
import type { Actor } from "../access/actor";
import { authorize } from "../access/authorize";
import { record } from "../events/record";
import { type LoadedTicket, lockTicket } from "./load";
import { touch } from "./touch";

/**
 * Lets a pending joiner's message into the conversation: public from its own time. Its writer becomes no participant
 * and nothing is opened again (docs/mail.md, A2). Allowed before, it stays allowed.
 */
export async function allowMessage(actor: Actor, messageId: string, number?: string): Promise<{ id: string; number: string }> {
  return db.transaction(async (tx) => {
    const { ticket, message } = await lockJoiner(tx, actor, messageId, number);
    const told = { id: ticket.id, number: String(ticket.number) };
    if (!message.joiner) return told;
    await tx.update(messages).set({ joiner: false, internal: false }).where(eq(messages.id, messageId));
    await settleIn(tx, ticket.id, messageId);
    await record(tx, actor, { type: "message.allowed", ticketId: ticket.id, data: { messageId } });
    await touch(tx, ticket.id);
    return told;
  });
}

/**
 * The message with its ticket, locked, for who may decide on it. Refuses `not_found` what the actor may not see, and a
 * message that does not stand in the ticket it was named with.
 */
export async function lockJoiner(tx: Tx, actor: Actor, messageId: string, number?: string) {
  const [found] = isId(messageId) ? await tx.select({ ticketId: messages.ticketId }).from(messages).where(eq(messages.id, messageId)) : [];
  if (!found) throw notFound("message");
  const ticket: LoadedTicket = await lockTicket(tx, found.ticketId);
  authorize(actor, "ticket.decide", ticket);
  // Read again under the lock: somebody else may have decided, or moved it.
  const [message] = await tx
    .select()
    .from(messages)
    .where(and(eq(messages.id, messageId), eq(messages.ticketId, ticket.id)));
  if (!message || (number !== undefined && String(ticket.number) !== number)) throw notFound("message");
  return { ticket, message };
}

/** The ticket needs a decision as long as another joiner's message waits in it. */
export async function settleIn(tx: Tx, ticketId: string, decidedId: string): Promise<void> {
  const [waiting] = await tx
    .select({ id: messages.id })
    .from(messages)
    .where(and(eq(messages.ticketId, ticketId), eq(messages.joiner, true), ne(messages.id, decidedId)))
    .limit(1);
  if (!waiting) await tx.update(tickets).set({ needsDecision: false }).where(eq(tickets.id, ticketId));
}
