import { sql } from "drizzle-orm";
import { index, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { createdAt, id, instant } from "./columns";
import { events } from "./events";
import { people } from "./people";
import { tickets } from "./tickets";

/** What somebody should know. One row an event and person, however often a function tries. */
export const notifications = pgTable(
  "notifications",
  {
    id: id(),
    eventId: uuid()
      .notNull()
      .references(() => events.id),
    personId: uuid()
      .notNull()
      .references(() => people.id),
    ticketId: uuid()
      .notNull()
      .references(() => tickets.id),
    type: text().notNull(),
    createdAt: createdAt(),
    readAt: instant(),
  },
  (t) => [
    uniqueIndex("notifications_once").on(t.eventId, t.personId),
    index("notifications_person").on(t.personId, t.createdAt.desc().nullsFirst(), t.id.desc().nullsFirst()),
    index("notifications_unread").on(t.personId).where(sql`read_at is null`),
    index("notifications_ticket").on(t.ticketId, t.personId).where(sql`read_at is null`),
  ],
);
