import { asc, eq, inArray } from "drizzle-orm";
import { db, type Tx } from "@/db";
import { queues, tickets } from "@/db/schema";
import type { Actor } from "../access/actor";
import { authorize, authorizeQueue } from "../access/authorize";
import { can, groupsWith } from "../access/policy";
import { record } from "../events/record";
import { getQueueOrThrow, type LoadedTicket, unknownName } from "./load";
import { releaseUnableOwnerIn } from "./release-owner";

/**
 * Moves a ticket to another queue, for who may move here and there. Reading there is another right: who has only this
 * one hands the ticket over and does not follow it. An owner who could not work there is its owner no longer. Refuses a
 * queue the mover may neither read nor move into as one that does not exist.
 */
export async function moveIn(tx: Tx, actor: Actor, ticket: LoadedTicket, nameOrId: string): Promise<boolean> {
  authorize(actor, "ticket.move", ticket);
  const queue = await getQueueOrThrow(tx, nameOrId);
  if (!can(actor, "queue.read", queue) && !can(actor, "queue.moveInto", queue)) throw unknownName("queue", nameOrId);
  if (queue.id === ticket.queueId) return false;
  authorizeQueue(actor, "queue.moveInto", queue);
  await tx.update(tickets).set({ queueId: queue.id }).where(eq(tickets.id, ticket.id));
  await record(tx, actor, {
    type: "ticket.moved",
    ticketId: ticket.id,
    data: { from: { id: ticket.queueId, name: ticket.queueName }, to: { id: queue.id, name: queue.name } },
  });
  Object.assign(ticket, { queueId: queue.id, queueName: queue.name, groupId: queue.groupId });
  await releaseUnableOwnerIn(tx, actor, ticket);
  return true;
}

const MOST = 500;

/** The queues this actor may move a ticket into, by name; `readable` tells where he could follow it. */
export async function listQueuesToMoveInto(actor: Actor): Promise<{ name: string; readable: boolean }[]> {
  const groupIds = groupsWith(actor, "move");
  if (groupIds?.length === 0) return [];
  const rows = await db
    .select({ name: queues.name, groupId: queues.groupId, address: queues.address })
    .from(queues)
    .where(groupIds === null ? undefined : inArray(queues.groupId, [...groupIds]))
    .orderBy(asc(queues.name))
    .limit(MOST);
  return rows.map((queue) => ({ name: queue.name, readable: can(actor, "queue.read", queue) }));
}
