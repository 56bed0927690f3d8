import { boolean, index, integer, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { createdAt, id, instant } from "./columns";
import { people } from "./people";
import { messages, tickets } from "./tickets";

/** What time is spent on. One that is closed stays at what was booked on it. */
export const timeActivities = pgTable("time_activities", {
  id: id(),
  name: text().notNull().unique(),
  createdAt: createdAt(),
  closedAt: instant(),
});

/** Minutes that an agent spent on a ticket. */
export const timeEntries = pgTable(
  "time_entries",
  {
    id: id(),
    ticketId: uuid()
      .notNull()
      .references(() => tickets.id),
    personId: uuid()
      .notNull()
      .references(() => people.id),
    /** The answer, note or call they were booked with. */
    messageId: uuid().references(() => messages.id),
    activityId: uuid().references(() => timeActivities.id),
    minutes: integer().notNull(),
    billable: boolean().notNull(),
    note: text().notNull().default(""),
    createdAt: createdAt(),
  },
  (t) => [
    index("time_entries_ticket").on(t.ticketId, t.createdAt),
    index("time_entries_person").on(t.personId, t.createdAt.desc(), t.id.desc()),
  ],
);
