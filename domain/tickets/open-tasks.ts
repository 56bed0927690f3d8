import { and, asc, eq, isNull } from "drizzle-orm";
import type { Tx } from "@/db";
import { ticketTasks } from "@/db/schema";
import { Refusal } from "@/lib/errors";
import type { Actor } from "../access/actor";
import { record } from "../events/record";
import type { LoadedTicket } from "./load";

const MOST_NAMED = 5;

/**
 * Whether required tasks stand against closing the ticket. A person is refused, and told which; of a machine the history
 * says why the ticket stayed open.
 */
export async function isKeptOpen(tx: Tx, actor: Actor, ticket: LoadedTicket): Promise<boolean> {
  if (ticket.taskCount === 0) return false;
  const open = await tx
    .select({ id: ticketTasks.id, text: ticketTasks.text })
    .from(ticketTasks)
    .where(and(eq(ticketTasks.ticketId, ticket.id), eq(ticketTasks.required, true), isNull(ticketTasks.doneAt)))
    .orderBy(asc(ticketTasks.position))
    .limit(MOST_NAMED);
  if (open.length === 0) return false;
  const tasks = open.map(({ text }) => text).join(" · ");
  if (actor.kind !== "system") {
    const message = `Required tasks are open: ${tasks}`;
    throw new Refusal("conflict", "tasksOpen", message, { fields: { state: message }, values: { tasks } });
  }
  await record(tx, actor, {
    type: "ticket.keptOpen",
    ticketId: ticket.id,
    data: { taskIds: open.map(({ id }) => id) },
    values: { tasks: { after: tasks } },
  });
  return true;
}
