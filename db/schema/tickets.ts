import { sql } from "drizzle-orm";
import {
  type AnyPgColumn,
  bigint,
  boolean,
  check,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
  unique,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { createdAt, id, instant, tsvector } from "./columns";
import { groups, organizations, people } from "./people";

export type Mailbox = { name: string; address: string };
export type Channel = "mail" | "phone" | "web" | "api";
export type StateType = "new" | "open" | "pending-reminder" | "pending-auto" | "closed" | "merged" | "removed";
export type MessageKind = "mail" | "reply" | "note" | "phone" | "web" | "system";
export type Direction = "in" | "out" | "none";
/** What an answer to a closed ticket does (docs/mail.md, A5). */
export type ClosedPolicy = "reopen" | "new-linked" | "reopen-within" | "reject";
/** Whom a letter's To and Cc bring into the conversation (docs/mail.md, A14). */
export type JoinPolicy = "all" | "organization" | "known" | "never";

/** Queues form a tree by name: `Network::VPN` stands below `Network`. */
export const queues = pgTable("queues", {
  id: id(),
  name: text().notNull().unique(),
  groupId: uuid()
    .notNull()
    .references(() => groups.id),
  /** The address that mail to this queue comes to and answers leave from. A queue without one uses its parent's. */
  address: text().unique(),
  /** The name customers see beside the address. */
  senderName: text(),
  signature: text().notNull().default(""),
  /** Whether a new request by mail is answered with a receipt. */
  receipt: boolean().notNull().default(false),
  closedPolicy: text().$type<ClosedPolicy>().notNull().default("reopen-within"),
  /** For `reopen-within`: so many days after closing, or so many from Monday to Friday. */
  reopenDays: integer().notNull().default(30),
  reopenBusinessDays: boolean().notNull().default(false),
  /** What our mails are written in where nobody knows the reader's language. */
  locale: text(),
  joinPolicy: text().$type<JoinPolicy>().notNull().default("known"),
  /** Off until a mail came back through such an address: many servers refuse them (docs/mail.md, A2). */
  replyTokens: boolean().notNull().default(false),
  /** Agents answer, note and close only with the time they spent. */
  timeRequired: boolean().notNull().default(false),
  /** What a new ticket is and how urgent, where nobody chose; null: as the desk has it. */
  defaultStateId: smallint().references((): AnyPgColumn => states.id),
  defaultPriorityId: smallint().references((): AnyPgColumn => priorities.id),
  /** After so many business minutes without an agent's doing an open ticket belongs to nobody again (A9); null: never. */
  unassignMinutes: integer(),
  retiredAt: instant(),
  /** Where the tickets of a closed one and the mail to its addresses go. */
  successorId: uuid().references((): AnyPgColumn => queues.id),
  createdAt: createdAt(),
});

/** Further addresses of a queue: aliases, `support+billing@…` with its tag, `*@…` for whatever else comes to a domain. */
export const queueAddresses = pgTable(
  "queue_addresses",
  {
    /** Lower case, always. */
    address: text().primaryKey(),
    queueId: uuid()
      .notNull()
      .references(() => queues.id),
    createdAt: createdAt(),
  },
  (t) => [index("queue_addresses_queue").on(t.queueId)],
);

/** What a customer reads in place of a state's name, by language. */
export type CustomerLabel = { en?: string; de?: string };
/** Whom a waiting ticket waits for: only his answer brings it back by itself (A11). */
export type WaitsFor = "customer" | "other";
/** The drawing of a priority, from nothing to a mark of its own, and its colour. Never colour alone. */
export type PriorityColor = "muted" | "good" | "accent" | "warn" | "bad";

/** What is offered to choose from: in an order, and closed with a successor rather than deleted. */
const choice = () => ({
  id: smallint().primaryKey(),
  name: text().notNull().unique(),
  position: smallint().notNull().default(0),
  retiredAt: instant(),
  /** Where what stands in a closed one goes. */
  successorId: smallint(),
});

/** State names are the desk's to edit; all logic looks at the type, and at whom it waits for. */
export const states = pgTable(
  "states",
  {
    ...choice(),
    type: text().$type<StateType>().notNull(),
    label: jsonb().$type<CustomerLabel>().notNull().default({}),
    /** The state of its type that is taken where nobody chose one. */
    isDefault: boolean().notNull().default(false),
    waitsFor: text().$type<WaitsFor>(),
  },
  (t) => [
    foreignKey({ columns: [t.successorId], foreignColumns: [t.id], name: "states_successor" }),
    uniqueIndex("states_default").on(t.type).where(sql`is_default`),
  ],
);

export const priorities = pgTable(
  "priorities",
  {
    ...choice(),
    /** From 0, nothing, to 4, the mark of what is most urgent. */
    sign: smallint().notNull().default(2),
    color: text().$type<PriorityColor>().notNull().default("muted"),
    isDefault: boolean().notNull().default(false),
  },
  (t) => [
    foreignKey({ columns: [t.successorId], foreignColumns: [t.id], name: "priorities_successor" }),
    uniqueIndex("priorities_default").on(t.isDefault).where(sql`is_default`),
  ],
);

export const ticketTypes = pgTable("ticket_types", choice(), (t) => [
  foreignKey({ columns: [t.successorId], foreignColumns: [t.id], name: "ticket_types_successor" }),
]);

/** A right over the tickets of a group that a step asks for besides changing or closing. */
export type StepRight = "note" | "reply" | "change" | "assign" | "move" | "close" | "full";

/** Which state may follow which, for a type or (null) for all that have none of their own; no row at all: every one. */
export const lifecycleSteps = pgTable(
  "lifecycle_steps",
  {
    id: id(),
    typeId: smallint().references(() => ticketTypes.id),
    fromId: smallint()
      .notNull()
      .references(() => states.id),
    toId: smallint()
      .notNull()
      .references(() => states.id),
    right: text().$type<StepRight>(),
  },
  (t) => [unique("lifecycle_steps_once").on(t.typeId, t.fromId, t.toId).nullsNotDistinct()],
);

export const tickets = pgTable(
  "tickets",
  {
    id: id(),
    number: bigint({ mode: "number" }).notNull().generatedByDefaultAsIdentity({ startWith: 1001 }),
    subject: text().notNull(),
    queueId: uuid()
      .notNull()
      .references(() => queues.id),
    stateId: smallint()
      .notNull()
      .references(() => states.id),
    priorityId: smallint()
      .notNull()
      .references(() => priorities.id),
    typeId: smallint().references(() => ticketTypes.id),
    customerId: uuid()
      .notNull()
      .references(() => people.id),
    organizationId: uuid().references(() => organizations.id),
    ownerId: uuid().references(() => people.id),
    responsibleId: uuid().references(() => people.id),
    tags: text().array().notNull().default([]),
    channel: text().$type<Channel>().notNull(),
    /** Goes up by one with every change; a writer that names a stale one is told so. */
    revision: integer().notNull().default(1),
    createdAt: createdAt(),
    updatedAt: createdAt(),
    closedAt: instant(),
    pendingUntil: instant(),
    /** What it becomes then, of one that waits to be closed. */
    pendingTargetId: smallint().references(() => states.id),
    /** Where the customer wants his answers, when it is another address of his than the one he wrote from (A14). */
    replyAddress: text(),
    mergedIntoId: uuid(),
    masterId: uuid(),
    // What lists sort and show by; kept by domain/tickets/list-columns.ts inside the act's own transaction.
    lastMessageAt: instant(),
    preview: text().notNull().default(""),
    /** The oldest customer message nobody has answered in public. Null when it is the customer's turn. */
    unansweredSince: instant(),
    /** A stranger wrote into this conversation with a token he may have been forwarded: somebody must decide (A2). */
    needsDecision: boolean().notNull().default(false),
    // What lists show and sort of the clocks; folded by domain/sla in the act's own transaction.
    nextDueAt: instant(),
    /** The oldest deadline that passed and is still unfulfilled. */
    overdueSince: instant(),
    /** Nothing runs, because something waits. */
    clocksPaused: boolean().notNull().default(false),
    /** How many tasks it has, done or not: where there are none, none are looked for. */
    taskCount: integer().notNull().default(0),
    /** The sum of what was booked on it. */
    minutesSpent: integer().notNull().default(0),
    /** A clock of this ticket was broken, also when it was fulfilled since. */
    slaBreached: boolean().notNull().default(false),
  },
  (t) => [
    uniqueIndex("tickets_number").on(t.number),
    foreignKey({ columns: [t.mergedIntoId], foreignColumns: [t.id], name: "tickets_merged_into" }),
    foreignKey({ columns: [t.masterId], foreignColumns: [t.id], name: "tickets_master" }),
    // Every list is "this filter, newest change first": the sort column is the tail of each index (keyset paging).
    index("tickets_recent").on(t.updatedAt.desc().nullsFirst(), t.id.desc().nullsFirst()),
    index("tickets_queue_state").on(t.queueId, t.stateId, t.updatedAt.desc().nullsFirst(), t.id.desc().nullsFirst()),
    // For counting what is on the desk, by queue and without an owner.
    index("tickets_counted").on(t.stateId, t.queueId, t.ownerId),
    index("tickets_customer").on(t.customerId, t.updatedAt.desc().nullsFirst()),
    index("tickets_owner").on(t.ownerId, t.stateId, t.updatedAt.desc().nullsFirst()),
    index("tickets_pending").on(t.pendingUntil, t.id).where(sql`pending_until is not null`),
    index("tickets_tags").using("gin", t.tags),
    index("tickets_next_due").on(t.nextDueAt, t.id).where(sql`next_due_at is not null`),
    index("tickets_overdue").on(t.overdueSince, t.id).where(sql`overdue_since is not null`),
  ],
);

/** Visible people beside the customer; they get public mail and may answer. */
export const ticketParticipants = pgTable(
  "ticket_participants",
  {
    ticketId: uuid()
      .notNull()
      .references(() => tickets.id),
    personId: uuid()
      .notNull()
      .references(() => people.id),
    createdAt: createdAt(),
  },
  (t) => [primaryKey({ columns: [t.ticketId, t.personId] }), index("ticket_participants_person").on(t.personId)],
);

export const ticketLinks = pgTable(
  "ticket_links",
  {
    fromId: uuid()
      .notNull()
      .references(() => tickets.id),
    toId: uuid()
      .notNull()
      .references(() => tickets.id),
    type: text().notNull(),
    createdAt: createdAt(),
  },
  (t) => [primaryKey({ columns: [t.fromId, t.toId, t.type] }), index("ticket_links_to").on(t.toId)],
);

export const messages = pgTable(
  "messages",
  {
    id: id(),
    ticketId: uuid()
      .notNull()
      .references(() => tickets.id),
    kind: text().$type<MessageKind>().notNull(),
    direction: text().$type<Direction>().notNull(),
    internal: boolean().notNull(),
    authorId: uuid().references(() => people.id),
    from: jsonb().$type<Mailbox>(),
    to: jsonb().$type<Mailbox[]>().notNull().default([]),
    cc: jsonb().$type<Mailbox[]>().notNull().default([]),
    subject: text().notNull().default(""),
    text: text().notNull(),
    /** As it came. It is cleaned each time it is shown (lib/html), so that a better cleaner also mends old mail. */
    html: text(),
    visibleText: text().notNull(),
    /** RFC 5322 Message-ID with its angle brackets: the customer's own, or ours once the mail is made. */
    messageId: text(),
    /** What A2 made of the sender: his own word, or a pending joiner's that only agents see. */
    joiner: boolean().notNull().default(false),
    unauthenticated: boolean().notNull().default(false),
    /** A machine's message (an absence): shown folded; it moves no state and no clock. */
    automatic: boolean().notNull().default(false),
    /** Of a telephone call: whether somebody was spoken to, and how long. */
    call: jsonb().$type<{ reached: boolean; seconds: number | null }>(),
    /** Where the writer asks to be answered, when that is elsewhere: shown beside his address, for agents to choose (A14). */
    replyTo: jsonb().$type<Mailbox[]>().notNull().default([]),
    at: instant().notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    index("messages_ticket").on(t.ticketId, t.at, t.id),
    index("messages_joiners").on(t.ticketId).where(sql`joiner`),
    index("messages_message_id").on(t.messageId).where(sql`message_id is not null`),
    // An internal note that a customer could read is the worst thing this table can hold.
    check("messages_notes_are_internal", sql`kind <> 'note' or internal`),
  ],
);

/**
 * What a ticket is found by (domain/tickets/search-document.ts), beside the ticket so that its other changes need not
 * touch the index. `publicWords` is all that a customer may be found by; `allWords` holds the internal notes as well.
 */
export const ticketDocuments = pgTable(
  "ticket_documents",
  {
    ticketId: uuid()
      .primaryKey()
      .references(() => tickets.id),
    publicWords: tsvector().notNull(),
    allWords: tsvector().notNull(),
  },
  (t) => [index("ticket_documents_public").using("gin", t.publicWords), index("ticket_documents_all").using("gin", t.allWords)],
);
