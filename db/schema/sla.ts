import { sql } from "drizzle-orm";
import { boolean, index, integer, jsonb, pgTable, primaryKey, smallint, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { createdAt, id, instant } from "./columns";
import { tickets } from "./tickets";

/** Business hours. What they are stands in the versions; a retired one stays, because clocks were counted with it. */
export const calendars = pgTable("calendars", { id: id(), name: text().notNull(), createdAt: createdAt(), retiredAt: instant() }, (t) => [
  uniqueIndex("calendars_name").on(t.name).where(sql`retired_at is null`),
]);

export const calendarVersions = pgTable(
  "calendar_versions",
  {
    calendarId: uuid()
      .notNull()
      .references(() => calendars.id),
    /** Null for the first: it also holds for all the time before. */
    validFrom: instant(),
    rules: jsonb().$type<Record<string, unknown>>().notNull(),
    createdAt: createdAt(),
    number: integer().notNull(),
  },
  (t) => [primaryKey({ columns: [t.calendarId, t.number] })],
);

/** What is promised to whom. Ordered: the first that matches a ticket is its policy. `position` is the present order. */
export const slaPolicies = pgTable(
  "sla_policies",
  { id: id(), name: text().notNull(), position: integer().notNull(), createdAt: createdAt(), retiredAt: instant() },
  (t) => [uniqueIndex("sla_policies_name").on(t.name).where(sql`retired_at is null`), index("sla_policies_order").on(t.position)],
);

export const slaPolicyVersions = pgTable(
  "sla_policy_versions",
  {
    policyId: uuid()
      .notNull()
      .references(() => slaPolicies.id),
    number: integer().notNull(),
    calendarId: uuid()
      .notNull()
      .references(() => calendars.id),
    rules: jsonb().$type<Record<string, unknown>>().notNull(),
    /** Where it stood in the order from then on: which policy a ticket got when it was opened must not change later. */
    position: integer().notNull(),
    createdAt: createdAt(),
  },
  (t) => [primaryKey({ columns: [t.policyId, t.number] })],
);

export type ClockMetric = "first-response" | "next-response" | "update" | "solution";

/** One row a clock that was promised something: the fold of its ticket's events, as of the last of them. */
export const ticketClocks = pgTable(
  "ticket_clocks",
  {
    ticketId: uuid()
      .notNull()
      .references(() => tickets.id),
    metric: text().$type<ClockMetric>().notNull(),
    instance: smallint().notNull(),
    state: text().$type<"running" | "paused" | "met" | "breached" | "void">().notNull(),
    startedAt: instant().notNull(),
    dueAt: instant(),
    endedAt: instant(),
    breachedAt: instant(),
    elapsedSeconds: integer().notNull(),
    targetSeconds: integer().notNull(),
    policyId: uuid()
      .notNull()
      .references(() => slaPolicies.id),
    /** Why this policy: the order and what matched. */
    why: text().notNull(),
    /** The due instant for which the breach was recorded: once per clock and due time (SEMANTICS A8, Escalation). */
    toldFor: instant(),
    /** The breach is still to be recorded: whoever finds it, does. */
    toTell: boolean().notNull().default(false),
  },
  (t) => [
    primaryKey({ columns: [t.ticketId, t.metric, t.instance] }),
    index("ticket_clocks_to_tell").on(t.ticketId).where(sql`to_tell`),
    // The dashboard's list: clocks that run, the nearest deadline first.
    index("ticket_clocks_running").on(t.metric, t.dueAt).where(sql`ended_at is null`),
  ],
);
