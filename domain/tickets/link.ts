import { and, eq, or, sql } from "drizzle-orm";
import { db, type Tx } from "@/db";
import { queues, type StateType, states, ticketLinks, tickets } from "@/db/schema";
import { notFound, Refusal } from "@/lib/errors";
import type { Actor } from "../access/actor";
import { authorize } from "../access/authorize";
import { visibleTickets } from "../access/visibility";
import { record } from "../events/record";
import { fromOtherEnd, isLinkName, keptAs, type LinkType } from "./link-types";
import { type LoadedTicket, lockTicket, ticketIdByNumber } from "./load";
import { touch } from "./touch";

/** So many a ticket has at the most; a list of everything is a search. */
const MOST = 200;

/**
 * Says how two tickets hang together, by the other's number; the history of both tells it. A link that stands is left
 * alone. Refuses a ticket the actor may not read as one that does not exist, a ticket and itself, and parts in a circle.
 */
export async function linkTickets(actor: Actor, ticketId: string, type: string, other: string): Promise<void> {
  await db.transaction(async (tx) => {
    const { from, to, kept } = await lockBoth(tx, actor, ticketId, type, other);
    if (kept === "part-of" && (await isPartOf(tx, to.id, from.id))) {
      throw new Refusal("conflict", "linkCircle", "One of these tickets is a part of the other already.");
    }
    const [many] = await tx
      .select({ count: sql<number>`count(*)::int` })
      .from(ticketLinks)
      .where(or(eq(ticketLinks.fromId, from.id), eq(ticketLinks.toId, from.id)));
    if (many!.count >= MOST) throw new Refusal("invalid", "tooManyLinks", `A ticket has ${MOST} links at the most.`);
    const added = await tx.insert(ticketLinks).values({ fromId: from.id, toId: to.id, type: kept }).onConflictDoNothing().returning();
    if (added.length > 0) await tellBoth(tx, actor, "ticket.linked", from.id, to.id, kept);
  });
}

/** Takes a link away. One that does not stand is no error. */
export async function unlinkTickets(actor: Actor, ticketId: string, type: string, other: string): Promise<void> {
  await db.transaction(async (tx) => {
    const { from, to, kept } = await lockBoth(tx, actor, ticketId, type, other);
    const ends =
      kept === "related" || kept === "possibly-related" ? or(between(from.id, to.id), between(to.id, from.id)) : between(from.id, to.id);
    const gone = await tx
      .delete(ticketLinks)
      .where(and(ends, eq(ticketLinks.type, kept)))
      .returning();
    if (gone.length > 0) await tellBoth(tx, actor, "ticket.unlinked", from.id, to.id, kept);
  });
}

const between = (from: string, to: string) => and(eq(ticketLinks.fromId, from), eq(ticketLinks.toId, to));

async function lockBoth(tx: Tx, actor: Actor, ticketId: string, name: string, number: string) {
  if (!isLinkName(name) && name !== "possibly-related") {
    const message = `Tickets are not linked as "${name.slice(0, 50)}".`;
    throw new Refusal("invalid", "unknownLink", message, { fields: { type: message } });
  }
  const otherId = await ticketIdByNumber(number);
  // In one order for everybody: two who link two tickets at once would wait for each other.
  const locked = new Map<string, LoadedTicket>();
  for (const id of [...new Set([ticketId, otherId])].sort()) locked.set(id, await lockTicket(tx, id));
  const [here, there] = [locked.get(ticketId)!, locked.get(otherId)!];
  authorize(actor, "ticket.link", here);
  authorize(actor, "ticket.read", there);
  if (here.id === there.id)
    throw new Refusal("invalid", "linkToItself", "A ticket is not linked to itself.", { fields: { other: "This is the same ticket." } });
  const { type: kept, turned } = isLinkName(name) ? keptAs(name) : { type: "possibly-related" as const, turned: false };
  return turned ? { from: there, to: here, kept } : { from: here, to: there, kept };
}

