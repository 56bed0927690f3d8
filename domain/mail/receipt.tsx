import { and, eq, gt, inArray, sql } from "drizzle-orm";
import { render } from "react-email";
import { db } from "@/db";
import { incomingMail, outgoingMail, people, queues, tickets } from "@/db/schema";
import { mailWords } from "@/emails/_parts/words";
import { TicketReceivedMail } from "@/emails/ticket-received";
import type { Actor } from "../access/actor";
import { authorizeDesk } from "../access/authorize";
import { readBlob } from "../attachments/store";
import { record } from "../events/record";
import { lockTicket } from "../tickets/load";
import { decideAutoResponse } from "./auto-response";
import { listSigningKeys } from "./keys";
import { signMessageId } from "./message-id";
import { parseMail } from "./parse";
import { screenMail } from "./screen";
import { compose, queueMail } from "./send";
import { ours, senderOf } from "./sender";

/**
 * Answers a new request with a receipt, or withholds it, and writes down which and why (SEMANTICS A3). Gives the mail
 * to deliver, or null. Asked twice for one event, it decides once.
 */
export async function answerNewTicket(actor: Actor, eventId: string, ticketId: string): Promise<string | null> {
  authorizeDesk(actor, "mail.process");
  const key = `receipt:${eventId}`;
  const [known] = await db.select({ id: outgoingMail.id }).from(outgoingMail).where(eq(outgoingMail.key, key));
  if (known) return known.id;
  const [row] = await db
    .select({ mail: incomingMail, ticket: tickets, queue: queues, customer: people })
    .from(incomingMail)
    .innerJoin(tickets, eq(tickets.id, incomingMail.ticketId))
    .innerJoin(queues, eq(queues.id, tickets.queueId))
    .innerJoin(people, eq(people.id, tickets.customerId))
    .where(and(eq(incomingMail.ticketId, ticketId), eq(incomingMail.created, "ticket")));
  if (!row || row.mail.autoReply) return null;
  const { mail, ticket, queue, customer } = row;

  const decision = await decide(mail, queue.receipt, customer.email);
  if (!decision.send) {
    await withhold(actor, mail.id, ticketId, decision.reason);
    return null;
  }
  const sender = await senderOf(queue.id);
  const number = String(ticket.number);
  // Its own id in the thread: the ticket's, with the letter it answers in place of a message of ours.
  const messageId = signMessageId({ ticketId: ticket.id, messageId: mail.id, domain: sender.domain }, await listSigningKeys());
  const to = [{ name: customer.name, address: customer.email }];
  const subject = `${mailWords(customer.locale)("receipt.subject", { subject: ticket.subject })} ${sender.tag(number)}`;
  const body = TicketReceivedMail({ locale: customer.locale, name: customer.name, number });
  const raw = await compose({
    messageId,
    from: { name: sender.name, address: sender.address },
    to,
    subject,
    references: mail.messageIdHeader ? [mail.messageIdHeader] : [],
    html: await render(body),
    text: await render(body, { plainText: true }),
    // RFC 3834 section 5, and what other programs look at (A3).
    headers: { "Auto-Submitted": "auto-replied", "X-Auto-Response-Suppress": "All", "X-Open-Ticket": number },
  });
  const id = await queueMail({
    key,
    ticketId,
    kind: "receipt",
    raw,
    to,
    from: { name: sender.name, address: sender.address },
    subject,
    messageId,
  });
  await db.transaction(async (tx) => {
    await lockTicket(tx, ticketId);
    await tx
      .update(incomingMail)
      .set({ autoReply: { sent: true, reason: decision.reason } })
      .where(eq(incomingMail.id, mail.id));
    await record(tx, actor, { type: "receipt.sent", ticketId, data: { mailId: mail.id, outgoingId: id } });
  });
  return id;
}

async function decide(mail: typeof incomingMail.$inferSelect, wanted: boolean, address: string) {
  if (!wanted) return { send: false, reason: "This queue sends no receipts." };
  const parsed = await parseMail(await readBlob(mail.rawHash));
  const own = await ours();
  const { mayAnswer } = screenMail(parsed, { own, envelopeFrom: mail.envelopeFrom });
  return decideAutoResponse({
    mayAnswer,
    parsed,
    envelopeTo: mail.envelopeTo,
    ownAddresses: own.addresses,
    receivedAt: mail.receivedAt,
    sent: await sentTo(address),
  });
}

/** Receipts an address had in the last hour and day, over all tickets. */
async function sentTo(address: string): Promise<{ lastHour: number; lastDay: number }> {
  const [row] = await db
    .select({
      lastHour: sql<number>`(count(*) filter (where ${outgoingMail.createdAt} > now() - interval '1 hour'))::int`,
      lastDay: sql<number>`count(*)::int`,
    })
    .from(outgoingMail)
    .where(
      and(
        inArray(outgoingMail.kind, ["receipt"]),
        gt(outgoingMail.createdAt, sql`now() - interval '1 day'`),
        sql`${outgoingMail.to} @> ${JSON.stringify([{ address }])}::jsonb`,
      ),
    );
  return row!;
}

async function withhold(actor: Actor, mailId: string, ticketId: string, reason: string): Promise<void> {
  await db.transaction(async (tx) => {
    await lockTicket(tx, ticketId);
    await tx
      .update(incomingMail)
      .set({ autoReply: { sent: false, reason } })
      .where(eq(incomingMail.id, mailId));
    await record(tx, actor, { type: "receipt.withheld", ticketId, data: { mailId, reason } });
  });
}
