import { and, eq } from "drizzle-orm";
import { db, type Tx } from "@/db";
import { people, ticketParticipants, tickets } from "@/db/schema";
import type { Actor } from "../access/actor";
import { authorize } from "../access/authorize";
import { record } from "../events/record";
import { getPersonOrThrow } from "../people/find";
import { assignIn } from "./assign";
import { type Booking, bookTimeIn } from "./book-time";
import type { When } from "./business-time";
import { getPriorityOrThrow, getTypeOrThrow, type LoadedTicket, lockTicket } from "./load";
import { moveIn } from "./move";
import { requireSubject } from "./open";
import { setParticipantsIn } from "./participants";
import { requireRevision } from "./revision";
import { requireSeen, type Seen } from "./seen";
import { setFieldsIn } from "./set-fields";
import { setStateIn } from "./set-state";
import { setTagsIn } from "./tag";
import { touch } from "./touch";

/** Names or ids, as people and programs write them; people by address or id. Absent means: leave it. */
export type TicketChange = {
  subject?: string;
  queue?: string;
  state?: string;
  /** A date, or `next business day 09:00`, `in 3 business days`. */
  pendingUntil?: When;
  /** What a ticket that waits to be closed becomes when its date comes. */
  pendingTarget?: string;
  priority?: string;
  type?: string | null;
  owner?: string | null;
  responsible?: string | null;
  customer?: string;
  participants?: readonly string[];
  tags?: readonly string[];
  fields?: Record<string, unknown>;
  time?: Booking;
  revision?: number;
  /** What was on screen of what is changed: a field that is something else by now is refused, with both values. */
  seen?: Seen;
};

/**
 * Changes several things of a ticket at once, all or none. Each part asks its own right and records its own event; a
 * stale `revision` is refused before anything is touched. The move comes last, because it may take the right away.
 */
export async function updateTicket(actor: Actor, ticketId: string, change: TicketChange): Promise<void> {
  await db.transaction(async (tx) => {
    const ticket = await lockTicket(tx, ticketId);
    authorize(actor, "ticket.read", ticket);
    requireRevision(ticket, change.revision);
    if (change.seen) await requireSeen(tx, ticket, change.seen, change);
    let changed = false;
    const did = async (part: Promise<boolean>) => {
      changed = (await part) || changed;
    };
    if (change.time !== undefined) await did(bookTimeIn(tx, actor, ticket, change.time).then(() => true));
    if (change.subject !== undefined) await did(renameIn(tx, actor, ticket, change.subject));
    if (change.priority !== undefined) await did(prioritiseIn(tx, actor, ticket, change.priority));
    if (change.type !== undefined) await did(typeIn(tx, actor, ticket, change.type));
    if (change.tags !== undefined) await did(setTagsIn(tx, actor, ticket, change.tags));
    if (change.fields !== undefined) await did(setFieldsIn(tx, actor, ticket, change.fields));
    if (change.customer !== undefined) await did(setCustomerIn(tx, actor, ticket, change.customer));
    if (change.participants !== undefined) await did(setParticipantsIn(tx, actor, ticket, change.participants));
    if (change.owner !== undefined) await did(assignIn(tx, actor, ticket, "owner", change.owner));
    if (change.responsible !== undefined) await did(assignIn(tx, actor, ticket, "responsible", change.responsible));
    const { state, pendingUntil: until, pendingTarget: target } = change;
    if (state !== undefined || until !== undefined || target !== undefined) {
      await did(setStateIn(tx, actor, ticket, state ?? String(ticket.stateId), { until, target }));
    }
    if (change.queue !== undefined) await did(moveIn(tx, actor, ticket, change.queue));
    if (changed) await touch(tx, ticketId);
  });
}

async function renameIn(tx: Tx, actor: Actor, ticket: LoadedTicket, wanted: string): Promise<boolean> {
  authorize(actor, "ticket.change", ticket);
  const subject = requireSubject(wanted);
  if (subject === ticket.subject) return false;
  await tx.update(tickets).set({ subject }).where(eq(tickets.id, ticket.id));
  await record(tx, actor, {
    type: "ticket.renamed",
    ticketId: ticket.id,
    data: {},
    values: { subject: { before: ticket.subject, after: subject } },
  });
  return true;
}

async function prioritiseIn(tx: Tx, actor: Actor, ticket: LoadedTicket, name: string): Promise<boolean> {
  authorize(actor, "ticket.change", ticket);
  const priority = await getPriorityOrThrow(tx, name, ticket.priorityId);
  if (priority.id === ticket.priorityId) return false;
  await tx.update(tickets).set({ priorityId: priority.id }).where(eq(tickets.id, ticket.id));
  const from = { id: ticket.priorityId, name: ticket.priorityName };
  await record(tx, actor, {
    type: "ticket.prioritised",
    ticketId: ticket.id,
    data: { from, to: { id: priority.id, name: priority.name } },
  });
  return true;
}

async function typeIn(tx: Tx, actor: Actor, ticket: LoadedTicket, name: string | null): Promise<boolean> {
  authorize(actor, "ticket.change", ticket);
  const to = name === null ? null : await getTypeOrThrow(tx, name, ticket.typeId);
  if ((to?.id ?? null) === ticket.typeId) return false;
  const from = ticket.typeId === null ? null : await getTypeOrThrow(tx, String(ticket.typeId), ticket.typeId);
  await tx
    .update(tickets)
    .set({ typeId: to?.id ?? null })
    .where(eq(tickets.id, ticket.id));
  await record(tx, actor, { type: "ticket.typed", ticketId: ticket.id, data: { from: named(from), to: named(to) } });
  ticket.typeId = to?.id ?? null;
  return true;
}

async function setCustomerIn(tx: Tx, actor: Actor, ticket: LoadedTicket, who: string): Promise<boolean> {
  authorize(actor, "ticket.change", ticket);
  const to = await getPersonOrThrow(tx, who, "customer");
  if (to.id === ticket.customerId) return false;
  const [from] = await tx.select().from(people).where(eq(people.id, ticket.customerId));
  // Where the former one wanted his answers is no address of this one's: they would go on reaching the former.
  await tx
    .update(tickets)
    .set({ customerId: to.id, organizationId: to.organizationId, replyAddress: null })
    .where(eq(tickets.id, ticket.id));
  // Who asks now takes part as the customer, not beside him.
  await tx.delete(ticketParticipants).where(and(eq(ticketParticipants.ticketId, ticket.id), eq(ticketParticipants.personId, to.id)));
  await record(tx, actor, {
    type: "ticket.customerChanged",
    ticketId: ticket.id,
    data: { from: ticket.customerId, to: to.id },
    values: { customer: { before: from?.name, after: to.name } },
  });
  ticket.customerId = to.id;
  ticket.participantIds = ticket.participantIds.filter((id) => id !== to.id);
  return true;
}

const named = (one: { id: number; name: string } | null) => one && { id: one.id, name: one.name };
