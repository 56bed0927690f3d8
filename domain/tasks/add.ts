import { eq, sql } from "drizzle-orm";
import { db, type Tx } from "@/db";
import { type ChecklistTask, checklists, ticketTasks } from "@/db/schema";
import { notFound, Refusal } from "@/lib/errors";
import { isId, newId } from "@/lib/ids";
import { requireLine } from "@/lib/plain-text";
import type { Actor } from "../access/actor";
import { authorize } from "../access/authorize";
import { record } from "../events/record";
import { type LoadedTicket, lockTicket } from "../tickets/load";
import { touch } from "../tickets/touch";
import { assigneeIn, requireAlive } from "./load";

export type NewTask = { text: string; required?: boolean; assignee?: string | null; dueAt?: Date | null };

export const MAX_TASK = 500;
const MAX_TASKS = 100;

/** Adds a task at the end of the ticket's list. Refuses an empty or over-long text, who cannot work there, the hundred and first. */
export async function addTask(actor: Actor, ticketId: string, wanted: NewTask): Promise<{ taskId: string }> {
  return db.transaction(async (tx) => {
    const ticket = await lockTicket(tx, ticketId);
    authorize(actor, "ticket.task", ticket);
    requireAlive(ticket);
    const text = requireLine(wanted.text, "text", MAX_TASK);
    const assigneeId = await assigneeIn(tx, ticket, wanted.assignee ?? null);
    const required = wanted.required ?? false;
    const [taskId] = await insertTasksIn(tx, ticket, [{ text, required, assigneeId, dueAt: wanted.dueAt ?? null }]);
    await record(tx, actor, {
      type: "task.added",
      ticketId,
      data: { taskId: taskId!, required },
      values: { text: { after: text } },
    });
    await touch(tx, ticketId);
    return { taskId: taskId! };
  });
}

/** Adds the tasks of a checklist, by its name or id. Added twice they stand there twice: each time is a round of its own. */
export async function applyChecklist(actor: Actor, ticketId: string, nameOrId: string): Promise<{ taskIds: string[] }> {
  return db.transaction(async (tx) => {
    const ticket = await lockTicket(tx, ticketId);
    authorize(actor, "ticket.task", ticket);
    requireAlive(ticket);
    const [checklist] = await tx
      .select()
      .from(checklists)
      .where(isId(nameOrId) ? eq(checklists.id, nameOrId) : eq(checklists.name, nameOrId));
    if (!checklist) throw notFound("checklist");
    const taskIds = await applyIn(tx, actor, ticket, checklist, checklist.tasks);
    await touch(tx, ticketId);
    return { taskIds };
  });
}

/** The write itself, for acts that bring a list along (a template); they have asked whether they may. */
export async function applyIn(
  tx: Tx,
  actor: Actor,
  ticket: LoadedTicket,
  source: { id: string; name: string },
  tasks: readonly ChecklistTask[],
): Promise<string[]> {
  const taskIds = await insertTasksIn(tx, ticket, tasks);
  const checklist = { id: source.id, name: source.name };
  await record(tx, actor, { type: "checklist.applied", ticketId: ticket.id, data: { checklist, taskIds } });
  return taskIds;
}

type Row = ChecklistTask & { assigneeId?: string | null; dueAt?: Date | null };

async function insertTasksIn(tx: Tx, ticket: LoadedTicket, tasks: readonly Row[]): Promise<string[]> {
  if (ticket.taskCount + tasks.length > MAX_TASKS) {
    const message = `A ticket takes ${MAX_TASKS} tasks at the most.`;
    throw new Refusal("conflict", "tooManyTasks", message);
  }
  const [{ last }] = (await tx
    .select({ last: sql<number>`coalesce(max(${ticketTasks.position}), 0)`.mapWith(Number) })
    .from(ticketTasks)
    .where(eq(ticketTasks.ticketId, ticket.id))) as [{ last: number }];
  const rows = tasks.map((task, i) => ({ ...task, id: newId(), ticketId: ticket.id, position: last + 1 + i }));
  if (rows.length > 0) await tx.insert(ticketTasks).values(rows);
  ticket.taskCount += rows.length;
  return rows.map(({ id }) => id);
}
