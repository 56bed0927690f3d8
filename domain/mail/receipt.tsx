import { and, eq, gt, sql } from "drizzle-orm";
import type { ReactElement } from "react";
import { render } from "react-email";
import { db, type Tx } from "@/db";
import { events, incomingMail, type Mailbox, outgoingMail, people, queues, tickets } from "@/db/schema";
import { mailWords } from "@/emails/_parts/words";
import { TicketClosedNoticeMail } from "@/emails/ticket-closed-notice";
import { TicketConfirmedMail } from "@/emails/ticket-confirmed";
import { TicketReceivedMail } from "@/emails/ticket-received";
import type { Actor } from "../access/actor";
import { authorizeDesk } from "../access/authorize";
import { record } from "../events/record";
import { lockTicket } from "../tickets/load";
import { noteUnverified, standingOf } from "./address-standing";
import { listSigningKeys } from "./keys";
import { languageOf } from "./language";
import { type AutomaticKind, type Letter, writerOf } from "./letter";
import { mayAnswerNow, type Paused, type Permission } from "./may-answer";
import { signMessageId } from "./message-id";
import { readLetter } from "./receive";
import { compose, queueMail } from "./send";
import { senderOf } from "./sender";
import type { Verdict } from "./thread";

/**
 * Answers a new request with a receipt, or withholds it, and writes down which and why (docs/mail.md, A3). An address
 * that nothing proves yet gets a short confirmation that repeats nothing sent to us: it may be somebody else's. Gives
 * the mail to deliver, or null. Asked twice for one event, it decides once.
 */
export async function answerNewTicket(actor: Actor, eventId: string, ticketId: string): Promise<string | null> {
  authorizeDesk(actor, "mail.process");
  const row = await answered(and(eq(incomingMail.ticketId, ticketId), eq(incomingMail.created, "ticket"))!);
  if (!row) return null;
  const known = await alreadySent(`receipt:${eventId}`);
  if (known || row.mail.autoReply) return known;
  const letter = await letterOf(row);
  const address = row.ticket.replyAddress ?? row.customer.email;
  const unverified = await isUnproved(row, address);
  const kind = unverified ? "confirmation" : "receipt";
  const to = { name: unverified ? "" : row.customer.name, address };
  const permission = row.queue.receipt
    ? await mayAnswerNow(db, letter, { kind, address, ticketId })
    : { send: false, reason: "This queue sends no receipts." };
  if (!permission.send) return withhold(actor, row, permission);
  const number = String(row.ticket.number);
  const { name } = row.customer;
  const locale = languageFor(row, letter);
  const t = mailWords(locale);
  return send(actor, row, {
    key: `receipt:${eventId}`,
    ...{ kind, to },
    subject: unverified ? t("confirmation.subject") : t("receipt.subject", { subject: row.ticket.subject }),
    body: unverified ? (
      <TicketConfirmedMail locale={locale} number={number} />
    ) : (
      <TicketReceivedMail locale={locale} name={name} number={number} />
    ),
    reason: permission.reason,
  });
}

/**
 * Whether nothing proves the address that would be answered. Where the letter asks to be answered elsewhere that place
 * counts as well as its sender: else one sender could send our mails to a thousand others.
 */
async function isUnproved({ customer, mail }: Answered, address: string): Promise<boolean> {
  if ((await standingOf(customer.email)).unverified) return true;
  if (address !== customer.email && mail.verdict !== "pass") await db.transaction((tx) => noteUnverified(tx, address));
  return (await standingOf(address)).unverified;
}

/** Of the person where he has said; else of what he wrote, else of the queue (docs/mail.md, A3). */
const languageFor = ({ customer, queue }: Answered, { parsed, visible }: Letter): string | null =>
  customer.locale ?? languageOf(parsed, visible) ?? queue.locale;

/** Tells somebody that his answer to a closed ticket was kept and that he should ask anew (docs/mail.md, A5). */
export async function answerTurnedAway(actor: Actor, eventId: string, mailId: string): Promise<string | null> {
  authorizeDesk(actor, "mail.process");
  const row = await answered(eq(incomingMail.id, mailId));
  if (!row) return null;
  const known = await alreadySent(`rejection:${eventId}`);
  if (known || row.mail.autoReply) return known;
  const letter = await letterOf(row);
  const to = writerOf(letter)!;
  const permission = await mayAnswerNow(db, letter, { kind: "rejection", address: to.address, ticketId: row.ticket.id });
  if (!permission.send) return withhold(actor, row, permission);
  const number = String(row.ticket.number);
  const locale = languageFor(row, letter);
  return send(actor, row, {
    key: `rejection:${eventId}`,
    ...{ kind: "rejection", to },
    subject: mailWords(locale)("rejection.subject"),
    body: <TicketClosedNoticeMail locale={locale} number={number} />,
    reason: permission.reason,
  });
}

