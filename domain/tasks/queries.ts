import { asc, eq } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { db } from "@/db";
import { people, ticketTasks } from "@/db/schema";
import { notFound } from "@/lib/errors";
import type { Actor } from "../access/actor";
import { getTicketSubject } from "../tickets/subject";

const assignee = alias(people, "assignee");
const doneBy = alias(people, "done_by");
const MOST = 200;

export type TaskView = Awaited<ReturnType<typeof listTasksOf>>[number];

/** The tasks of a ticket that the actor has been shown to be allowed to read as an agent, in their order. */
export function listTasksOf(ticketId: string) {
  return db
    .select({
      id: ticketTasks.id,
      text: ticketTasks.text,
      required: ticketTasks.required,
      doneAt: ticketTasks.doneAt,
      doneBy: { id: doneBy.id, name: doneBy.name },
      assignee: { id: assignee.id, name: assignee.name },
      dueAt: ticketTasks.dueAt,
    })
    .from(ticketTasks)
    .leftJoin(assignee, eq(assignee.id, ticketTasks.assigneeId))
    .leftJoin(doneBy, eq(doneBy.id, ticketTasks.doneById))
    .where(eq(ticketTasks.ticketId, ticketId))
    .orderBy(asc(ticketTasks.position))
    .limit(MOST);
}

/** The tasks of a ticket by its number, for agents who may read it; for everybody else there is no such ticket. */
export async function listTasks(actor: Actor, number: string): Promise<TaskView[]> {
  const ticket = await getTicketSubject(actor, number, "ticket.readInternal");
  return listTasksOf(ticket.id);
}

export async function getTask(actor: Actor, number: string, id: string): Promise<TaskView> {
  const task = (await listTasks(actor, number)).find((one) => one.id === id);
  if (!task) throw notFound("task");
  return task;
}
