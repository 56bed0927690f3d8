import { eq } from "drizzle-orm";
import { db, type Tx } from "@/db";
import { priorities, queues, type StateType, states, ticketParticipants, tickets, ticketTypes } from "@/db/schema";
import { notFound, Refusal } from "@/lib/errors";
import { isId } from "@/lib/ids";
import type { TicketSubject } from "../access/policy";

/** A ticket as an act holds it: its row, locked, with the names and the people its rules need. */
export type LoadedTicket = typeof tickets.$inferSelect &
  TicketSubject &
  Pick<typeof queues.$inferSelect, "closedPolicy" | "reopenDays" | "reopenBusinessDays"> & {
    queueName: string;
    state: { id: number; name: string; type: StateType };
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
  const { groupId, name: queueName, closedPolicy, reopenDays, reopenBusinessDays } = queue;
  return {
    ...{ ...locked, ...named, groupId, queueName, closedPolicy, reopenDays, reopenBusinessDays },
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

/** Name or id of a queue, state, priority or type, as doors take them. Refuses `invalid`, naming the field. */
export async function getQueueOrThrow(tx: Tx, nameOrId: string) {
  const [queue] = await tx
    .select()
    .from(queues)
    .where(isId(nameOrId) ? eq(queues.id, nameOrId) : eq(queues.name, nameOrId));
  return queue ?? refuseName("queue", nameOrId);
}

export const getStateOrThrow = (tx: Tx, nameOrId: string, field = "state") => byNameOrNumber(tx, states, field, nameOrId);
export const getPriorityOrThrow = (tx: Tx, nameOrId: string) => byNameOrNumber(tx, priorities, "priority", nameOrId);
export const getTypeOrThrow = (tx: Tx, nameOrId: string) => byNameOrNumber(tx, ticketTypes, "type", nameOrId);

/** The delivered state of a type: the one with the smallest id. */
export async function stateOfType(tx: Tx, type: StateType) {
  const [state] = await tx.select().from(states).where(eq(states.type, type)).orderBy(states.id).limit(1);
  if (!state) throw new Error(`No state of type ${type} is configured.`);
  return state;
}

async function byNameOrNumber<T extends typeof states | typeof priorities | typeof ticketTypes>(
  tx: Tx,
  table: T,
  field: string,
  nameOrId: string,
): Promise<T["$inferSelect"]> {
  const [row] = await tx
    .select()
    .from(table as typeof states)
    .where(/^\d{1,4}$/.test(nameOrId) ? eq(table.id, Number(nameOrId)) : eq(table.name, nameOrId));
  return (row as T["$inferSelect"] | undefined) ?? refuseName(field, nameOrId);
}

function refuseName(field: string, value: string): never {
  throw new Refusal("invalid", "unknownName", `There is no ${field} called "${value}".`, {
    fields: { [field]: `There is no ${field} called "${value}".` },
  });
}
