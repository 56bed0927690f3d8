import { eq } from "drizzle-orm";
import type { Tx } from "@/db";
import { tickets } from "@/db/schema";
import type { Actor } from "../access/actor";
import { authorize } from "../access/authorize";
import { record } from "../events/record";
import { getQueueOrThrow, type LoadedTicket } from "./load";

/** Moves a ticket to another queue. The mover need not be able to follow it there: handing over is the point. */
export async function moveIn(tx: Tx, actor: Actor, ticket: LoadedTicket, nameOrId: string): Promise<boolean> {
  authorize(actor, "ticket.move", ticket);
  const queue = await getQueueOrThrow(tx, nameOrId);
  if (queue.id === ticket.queueId) return false;
  await tx.update(tickets).set({ queueId: queue.id }).where(eq(tickets.id, ticket.id));
  await record(tx, actor, {
    type: "ticket.moved",
    ticketId: ticket.id,
    data: { from: { id: ticket.queueId, name: ticket.queueName }, to: { id: queue.id, name: queue.name } },
  });
  return true;
}
