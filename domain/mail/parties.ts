import { eq, inArray } from "drizzle-orm";
import type { Tx } from "@/db";
import { people, queues, states, ticketParticipants, tickets } from "@/db/schema";
import type { AgentActor } from "../access/actor";
import { actorOf } from "../people/actors";
import type { Person } from "../people/find";
import type { Candidate } from "./thread";

/** How long a chain of merges may be; collapsed as they are made, they have one link. */
const MAX_MERGES = 10;

export type NamedTicket = Awaited<ReturnType<typeof loadTickets>>[number] & { lastActivityAt: Date };

/** The tickets candidates name, by the id they are named with, each followed to where it was merged into. */
export async function namedTickets(tx: Tx, candidates: readonly Candidate[]): Promise<Map<string, NamedTicket>> {
  const known = new Map<string, NamedTicket>();
  let wanted = [...new Set(candidates.map((candidate) => candidate.ticketId))];
  for (let round = 0; wanted.length > 0 && round <= MAX_MERGES; round += 1) {
    for (const row of await loadTickets(tx, wanted)) known.set(row.id, { ...row, lastActivityAt: row.lastMessageAt ?? row.createdAt });
    wanted = [...known.values()].flatMap(({ mergedIntoId }) => (mergedIntoId && !known.has(mergedIntoId) ? [mergedIntoId] : []));
  }
  const end = (ticket: NamedTicket): NamedTicket => {
    let last = ticket;
    for (let i = 0; i <= MAX_MERGES && last.mergedIntoId && known.has(last.mergedIntoId); i += 1) last = known.get(last.mergedIntoId)!;
    return last;
  };
  const named = [...known].map(([id, ticket]): [string, NamedTicket] => [id, end(ticket)]);
  return new Map(named);
}

const loadTickets = (tx: Tx, ids: readonly string[]) =>
  tx
    .select({
      id: tickets.id,
      number: tickets.number,
      customerId: tickets.customerId,
      subject: tickets.subject,
      tags: tickets.tags,
      lastMessageAt: tickets.lastMessageAt,
      createdAt: tickets.createdAt,
      closedAt: tickets.closedAt,
      mergedIntoId: tickets.mergedIntoId,
      stateType: states.type,
      queueId: queues.id,
      queueName: queues.name,
      groupId: queues.groupId,
      closedPolicy: queues.closedPolicy,
      reopenDays: queues.reopenDays,
      reopenBusinessDays: queues.reopenBusinessDays,
      joinPolicy: queues.joinPolicy,
    })
    .from(tickets)
    .innerJoin(queues, eq(queues.id, tickets.queueId))
    .innerJoin(states, eq(states.id, tickets.stateId))
    .where(inArray(tickets.id, [...ids]))
    // What only a person's rights on the group are asked of needs no participants.
    .then((rows) => rows.map((row) => ({ ...row, participantIds: [] as string[] })));

export type Parties = {
  customerId: string;
  customer: string;
  /** Participants, and where the customer asked to be answered. */
  others: string[];
  ids: string[];
  has: (address: string) => boolean;
};

/** Who may speak in a ticket: its customer, by each address he gave, and its participants. */
export async function partiesOf(tx: Tx, ticketId: string): Promise<Parties> {
  const [ticket] = await tx
    .select({ id: people.id, email: people.email, replyAddress: tickets.replyAddress })
    .from(tickets)
    .innerJoin(people, eq(people.id, tickets.customerId))
    .where(eq(tickets.id, ticketId));
  const participants = await tx
    .select({ id: people.id, email: people.email })
    .from(ticketParticipants)
    .innerJoin(people, eq(people.id, ticketParticipants.personId))
    .where(eq(ticketParticipants.ticketId, ticketId));
  const others = [...participants.map((other) => other.email), ...(ticket!.replyAddress ? [ticket!.replyAddress] : [])];
  return {
    customerId: ticket!.id,
    customer: ticket!.email,
    others,
    ids: [ticket!.id, ...participants.map((other) => other.id)],
    has: (address) => [ticket!.email, ...others].includes(address.toLowerCase()),
  };
}

/** Somebody as an agent, or null when no role makes him one. */
export async function agentOf(tx: Tx, person: Person): Promise<AgentActor | null> {
  const actor = await actorOf(person, undefined, tx);
  return actor?.kind === "agent" ? actor : null;
}
