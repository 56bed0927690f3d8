import { and, eq } from "drizzle-orm";
import type { Tx } from "@/db";
import { ticketTasks } from "@/db/schema";
import { notFound, Refusal } from "@/lib/errors";
import { isId } from "@/lib/ids";
import type { Actor } from "../access/actor";
import { authorize } from "../access/authorize";
import { getPersonOrThrow } from "../people/find";
import { mayWorkOn } from "../tickets/assign";
import { type LoadedTicket, lockTicket } from "../tickets/load";

export type Task = typeof ticketTasks.$inferSelect;

/**
 * A task with its ticket, locked, for who may do this with it. Refuses `not_found` what the actor may not see, and a task
 * that does not stand in the ticket it was named with.
 */
export async function lockTask(
  tx: Tx,
  actor: Actor,
  right: "ticket.task" | "ticket.tick",
  taskId: string,
  number?: string,
): Promise<{ ticket: LoadedTicket; task: Task }> {
  const [found] = isId(taskId) ? await tx.select().from(ticketTasks).where(eq(ticketTasks.id, taskId)) : [];
  if (!found) throw notFound("task");
  const ticket = await lockTicket(tx, found.ticketId);
  // Of his own ticket, too, a customer never learns that there are tasks.
  if (actor.kind === "customer") throw notFound("task");
  authorize(actor, right, ticket);
  requireAlive(ticket);
  // Read again under the lock: somebody else may have ticked or removed it.
  const [task] = await tx
    .select()
    .from(ticketTasks)
    .where(and(eq(ticketTasks.id, taskId), eq(ticketTasks.ticketId, ticket.id)));
  if (!task || (number !== undefined && String(ticket.number) !== number)) throw notFound("task");
  return { ticket, task };
}

/** Nothing is to be done any more for a ticket that was merged or removed. */
export function requireAlive({ state }: LoadedTicket): void {
  if (state.type !== "merged" && state.type !== "removed") return;
  throw new Refusal("conflict", "ticketEnded", `This ticket is ${state.name}; it takes no further messages.`);
}

/** Who is to do it, by address or id. Refuses somebody who has left or could not work on the ticket. */
export async function assigneeIn(tx: Tx, ticket: LoadedTicket, who: string | null): Promise<string | null> {
  if (who === null) return null;
  const person = await getPersonOrThrow(tx, who, "assignee");
  if (person.active && (await mayWorkOn(tx, person.id, ticket.groupId))) return person.id;
  const message = `${person.name} does not work in this queue.`;
  throw new Refusal("invalid", "notInQueue", message, { fields: { assignee: message } });
}
