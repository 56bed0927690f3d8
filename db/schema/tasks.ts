import { boolean, index, integer, jsonb, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { createdAt, id, instant } from "./columns";
import { people } from "./people";
import { tickets } from "./tickets";

/** What is to be done for a ticket, in the order of `position`. As long as a required one is open, the ticket is not closed. */
export const ticketTasks = pgTable(
  "ticket_tasks",
  {
    id: id(),
    ticketId: uuid()
      .notNull()
      .references(() => tickets.id),
    position: integer().notNull(),
    text: text().notNull(),
    required: boolean().notNull().default(false),
    assigneeId: uuid().references(() => people.id),
    dueAt: instant(),
    doneAt: instant(),
    doneById: uuid().references(() => people.id),
    createdAt: createdAt(),
  },
  (t) => [index("ticket_tasks_ticket").on(t.ticketId, t.position)],
);

export type ChecklistTask = { text: string; required: boolean };

/** Named lists of tasks to be added to a ticket at once. What was added is the ticket's own from then on. */
export const checklists = pgTable("checklists", {
  id: id(),
  name: text().notNull().unique(),
  tasks: jsonb().$type<ChecklistTask[]>().notNull(),
  createdAt: createdAt(),
});