async function tellBoth(tx: Tx, actor: Actor, type: "ticket.linked" | "ticket.unlinked", from: string, to: string, kept: LinkType) {
  await record(tx, actor, { type, ticketId: from, data: { other: to, type: kept } });
  await record(tx, actor, { type, ticketId: to, data: { other: from, type: fromOtherEnd(kept) } });
  for (const id of [from, to]) await touch(tx, id);
}

/** Whether one ticket is a part of another, directly or through others. */
async function isPartOf(tx: Tx, id: string, whole: string): Promise<boolean> {
  const found = await tx.execute(sql`
    with recursive above as (
      select to_id from ticket_links where from_id = ${id} and type = 'part-of'
      union select l.to_id from ticket_links l join above on l.from_id = above.to_id and l.type = 'part-of'
    ) select 1 from above where to_id = ${whole} limit 1`);
  return found.length > 0;
}

/** Refuses `conflict` to close a ticket of which a part is still open. */
export async function requirePartsClosed(tx: Tx, ticketId: string): Promise<void> {
  const [open] = await tx
    .select({ id: tickets.id })
    .from(ticketLinks)
    .innerJoin(tickets, eq(tickets.id, ticketLinks.fromId))
    .innerJoin(states, eq(states.id, tickets.stateId))
    .where(and(eq(ticketLinks.toId, ticketId), eq(ticketLinks.type, "part-of"), sql`${states.type} not in ('closed', 'merged', 'removed')`))
    .limit(1);
  if (open) throw new Refusal("conflict", "partsOpen", "A part of this ticket is still open. Close the parts first.");
}

/** Links two tickets as the intake's acts do. A link that stands is left alone. */
export async function linkIn(tx: Tx, actor: Actor, ticket: LoadedTicket, otherId: string, type: LinkType): Promise<void> {
  authorize(actor, "ticket.link", ticket);
  await addLinkIn(tx, actor, ticket, otherId, type);
}

/** The write itself, for acts of which the link is a consequence. Permission is theirs. */
export async function addLinkIn(tx: Tx, actor: Actor, ticket: { id: string }, otherId: string, type: LinkType): Promise<void> {
  const added = await tx.insert(ticketLinks).values({ fromId: ticket.id, toId: otherId, type }).onConflictDoNothing().returning();
  if (added.length > 0) await record(tx, actor, { type: "ticket.linked", ticketId: ticket.id, data: { other: otherId, type } });
}

export type TicketLink = { type: string; ticket: { number: string; subject: string; state: string; stateType: StateType } };

/** The links of a ticket as said from it, by number; of those to tickets the actor may not read only that there are some. */
export async function listLinks(actor: Actor, number: string): Promise<{ data: TicketLink[]; hidden: number }> {
  const id = await ticketIdByNumber(number);
  const [seen] = await db
    .select({ id: tickets.id, groupId: queues.groupId })
    .from(tickets)
    .innerJoin(queues, eq(queues.id, tickets.queueId))
    .where(and(eq(tickets.id, id), visibleTickets(actor)));
  if (!seen || actor.kind === "customer") throw notFound("ticket");
  const links = await db
    .select()
    .from(ticketLinks)
    .where(or(eq(ticketLinks.fromId, id), eq(ticketLinks.toId, id)))
    .limit(MOST * 2);
  const ends = links.map((link) =>
    link.fromId === id ? { id: link.toId, type: link.type } : { id: link.fromId, type: fromOtherEnd(link.type) },
  );
  if (ends.length === 0) return { data: [], hidden: 0 };
  const readable = await db
    .select({
      id: tickets.id,
      number: sql<string>`${tickets.number}::text`,
      subject: tickets.subject,
      state: states.name,
      stateType: states.type,
    })
    .from(tickets)
    .innerJoin(states, eq(states.id, tickets.stateId))
    .where(and(sql`${tickets.id} in ${[...new Set(ends.map((end) => end.id))]}`, visibleTickets(actor)));
  const data = ends.flatMap((end) => {
    const found = readable.find((one) => one.id === end.id);
    if (!found) return [];
    const { id: _, ...ticket } = found;
    return [{ type: end.type, ticket }];
  });
  data.sort((a, b) => a.type.localeCompare(b.type) || Number(a.ticket.number) - Number(b.ticket.number));
  return { data, hidden: ends.length - data.length };
}
