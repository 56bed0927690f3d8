import { eq } from "drizzle-orm";
import { db } from "@/db";
import { groups, queues, ticketParticipants, tickets } from "@/db/schema";
import { isId } from "@/lib/ids";
import type { Actor } from "../access/actor";
import { groupsWith, type TicketSubject } from "../access/policy";

/** What the live channel needs to judge who may listen. The judging is can()'s. */
export async function findTicketForWatching(number: string): Promise<{ id: string; number: string; subject: TicketSubject } | null> {
  if (!/^\d{1,15}$/.test(number)) return null;
  const [row] = await db
    .select({ id: tickets.id, customerId: tickets.customerId, groupId: queues.groupId })
    .from(tickets)
    .innerJoin(queues, eq(queues.id, tickets.queueId))
    .where(eq(tickets.number, Number(number)));
  if (!row) return null;
  const participants = await db
    .select({ id: ticketParticipants.personId })
    .from(ticketParticipants)
    .where(eq(ticketParticipants.ticketId, row.id));
  return { id: row.id, number, subject: { ...row, participantIds: participants.map((p) => p.id) } };
}

export async function findQueueForWatching(nameOrId: string): Promise<{ id: string; groupId: string; address: string | null } | null> {
  const [queue] = await db
    .select({ id: queues.id, groupId: queues.groupId, address: queues.address })
    .from(queues)
    .where(isId(nameOrId) ? eq(queues.id, nameOrId) : eq(queues.name, nameOrId));
  return queue ?? null;
}

/** The groups whose lists this actor may keep open. */
export async function listReadableGroups(actor: Actor): Promise<string[]> {
  const ids = groupsWith(actor, "read");
  return ids === null ? (await db.select({ id: groups.id }).from(groups)).map((group) => group.id) : [...ids];
}
