import { eq } from "drizzle-orm";
import { db, type Tx } from "@/db";
import { priorities, queues, type StateType, states, ticketParticipants, tickets } from "@/db/schema";
import { notFound, Refusal } from "@/lib/errors";
import { isId } from "@/lib/ids";
import type { TicketSubject } from "../access/policy";
import { choicesNow, type Priority, type State, successorOf, type TicketType } from "./choices";

/** A ticket as an act holds it: its row, locked, with the names and the people its rules need. */
export type LoadedTicket = typeof tickets.$inferSelect &
  TicketSubject &
  Pick<typeof queues.$inferSelect, "closedPolicy" | "reopenDays" | "reopenBusinessDays" | "timeRequired"> & {
    /** Time was booked in this very act. */
    timeBooked?: boolean;
    queueName: string;
    state: State;
    priorityName: string;
  };

/**
 * Locks the ticket until the transaction ends: acts on one ticket come one after the other, and its history chain has
 * one writer. Merged tickets are locked as themselves; following the merge is the caller's business.
 */
export async function lockTicket(tx: Tx, id: string): Promise<LoadedTicket> {
  const [locked] = await tx.select().from(tickets).where(eq(tickets.id, id)).for("update");
  if (!locked) throw notFound("ticket");
  const [about] = await tx
    .select({ queue: queues, state: states, priorityName: priorities.name })
    .from(tickets)
    .innerJoin(queues, eq(queues.id, tickets.queueId))
    .innerJoin(states, eq(states.id, tickets.stateId))
    .innerJoin(priorities, eq(priorities.id, tickets.priorityId))
    .where(eq(tickets.id, id));
  const participants = await tx
    .select({ id: ticketParticipants.personId })
    .from(ticketParticipants)
    .where(eq(ticketParticipants.ticketId, id));
  const { queue, ...named } = about!;
  const { groupId, name: queueName, closedPolicy, reopenDays, reopenBusinessDays, timeRequired } = queue;
  return {
    ...{ ...locked, ...named, groupId, queueName, closedPolicy, reopenDays, reopenBusinessDays, timeRequired },
    participantIds: participants.map((p) => p.id),
  };
}

/** The ticket behind a number as people write it. Refuses `not_found`; whether the actor may see it, the act asks. */
export async function ticketIdByNumber(number: string | number): Promise<string> {
  const value = Number(number);
  if (!Number.isSafeInteger(value) || value < 1) throw notFound("ticket");
  const [row] = await db.select({ id: tickets.id }).from(tickets).where(eq(tickets.number, value));
  if (!row) throw notFound("ticket");
  return row.id;
}

/**
 * The queue of a name or id, as doors take them. Refuses `invalid`, naming the field, also one that is closed; what comes
 * by itself (`follows`: mail, an answer to a closed ticket) goes to its successor instead.
 */
export async function getQueueOrThrow(tx: Tx, nameOrId: string, { follows = false } = {}) {
  const [found] = nameOrId.includes("\0")
    ? []
    : await tx
        .select()
        .from(queues)
        .where(isId(nameOrId) ? eq(queues.id, nameOrId) : eq(queues.name, nameOrId));
  if (!found) throw unknownName("queue", nameOrId);
  if (!found.retiredAt) return found;
  const next = await queueInPlaceOf(tx, found);
  if (next && follows) return next;
  const message = `The queue "${found.name}" is closed${next ? `; "${next.name}" took its place` : ""}.`;
  throw new Refusal("invalid", "closedChoice", message, { fields: { queue: message } });
}

const MAX_SUCCESSIONS = 20;

/** The open queue that takes the place of a closed one, however many times that was closed in its turn. */
export async function queueInPlaceOf(tx: Tx, closed: typeof queues.$inferSelect) {
  let one: typeof queues.$inferSelect | undefined = closed;
  for (let i = 0; one?.retiredAt && i < MAX_SUCCESSIONS; i += 1) {
    [one] = one.successorId ? await tx.select().from(queues).where(eq(queues.id, one.successorId)) : [];
  }
  return one?.retiredAt ? undefined : one;
}

/**
 * A closed one is refused like an unknown one, naming what took its place, unless the ticket is (`current`) in it. Read
 * from memory: they hardly change.
 */
export const getStateOrThrow = async (tx: Tx, nameOrId: string, current?: number | null, field = "state"): Promise<State> =>
  choiceOrThrow((await choicesNow(tx)).states, field, nameOrId, current);
export const getPriorityOrThrow = async (tx: Tx, nameOrId: string, current?: number | null, field = "priority"): Promise<Priority> =>
  choiceOrThrow((await choicesNow(tx)).priorities, field, nameOrId, current);
export const getTypeOrThrow = async (tx: Tx, nameOrId: string, current?: number | null): Promise<TicketType> =>
  choiceOrThrow((await choicesNow(tx)).types, "type", nameOrId, current);

/** The state of a type that is taken where nobody chose one. */
export async function stateOfType(tx: Tx, type: StateType): Promise<State> {
  const state = (await choicesNow(tx)).states.find((one) => one.type === type && one.isDefault);
  if (!state) throw new Error(`No state of type ${type} is configured.`);
  return state;
}

/** The priority of a ticket for which nobody chose one: its queue's, else the desk's. */
export async function defaultPriority(tx: Tx, ofQueue: number | null): Promise<Priority> {
  const { priorities: all } = await choicesNow(tx);
  const priority = (ofQueue === null ? null : successorOf(all, ofQueue)) ?? all.find((one) => one.isDefault);
  if (!priority) throw new Error("No default priority is configured.");
  return priority;
}

function choiceOrThrow<C extends TicketType>(all: readonly C[], field: string, nameOrId: string, current?: number | null): C {
  const found = all.find((one) => (/^\d{1,4}$/.test(nameOrId) ? one.id === Number(nameOrId) : one.name === nameOrId));
  if (!found) throw unknownName(field, nameOrId);
  if (!found.retiredAt || found.id === current) return found;
  const next = successorOf(all, found.id);
  const message = `The ${field} "${found.name}" is closed${next ? `; "${next.name}" took its place` : ""}.`;
  throw new Refusal("invalid", "closedChoice", message, { fields: { [field]: message } });
}

/** That there is nothing of a name, as a field's fault. */
export function unknownName(field: string, value: string): Refusal {
  const message = `There is no ${field} called "${value}".`;
  return new Refusal("invalid", "unknownName", message, { fields: { [field]: message } });
}
