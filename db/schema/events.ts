import { sql } from "drizzle-orm";
import { bigint, index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { instant } from "./columns";

/**
 * What happened: history, audit log and outbox in one. Append-only by trigger (migration `audit`); only `seq` and
 * `dispatched_at` may go from null to a value, once.
 */
export const events = pgTable(
  "events",
  {
    id: uuid().primaryKey(),
    /** Stamped in commit order by a deferred trigger, so `seq > cursor` can never skip a row that commits late. */
    seq: bigint({ mode: "number" }),
    type: text().notNull(),
    ticketId: uuid(),
    actorKind: text().notNull(),
    actorId: uuid(),
    actorName: text(),
    onBehalfOf: uuid(),
    /** Ids and small facts. Personal values lie in event_values; here stand their salted digests. */
    data: jsonb().$type<Record<string, unknown>>().notNull(),
    causeId: uuid(),
    /** `ticket:ID`, or the subject that events without a ticket belong to. */
    chain: text().notNull(),
    chainPosition: integer().notNull(),
    prevHash: text().notNull(),
    hash: text().notNull(),
    createdAt: instant().notNull(),
    dispatchedAt: instant(),
  },
  (t) => [
    uniqueIndex("events_chain").on(t.chain, t.chainPosition),
    uniqueIndex("events_seq").on(t.seq),
    index("events_ticket").on(t.ticketId, t.chainPosition),
    // Rows pile up here when the relay is down. Safe to restart; nothing is lost.
    index("events_undispatched").on(t.seq).where(sql`dispatched_at is null`),
    index("events_cause").on(t.causeId).where(sql`cause_id is not null`),
  ],
);

/** Personal values of an event, erasable: history stands on the digests alone. */
export const eventValues = pgTable(
  "event_values",
  {
    eventId: uuid()
      .notNull()
      .references(() => events.id),
    key: text().notNull(),
    before: text(),
    after: text(),
    salt: text().notNull(),
  },
  (t) => [primaryKey({ columns: [t.eventId, t.key] })],
);
