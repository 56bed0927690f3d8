import { and, asc, desc, eq, isNotNull, ne } from "drizzle-orm";
import nodemailer from "nodemailer";
import { render } from "react-email";
import { db } from "@/db";
import { attachments, type Mailbox, messages, outgoingMail, people, queues, tickets } from "@/db/schema";
import { TicketRepliedMail } from "@/emails/ticket-replied";
import { cleanEditorHtml, textToHtml } from "@/lib/html";
import { newId } from "@/lib/ids";
import type { Actor } from "../access/actor";
import { authorizeDesk } from "../access/authorize";
import { readBlob, storeBlob } from "../attachments/store";
import { findPersonByEmail } from "../people/find";
import { rememberMessageId } from "../tickets/message-ids";
import { letterOf, ticketForWords } from "../words/letter";
import { standingOf } from "./address-standing";
import { isRobot } from "./joining";
import { listSigningKeys, type SigningKey } from "./keys";
import { signMarker, signMessageId } from "./message-id";
import { isOwnAddress } from "./own-address";
import { replyAddress } from "./reply-address";
import { ownAddresses, type Sender, senderOf } from "./sender";

/** How many earlier ids an outgoing mail names, so that every mail program keeps one thread (RFC 5322 section 3.6.4). */
const MAX_REFERENCES = 10;

/**
 * Makes the mail of an agent's public answer and writes it down as `queued`, under a key unique to the event: called
 * twice, it makes one mail, with one Message-ID. Gives the row's id, or null when there is nobody to write to.
 */
export async function prepareReply(actor: Actor, eventId: string, messageRowId: string): Promise<string | null> {
  authorizeDesk(actor, "mail.process");
  const key = `reply:${eventId}`;
  const [known] = await db.select({ id: outgoingMail.id }).from(outgoingMail).where(eq(outgoingMail.key, key));
  if (known) return known.id;

  const [row] = await db
    .select({ message: messages, ticket: tickets, queue: queues, customer: people })
    .from(messages)
    .innerJoin(tickets, eq(tickets.id, messages.ticketId))
    .innerJoin(queues, eq(queues.id, tickets.queueId))
    .innerJoin(people, eq(people.id, tickets.customerId))
    .where(eq(messages.id, messageRowId));
  // An internal message never leaves, whatever asked for it.
  if (!row || row.message.internal || row.message.direction !== "out" || row.message.to.length === 0) return null;
  // An agent's own mail program has sent it already (A4).
  if (row.message.kind === "mail") return null;
  const { ticket, queue, customer } = row;
  const message = { ...row.message, ...(await reachable(row.message)) };
  if (message.to.length === 0) return null;

  const sender = await senderOf(queue.id);
  const keys = await listSigningKeys();
  const messageId = signMessageId({ ticketId: ticket.id, messageId: message.id, domain: sender.domain }, keys);
  const number = String(ticket.number);
  const letter = await letterOf(await ticketForWords(ticket.id), {
    name: message.from?.name ?? "",
    email: message.from?.address ?? sender.address,
  });
  const mail = TicketRepliedMail({
    locale: customer.locale ?? queue.locale,
    number,
    reference: signMarker({ ticketId: ticket.id, messageId: message.id }, keys),
    html: cleanEditorHtml(message.html ?? textToHtml(message.text)),
    signature: letter.signature.text,
  });
  const subject = `Re: ${stripReply(ticket.subject)} ${sender.tag(number)}`;
  const raw = await compose({
    messageId,
    from: { name: message.from?.name ? `${message.from.name} (${sender.name})` : sender.name, address: sender.address },
    to: message.to,
    cc: message.cc,
    replyTo: queue.replyTokens ? await replyAddressFor(ticket, message, sender, keys) : null,
    subject,
    references: await referencesOf(ticket.id, message.id),
    html: await render(mail),
    text: await render(mail, { plainText: true }),
    files: await filesOf(message.id),
    headers: { "X-Open-Ticket": number },
  });
  return queueMail({
    key,
    ticketId: ticket.id,
    messageRowId: message.id,
    kind: "reply",
    raw,
    ...headersOf(message, sender, subject),
    messageId,
  });
}

/**
 * Whom an answer goes to: never ourselves, and in copy no robot and nobody whom mail does not reach (docs/mail.md, A14).
 * Whom a person named in To gets it, also where mail failed before: it may be mended, and he hears when it is not.
 */
async function reachable({ to, cc }: { to: Mailbox[]; cc: Mailbox[] }): Promise<{ to: Mailbox[]; cc: Mailbox[] }> {
  const own = await ownAddresses();
  const notOurs = (box: Mailbox) => !isOwnAddress(box.address, own);
  const copies: Mailbox[] = [];
  for (const box of cc.filter(notOurs)) {
    if (!isRobot(box.address) && !(await standingOf(box.address)).undeliverable) copies.push(box);
  }
  return { to: to.filter(notOurs), cc: copies };
}

