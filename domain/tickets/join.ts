import { inArray } from "drizzle-orm";
import type { Tx } from "@/db";
import { people, ticketParticipants } from "@/db/schema";
import type { Actor } from "../access/actor";
import { authorize } from "../access/authorize";
import { record } from "../events/record";
import type { LoadedTicket } from "./load";

/**
 * Brings people into a conversation, announced by name in its history; from now on they get what is said in public,
 * nothing of before (docs/mail.md, A14). Who takes part already is left alone.
 */
export async function joinTicketIn(tx: Tx, actor: Actor, ticket: LoadedTicket, personIds: readonly string[]): Promise<void> {
  authorize(actor, "ticket.join", ticket);
  await addParticipantsIn(tx, actor, ticket, personIds);
}

/** The write itself, for acts of which it is a consequence. Permission is theirs. */
export async function addParticipantsIn(tx: Tx, actor: Actor, ticket: LoadedTicket, personIds: readonly string[]): Promise<void> {
  const added = [...new Set(personIds)].filter((id) => id !== ticket.customerId && !ticket.participantIds.includes(id));
  if (added.length === 0) return;
  await tx
    .insert(ticketParticipants)
    .values(added.map((personId) => ({ ticketId: ticket.id, personId })))
    .onConflictDoNothing();
  const joined = await tx.select({ name: people.name, email: people.email }).from(people).where(inArray(people.id, added));
  await record(tx, actor, {
    type: "ticket.participantsChanged",
    ticketId: ticket.id,
    data: { added, removed: [] },
    values: { added: { after: namesOf(joined) }, removed: {} },
  });
  ticket.participantIds = [...ticket.participantIds, ...added];
}

/** Names with their addresses, as the history says them; null for nobody. */
export const namesOf = (persons: { name: string; email: string }[]): string | null =>
  persons.map(({ name, email }) => (name === email ? email : `${name} <${email}>`)).join(", ") || null;
