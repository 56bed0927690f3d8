import { and, eq } from "drizzle-orm";
import { db } from "@/db";
import { events, messages, notifications, people, tickets } from "@/db/schema";
import type { Actor } from "../access/actor";
import { authorizeDesk } from "../access/authorize";
import { visibleTickets } from "../access/visibility";
import { record } from "../events/record";
import { actorOf } from "../people/actors";
import { lockTicket } from "../tickets/load";
import { listAgentsOfTicket } from "./recipients";

type Event = typeof events.$inferSelect;

/**
 * Puts an event before the people it concerns, once each, however often a function tries. Gives whom it was put before,
 * for the mails that follow. A promise that was kept after all, only late, disturbs nobody.
 */
export async function notifyOfBreach(actor: Actor, eventId: string): Promise<string[]> {
  authorizeDesk(actor, "notification.send");
  const [event] = await db.select().from(events).where(eq(events.id, eventId));
  if (!event?.ticketId || event.type !== "sla.breached" || event.data.endedAt) return [];
  const personIds = (await listAgentsOfTicket(event.ticketId)).map((agent) => agent.id);
  await putBefore(actor, event, event.ticketId, personIds);
  return personIds;
}

/**
 * Tells whoever wrote an answer that it did not reach somebody, in the app only (docs/mail.md, A3). Where its author may
 * no longer read the ticket the owner hears of it, else the agents of the queue. What a machine wrote is missed by nobody.
 */
export async function notifyOfUndelivered(actor: Actor, eventId: string): Promise<string[]> {
  authorizeDesk(actor, "notification.send");
  const [event] = await db.select().from(events).where(eq(events.id, eventId));
  if (!event?.ticketId || event.type !== "delivery.reported" || event.data.outcome !== "failed" || !event.data.messageId) return [];
  const [written] = await db
    .select({ authorId: messages.authorId, ownerId: tickets.ownerId })
    .from(messages)
    .innerJoin(tickets, eq(tickets.id, messages.ticketId))
    .where(eq(messages.id, String(event.data.messageId)));
  const personIds =
    (await able(event.ticketId, written?.authorId)) ??
    (await able(event.ticketId, written?.ownerId)) ??
    (await listAgentsOfTicket(event.ticketId)).map((agent) => agent.id);
  await putBefore(actor, event, event.ticketId, personIds);
  return personIds;
}

/** A stranger's message waits for a decision: the owner hears of it, else the agents of the queue (docs/mail.md, A2). */
export async function notifyOfJoiner(actor: Actor, eventId: string): Promise<string[]> {
  authorizeDesk(actor, "notification.send");
  const [event] = await db.select().from(events).where(eq(events.id, eventId));
  if (!event?.ticketId || event.type !== "message.held") return [];
  const [ticket] = await db.select({ ownerId: tickets.ownerId }).from(tickets).where(eq(tickets.id, event.ticketId));
  const personIds = (await able(event.ticketId, ticket?.ownerId)) ?? (await listAgentsOfTicket(event.ticketId)).map((agent) => agent.id);
  await putBefore(actor, event, event.ticketId, personIds);
  return personIds;
}

/** What a ticket waited for is due: the owner hears of it, else the agents of the queue, once (SEMANTICS A11). */
export async function notifyOfWaking(actor: Actor, eventId: string): Promise<string[]> {
  authorizeDesk(actor, "notification.send");
  const [event] = await db.select().from(events).where(eq(events.id, eventId));
  if (!event?.ticketId || event.type !== "ticket.woken" || !event.data.reminds) return [];
  const [ticket] = await db.select({ ownerId: tickets.ownerId }).from(tickets).where(eq(tickets.id, event.ticketId));
  const personIds = (await able(event.ticketId, ticket?.ownerId)) ?? (await listAgentsOfTicket(event.ticketId)).map((agent) => agent.id);
  await putBefore(actor, event, event.ticketId, personIds);
  return personIds;
}

/** Tells the owner that a ticket he has let lie will soon be nobody's (SEMANTICS A9). */
export async function notifyOfIdle(actor: Actor, eventId: string): Promise<string[]> {
  authorizeDesk(actor, "notification.send");
  const [event] = await db.select().from(events).where(eq(events.id, eventId));
  if (!event?.ticketId || event.type !== "ticket.idleWarned") return [];
  const personIds = (await able(event.ticketId, String(event.data.ownerId))) ?? [];
  await putBefore(actor, event, event.ticketId, personIds);
  return personIds;
}

/** An agent who works here and may read the ticket, or null. */
async function able(ticketId: string, personId: string | null | undefined): Promise<[string] | null> {
  const [person] = personId ? await db.select().from(people).where(eq(people.id, personId)) : [];
  const reader = person?.active ? await actorOf(person) : null;
  if (reader?.kind !== "agent") return null;
  const [seen] = await db
    .select({ id: tickets.id })
    .from(tickets)
    .where(and(eq(tickets.id, ticketId), visibleTickets(reader)));
  return seen ? [person!.id] : null;
}

async function putBefore(actor: Actor, event: Event, ticketId: string, personIds: readonly string[]): Promise<void> {
  if (personIds.length === 0) return;
  await db.transaction(async (tx) => {
    await lockTicket(tx, ticketId);
    const added = await tx
      .insert(notifications)
      .values(personIds.map((personId) => ({ eventId: event.id, personId, ticketId, type: event.type })))
      .onConflictDoNothing()
      .returning({ personId: notifications.personId });
    if (added.length === 0) return;
    await record(tx, actor, {
      type: "people.notified",
      ticketId,
      data: { people: added.map((row) => row.personId), of: event.type },
      causeId: event.id,
    });
  });
}
