import { and, asc, eq, ne, sql } from "drizzle-orm";
import { db, type Tx } from "@/db";
import { ticketTasks } from "@/db/schema";
import { now } from "@/lib/clock";
import { requireLine } from "@/lib/plain-text";
import { type Actor, personIdOf } from "../access/actor";
import { record } from "../events/record";
import { touch } from "../tickets/touch";
import { MAX_TASK } from "./add";
import { assigneeIn, lockTask, type Task } from "./load";

/** Absent means: leave it. `position` counts from 1, among the ticket's tasks as they stand. */
export type TaskChange = {
  text?: string;
  required?: boolean;
  assignee?: string | null;
  dueAt?: Date | null;
  position?: number;
  done?: boolean;
};

/**
 * Changes a task, or only ticks it, which asks a smaller right. What stands as wanted already records nothing. Refuses an
 * empty or over-long text and who cannot work there. `number` is the ticket it was named with.
 */
export async function changeTask(actor: Actor, taskId: string, { done, ...change }: TaskChange, number?: string): Promise<void> {
  await db.transaction(async (tx) => {
    const changes = Object.values(change).some((value) => value !== undefined);
    const { ticket, task } = await lockTask(tx, actor, changes ? "ticket.task" : "ticket.tick", taskId, number);
    let did = false;
    if (changes) {
      const names = await writeIn(tx, task, {
        ...(change.text === undefined ? {} : { text: requireLine(change.text, "text", MAX_TASK) }),
        ...(change.required === undefined ? {} : { required: change.required }),
        ...(change.dueAt === undefined ? {} : { dueAt: change.dueAt }),
        ...(change.assignee === undefined ? {} : { assigneeId: await assigneeIn(tx, ticket, change.assignee) }),
      });
      if (change.position !== undefined && (await placeIn(tx, task, change.position))) names.push("position");
      if (names.length > 0) {
        const values = { text: { before: task.text, after: change.text?.replace(/\s+/g, " ").trim() ?? task.text } };
        await record(tx, actor, { type: "task.changed", ticketId: ticket.id, data: { taskId, names }, values });
        did = true;
      }
    }
    if (done !== undefined && done !== (task.doneAt !== null)) {
      const state = done ? { doneAt: now(), doneById: personIdOf(actor) } : { doneAt: null, doneById: null };
      await tx.update(ticketTasks).set(state).where(eq(ticketTasks.id, taskId));
      const values = { text: { after: task.text } };
      await record(tx, actor, { type: done ? "task.done" : "task.reopened", ticketId: ticket.id, data: { taskId }, values });
      did = true;
    }
    if (did) await touch(tx, ticket.id);
  });
}

/** Ticks a task, or takes the tick back. Done twice it is done once. */
export const tickTask = (actor: Actor, taskId: string, done: boolean): Promise<void> => changeTask(actor, taskId, { done });

/** Takes a task off the list. Taken off already, it is not there. */
export async function removeTask(actor: Actor, taskId: string, number?: string): Promise<void> {
  await db.transaction(async (tx) => {
    const { ticket, task } = await lockTask(tx, actor, "ticket.task", taskId, number);
    await tx.delete(ticketTasks).where(eq(ticketTasks.id, taskId));
    await record(tx, actor, { type: "task.removed", ticketId: ticket.id, data: { taskId }, values: { text: { before: task.text } } });
    await touch(tx, ticket.id);
  });
}

async function writeIn(tx: Tx, task: Task, wanted: Partial<Task>): Promise<string[]> {
  const names = Object.keys(wanted).filter((name) => String(wanted[name as "text"]) !== String(task[name as "text"]));
  if (names.length > 0) await tx.update(ticketTasks).set(wanted).where(eq(ticketTasks.id, task.id));
  return names;
}

/** Puts a task in its place and counts all of them anew. */
async function placeIn(tx: Tx, task: Task, place: number): Promise<boolean> {
  const others = await tx
    .select({ id: ticketTasks.id })
    .from(ticketTasks)
    .where(and(eq(ticketTasks.ticketId, task.ticketId), ne(ticketTasks.id, task.id)))
    .orderBy(asc(ticketTasks.position));
  const ids = others.map(({ id }) => id);
  ids.splice(Math.max(0, place - 1), 0, task.id);
  const standing = await tx
    .select({ id: ticketTasks.id })
    .from(ticketTasks)
    .where(eq(ticketTasks.ticketId, task.ticketId))
    .orderBy(asc(ticketTasks.position));
  if (standing.every(({ id }, i) => ids[i] === id)) return false;
  const order = sql.join(
    ids.map((id) => sql`${id}::uuid`),
    sql`, `,
  );
  await tx
    .update(ticketTasks)
    .set({ position: sql`array_position(array[${order}], ${ticketTasks.id})` })
    .where(eq(ticketTasks.ticketId, task.ticketId));
  return true;
}