/**
 * An address that proves whom it was made for. A mail to several goes out once, and a token speaks for one person: there
 * the Message-ID carries the thread alone (docs/mail.md, A2).
 */
async function replyAddressFor(
  ticket: { id: string; number: number },
  message: { to: Mailbox[]; cc: Mailbox[] },
  sender: Sender,
  keys: readonly SigningKey[],
): Promise<string | null> {
  const [only, ...others] = [...message.to, ...message.cc];
  const person = only && others.length === 0 ? await findPersonByEmail(only.address) : undefined;
  if (!person) return null;
  return replyAddress(sender.address, { ticketNumber: ticket.number, recipientId: person.id }, keys);
}

type Composition = {
  messageId: string;
  replyTo?: string | null;
  from: Mailbox;
  to: Mailbox[];
  cc?: Mailbox[];
  subject: string;
  references: string[];
  html: string;
  text: string;
  files?: { filename: string; contentType: string; content: Buffer }[];
  headers: Record<string, string>;
};

/** Builds the message as bytes, once: every attempt sends the same ones. */
export async function compose(mail: Composition): Promise<Buffer> {
  const builder = nodemailer.createTransport({ streamTransport: true, buffer: true, newline: "windows" });
  const { message } = await builder.sendMail({
    messageId: mail.messageId,
    from: mail.from,
    to: mail.to,
    cc: mail.cc,
    ...(mail.replyTo ? { replyTo: mail.replyTo } : {}),
    subject: mail.subject,
    inReplyTo: mail.references.at(-1),
    references: mail.references,
    html: mail.html,
    text: mail.text,
    attachments: mail.files,
    headers: mail.headers,
    date: new Date(),
  });
  return unfoldIds(message as Buffer);
}

/** An id on a folded line is legal (RFC 5322 section 2.2.3), but some mail servers then lose it, and with it the thread. */
function unfoldIds(message: Buffer): Buffer {
  const text = message.toString("latin1");
  const end = text.indexOf("\r\n\r\n");
  const head = text.slice(0, end).replace(/^(Message-ID|In-Reply-To):\s*\r\n[ \t]+/gim, "$1: ");
  return Buffer.from(head + text.slice(end), "latin1");
}

type NewOutgoing = Omit<typeof outgoingMail.$inferInsert, "rawHash" | "id"> & { raw: Buffer };

/** Writes a finished mail down as queued, addresses in lower case, as all that counts them asks. The same key again gives the row that stands. */
export async function queueMail({ raw, ...mail }: NewOutgoing): Promise<string> {
  const lower = (boxes: Mailbox[] = []) => boxes.map((box) => ({ ...box, address: box.address.toLowerCase() }));
  const [to, cc] = [lower(mail.to), lower(mail.cc)];
  return db.transaction(async (tx) => {
    const rawHash = await storeBlob(raw, tx);
    const [added] = await tx
      .insert(outgoingMail)
      .values({ ...mail, to, cc, id: newId(), rawHash })
      .onConflictDoNothing()
      .returning({ id: outgoingMail.id });
    if (added) {
      if (mail.messageRowId) await rememberMessageId(tx, mail.messageRowId, mail.messageId);
      return added.id;
    }
    const [known] = await tx.select({ id: outgoingMail.id }).from(outgoingMail).where(eq(outgoingMail.key, mail.key));
    return known!.id;
  });
}

const headersOf = (message: { to: Mailbox[]; cc: Mailbox[] }, sender: { name: string; address: string }, subject: string) => ({
  to: message.to,
  cc: message.cc,
  from: { name: sender.name, address: sender.address },
  subject,
});

/** The public mails of the thread before this one, oldest first: the root and the last few. */
async function referencesOf(ticketId: string, before: string): Promise<string[]> {
  const said = () =>
    db
      .select({ messageId: messages.messageId })
      .from(messages)
      .where(and(eq(messages.ticketId, ticketId), eq(messages.internal, false), ne(messages.id, before), isNotNull(messages.messageId)));
  const root = await said().orderBy(asc(messages.at), asc(messages.id)).limit(1);
  const latest = await said()
    .orderBy(desc(messages.at), desc(messages.id))
    .limit(MAX_REFERENCES - 1);
  return [...new Set([...root, ...latest.reverse()].map((row) => row.messageId!))];
}

async function filesOf(messageRowId: string) {
  const rows = await db.select().from(attachments).where(eq(attachments.messageId, messageRowId)).orderBy(desc(attachments.id));
  return Promise.all(
    rows.map(async (row) => ({ filename: row.filename, contentType: row.contentType, content: await readBlob(row.blobHash) })),
  );
}

const stripReply = (subject: string): string => subject.replace(/^(\s*(re|aw|antw|sv|tr)\s*:\s*)+/i, "");
