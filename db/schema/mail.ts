import { sql } from "drizzle-orm";
import { index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { createdAt, id, instant } from "./columns";
import { blobs } from "./files";
import { type Mailbox, messages, queues, tickets } from "./tickets";

export type MailStatus = "stored" | "done" | "failed";
export type Decision = { step: string; outcome: string; reason: string };
export type AutoReply = { sent: boolean; reason: string };

/** Every message that was ever handed to us, by whatever door, before anything was made of it. */
export const incomingMail = pgTable(
  "incoming_mail",
  {
    id: id(),
    /** One message is one row over all doors and mailboxes (docs/mail.md, A1.1). */
    identity: text().notNull(),
    rawHash: text()
      .notNull()
      .references(() => blobs.hash),
    size: integer().notNull(),
    door: text().notNull(),
    envelopeFrom: text(),
    envelopeTo: text().array().notNull(),
    status: text().$type<MailStatus>().notNull().default("stored"),
    attempts: integer().notNull().default(0),
    error: text(),
    class: text(),
    classReasons: text().array().notNull().default([]),
    /** For lists of mail: as the letter says, once it was read. */
    from: jsonb().$type<Mailbox>(),
    subject: text(),
    /** What a person said it is, in place of the screening. */
    ruledClass: text(),
    /** What is known of the sender: `pass`, `fail` or `none` (docs/mail.md, A1.4). */
    verdict: text(),
    /** The queue it was written to, also when it made no ticket: who reads that queue sees its spam. */
    queueId: uuid().references(() => queues.id),
    /** The mail of ours that a report is about. */
    outgoingId: uuid().references(() => outgoingMail.id),
    ticketId: uuid().references(() => tickets.id),
    messageId: uuid().references(() => messages.id),
    created: text().$type<"ticket" | "message" | "nothing">().notNull().default("nothing"),
    autoReply: jsonb().$type<AutoReply>(),
    decisions: jsonb().$type<Decision[]>().notNull().default([]),
    /** Read before the rest, so that an answer waits for the message it answers. */
    messageIdHeader: text(),
    answers: text().array().notNull().default([]),
    receivedAt: instant().notNull(),
    processedAt: instant(),
    createdAt: createdAt(),
  },
  (t) => [
    uniqueIndex("incoming_mail_identity").on(t.identity),
    index("incoming_mail_blob").on(t.rawHash),
    // The work list: oldest first, only what is still to do.
    index("incoming_mail_stored").on(t.receivedAt, t.id).where(sql`status = 'stored'`),
    index("incoming_mail_recent").on(t.status, t.receivedAt.desc().nullsFirst()),
    index("incoming_mail_message_id").on(t.messageIdHeader).where(sql`status = 'stored'`),
    index("incoming_mail_message").on(t.messageId),
    index("incoming_mail_ticket").on(t.ticketId),
    index("incoming_mail_class").on(t.class, t.receivedAt.desc().nullsFirst(), t.id.desc().nullsFirst()),
  ],
);

/** Further deliveries of a message we already have: by another door, to another address. */
export const mailDeliveries = pgTable(
  "mail_deliveries",
  {
    id: id(),
    mailId: uuid()
      .notNull()
      .references(() => incomingMail.id),
    door: text().notNull(),
    envelopeTo: text().array().notNull(),
    createdAt: createdAt(),
  },
  (t) => [index("mail_deliveries_mail").on(t.mailId)],
);

export type OutgoingKind = "reply" | "receipt" | "confirmation" | "rejection" | "sign-in" | "notification";
export type OutgoingStatus = "queued" | "held" | "sent" | "failed";

/** Every mail that leaves. `key` is unique per cause, so a retried function cannot send the same thing twice. */
export const outgoingMail = pgTable(
  "outgoing_mail",
  {
    id: id(),
    key: text().notNull(),
    ticketId: uuid().references(() => tickets.id),
    messageRowId: uuid().references(() => messages.id),
    kind: text().$type<OutgoingKind>().notNull(),
    to: jsonb().$type<Mailbox[]>().notNull(),
    cc: jsonb().$type<Mailbox[]>().notNull().default([]),
    from: jsonb().$type<Mailbox>().notNull(),
    subject: text().notNull(),
    /** Made before the first attempt and reused by every retry: a second copy threads and is dropped by good clients. */
    messageId: text().notNull(),
    rawHash: text()
      .notNull()
      .references(() => blobs.hash),
    status: text().$type<OutgoingStatus>().notNull().default("queued"),
    attempts: integer().notNull().default(0),
    error: text(),
    /** When it is tried next. A new one is sent at once by the function its event starts; the sweep waits for that. */
    nextAttemptAt: instant().notNull().default(sql`now() + interval '2 minutes'`),
    /** Whom it has still to reach, once others were reached or refused; null is everybody. */
    remaining: text().array(),
    createdAt: createdAt(),
    /** When the first of its recipients' servers took it. */
    sentAt: instant(),
  },
  (t) => [
    uniqueIndex("outgoing_mail_key").on(t.key),
    index("outgoing_mail_blob").on(t.rawHash),
    // The work list, and what administrators look at: both small, whatever was ever sent.
    index("outgoing_mail_due").on(t.nextAttemptAt).where(sql`status = 'queued'`),
    index("outgoing_mail_stuck").on(t.createdAt.desc().nullsFirst(), t.id.desc().nullsFirst()).where(sql`status <> 'sent'`),
    index("outgoing_mail_message_id").on(t.messageId),
    index("outgoing_mail_ticket").on(t.ticketId, t.createdAt),
    index("outgoing_mail_recent").on(t.createdAt.desc().nullsFirst(), t.id.desc().nullsFirst()),
  ],
);

export type DeliveryState = "delayed" | "failed" | "delivered" | "read";

/** What became of a mail of ours at each recipient, as far as anybody reported (docs/mail.md, A1.3). */
export const outgoingDeliveries = pgTable(
  "outgoing_deliveries",
  {
    outgoingId: uuid()
      .notNull()
      .references(() => outgoingMail.id),
    address: text().notNull(),
    state: text().$type<DeliveryState>().notNull(),
    /** The enhanced status code (RFC 3463) and what the other server said. */
    status: text().notNull(),
    diagnostic: text().notNull().default(""),
    /** The report; null for what a server said to our face. */
    mailId: uuid().references(() => incomingMail.id),
    createdAt: createdAt(),
  },
  (t) => [primaryKey({ columns: [t.outgoingId, t.address] }), index("outgoing_deliveries_mail").on(t.mailId)],
);

/** What experience says of an address. No row: nothing. */
export const addressStandings = pgTable("address_standings", {
  /** Lower case, always. */
  address: text().primaryKey(),
  /** First heard of by a mail that proved nothing; until `verifiedAt` it gets a short confirmation a day at most (A3). */
  unverifiedSince: instant(),
  verifiedAt: instant(),
  undeliverableAt: instant(),
  diagnostic: text(),
  /** Its owner complained: no machine writes to it any more. */
  silencedAt: instant(),
});