/** A processed letter with the ticket it went to and whose that is. */
async function answered(which: ReturnType<typeof eq>) {
  const [row] = await db
    .select({ mail: incomingMail, ticket: tickets, queue: queues, customer: people })
    .from(incomingMail)
    .innerJoin(tickets, eq(tickets.id, incomingMail.ticketId))
    .innerJoin(queues, eq(queues.id, tickets.queueId))
    .innerJoin(people, eq(people.id, tickets.customerId))
    .where(which)
    .limit(1);
  return row;
}

type Answered = NonNullable<Awaited<ReturnType<typeof answered>>>;

async function alreadySent(key: string): Promise<string | null> {
  const [known] = await db.select({ id: outgoingMail.id }).from(outgoingMail).where(eq(outgoingMail.key, key));
  return known?.id ?? null;
}

/** As it was judged when it came: what is trusted may have changed since. */
async function letterOf({ mail }: Answered): Promise<Letter> {
  const letter = await db.transaction((tx) => readLetter(tx, mail, () => {}));
  return { ...letter, judged: { ...letter.judged, verdict: (mail.verdict as Verdict | null) ?? letter.judged.verdict } };
}

type Wording = { key: string; kind: AutomaticKind; to: Mailbox; subject: string; body: ReactElement; reason: string };

async function send(actor: Actor, row: Answered, { key, kind, to: recipient, subject: words, body, reason }: Wording): Promise<string> {
  const { mail, ticket, queue } = row;
  const sender = await senderOf(queue.id);
  const number = String(ticket.number);
  const subject = `${words} ${sender.tag(number)}`;
  // Its own id in the thread: the ticket's, with the letter it answers in place of a message of ours.
  const messageId = signMessageId({ ticketId: ticket.id, messageId: mail.id, domain: sender.domain }, await listSigningKeys());
  const to = [recipient];
  const from = { name: sender.name, address: sender.address };
  const raw = await compose({
    ...{ messageId, from, to, subject },
    references: mail.messageIdHeader ? [mail.messageIdHeader] : [],
    html: await render(body),
    text: await render(body, { plainText: true }),
    // RFC 3834 section 5, and what other programs look at (A3).
    headers: { "Auto-Submitted": "auto-replied", "X-Auto-Response-Suppress": "All", "X-Open-Ticket": number },
  });
  const id = await queueMail({ key, ticketId: ticket.id, kind, raw, to, from, subject, messageId });
  await db.transaction(async (tx) => {
    await lockTicket(tx, ticket.id);
    await noteDecision(tx, mail.id, { sent: true, reason });
    const type = kind === "rejection" ? "rejection.sent" : "receipt.sent";
    await record(tx, actor, { type, ticketId: ticket.id, data: { mailId: mail.id, outgoingId: id } });
  });
  return id;
}

async function withhold(actor: Actor, { mail, ticket }: Answered, { reason, paused }: Permission): Promise<null> {
  await db.transaction(async (tx) => {
    await lockTicket(tx, ticket.id);
    await noteDecision(tx, mail.id, { sent: false, reason });
    await record(tx, actor, { type: "receipt.withheld", ticketId: ticket.id, data: { mailId: mail.id, reason } });
    if (paused) await alarmOnce(tx, actor, paused);
  });
  return null;
}

const noteDecision = (tx: Tx, mailId: string, autoReply: { sent: boolean; reason: string }) =>
  tx.update(incomingMail).set({ autoReply }).where(eq(incomingMail.id, mailId));

/** Administrators hear of a pause once an hour, not with every letter it holds back. */
async function alarmOnce(tx: Tx, actor: Actor, { scope, count }: Paused): Promise<void> {
  const subject = `answers:${scope}`;
  const [told] = await tx
    .select({ id: events.id })
    .from(events)
    .where(and(eq(events.chain, subject), gt(events.createdAt, sql`now() - interval '1 hour'`)))
    .limit(1);
  if (!told) await record(tx, actor, { type: "mail.answersPaused", subject, data: { scope, count } });
}
