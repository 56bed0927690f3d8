import { eq, sql } from "drizzle-orm";
import { db, type Tx } from "@/db";
import { type Decision, incomingMail, queues } from "@/db/schema";
import type { Actor } from "../access/actor";
import { system } from "../access/actor";
import { authorizeDesk } from "../access/authorize";
import { readBlob, storeBlob } from "../attachments/store";
import { record } from "../events/record";
import { customerActor } from "../people/actors";
import { findOrCreatePersonIn } from "../people/create";
import type { Person } from "../people/find";
import type { Content, StoredFile } from "../tickets/add-message";
import { holdMessageIn } from "../tickets/hold";
import { linkIn } from "../tickets/link";
import { lockTicket } from "../tickets/load";
import { openTicketIn } from "../tickets/open";
import { type Reply, replyToTicketIn } from "../tickets/reply";
import { type Conversation, findConversation } from "./conversation";
import { type ParsedMail, parseMail } from "./parse";
import { visibleHtml, visibleText } from "./quote";
import { type Screening, screenMail } from "./screen";
import { ours } from "./sender";

type MailRow = typeof incomingMail.$inferSelect;

/**
 * Makes of a stored letter what it is: a new ticket, a further message, or nothing but a line in the mail log. Every
 * decision is written down with its reason. Runs inside the drain's transaction, which holds the row's lock; what it
 * throws leaves the letter stored.
 */
export async function receiveMailIn(tx: Tx, actor: Actor, mail: MailRow): Promise<void> {
  authorizeDesk(actor, "mail.process");
  const decisions: Decision[] = [];
  const decide = (step: string, outcome: string, reason: string) => void decisions.push({ step, outcome, reason });

  const parsed = await parseMail(await readBlob(mail.rawHash, tx));
  const screening = screenMail(parsed, { own: await ours(tx), envelopeFrom: mail.envelopeFrom });
  decide("classify", screening.class, screening.reasons.join("; ") || "nothing speaks against it");

  const outcome = await act(tx, actor, { mail, parsed, screening, decide });
  await tx
    .update(incomingMail)
    .set({
      ...outcome,
      status: "done",
      error: null,
      class: screening.class,
      classReasons: screening.reasons,
      decisions,
      processedAt: new Date(),
      attempts: mail.attempts + 1,
    })
    .where(eq(incomingMail.id, mail.id));
  await record(tx, actor, {
    type: "mail.processed",
    subject: `mail:${mail.id}`,
    data: { mailId: mail.id, class: screening.class, created: outcome.created },
  });
}

type Letter = { mail: MailRow; parsed: ParsedMail; screening: Screening; decide: (step: string, outcome: string, reason: string) => void };
type Outcome = {
  created: "ticket" | "message" | "nothing";
  ticketId?: string;
  messageId?: string;
  autoReply?: { sent: boolean; reason: string };
};

/** Classes whose letters are no messages of a person: kept in the mail log, never a ticket (SEMANTICS A1.3). */
const ONLY_LOGGED = new Set([
  "out-of-office",
  "dsn-permanent",
  "dsn-temporary",
  "dsn-success",
  "mdn",
  "challenge",
  "own-notification",
  "spam",
]);

async function act(tx: Tx, actor: Actor, letter: Letter): Promise<Outcome> {
  const { parsed, screening, decide } = letter;
  const silent = screening.mayAnswer.ok ? undefined : { sent: false, reason: screening.mayAnswer.reason };
  if (ONLY_LOGGED.has(screening.class)) {
    decide("act", "nothing", `Mail of class ${screening.class} makes no ticket; it is kept in the mail log.`);
    return { created: "nothing", autoReply: silent };
  }
  const address = parsed.from?.address || letter.mail.envelopeFrom;
  if (!address) {
    decide("sender", "nothing", "It names no sender, neither in From nor in the envelope.");
    return { created: "nothing", autoReply: silent };
  }
  const sender = await findOrCreatePersonIn(tx, actor, { email: address, name: parsed.from?.name });
  const conversation = await findConversation(tx, parsed, letter.mail.envelopeTo, sender);
  decide("thread", conversation.outcome, conversation.reason);

  if (conversation.outcome === "attach") return attach(tx, letter, sender, conversation);
  if (conversation.outcome === "hold") return hold(tx, actor, letter, sender, conversation);
  return open(tx, actor, letter, sender, conversation);
}

async function attach(tx: Tx, letter: Letter, sender: Person, { ticketId }: Conversation): Promise<Outcome> {
  const reply = { ...(await contentOf(tx, letter.parsed)), mail: aboutMail(letter) };
  const { messageId } = await replyToTicketIn(tx, customerActor(sender), ticketId!, reply);
  return {
    created: "message",
    ticketId: ticketId!,
    messageId,
    autoReply: { sent: false, reason: "Follow-ups are not answered automatically." },
  };
}

async function hold(tx: Tx, actor: Actor, letter: Letter, sender: Person, { ticketId }: Conversation): Promise<Outcome> {
  const { messageId } = await holdMessageIn(tx, actor, ticketId!, sender.id, {
    ...(await contentOf(tx, letter.parsed)),
    mail: aboutMail(letter),
  });
  return {
    created: "message",
    ticketId: ticketId!,
    messageId,
    autoReply: { sent: false, reason: "A pending joiner is not answered automatically." },
  };
}

async function open(tx: Tx, actor: Actor, letter: Letter, sender: Person, conversation: Conversation): Promise<Outcome> {
  const { mail, parsed, decide } = letter;
  const { queue, reason } = await queueFor(tx, letter);
  decide("queue", queue, reason);
  const { from, messageId, at, unauthenticated } = aboutMail(letter);
  const opened = await openTicketIn(tx, customerActor(sender), {
    ...(await contentOf(tx, parsed)),
    subject: parsed.subject.trim() || "(no subject)",
    queue,
    customerId: sender.id,
    channel: "mail",
    mail: { id: mail.id, messageId, from, at, unauthenticated },
  });
  if (conversation.ticketId) {
    const ticket = await lockTicket(tx, opened.id);
    await linkIn(tx, actor, ticket, conversation.ticketId, "possibly-related");
  }
  return { created: "ticket", ticketId: opened.id, messageId: opened.messageId };
}

/** The first of our addresses in To, then Cc, then the envelope decides (SEMANTICS A1.1). */
async function queueFor(tx: Tx, { parsed, mail }: Letter): Promise<{ queue: string; reason: string }> {
  const all = await tx.select({ id: queues.id, name: queues.name, address: queues.address }).from(queues).orderBy(queues.createdAt);
  const places: [string, string[]][] = [
    ["To", parsed.to.map((box) => box.address)],
    ["Cc", parsed.cc.map((box) => box.address)],
    ["envelope", mail.envelopeTo],
  ];
  for (const [place, addresses] of places) {
    for (const address of addresses) {
      const queue = all.find((q) => q.address && withoutTag(address) === q.address.toLowerCase());
      if (queue) return { queue: queue.name, reason: `${queue.address} stands in ${place}.` };
    }
  }
  const first = all.find((queue) => queue.address) ?? all[0];
  if (!first) throw new Error("There is no queue that could take mail.");
  return { queue: first.name, reason: "None of our addresses is named; it goes to the first queue." };
}

const withoutTag = (address: string): string => address.toLowerCase().replace(/\+[^@]*@/, "@");

function aboutMail({ parsed, mail }: Letter): NonNullable<Reply["mail"]> {
  const from = parsed.from ?? { name: "", address: mail.envelopeFrom ?? "" };
  // No verdict is asked of our own door yet, so every sender is unauthenticated and treated so (SEMANTICS A2).
  return {
    messageId: parsed.messageId,
    from,
    to: parsed.to,
    cc: parsed.cc,
    subject: parsed.subject,
    at: mail.receivedAt,
    unauthenticated: true,
  };
}

async function contentOf(tx: Tx, parsed: ParsedMail): Promise<Content> {
  const files: StoredFile[] = [];
  for (const { content, filename, contentType, size, inline, contentId } of parsed.attachments) {
    files.push({ blobHash: await storeBlob(content, tx), filename, contentType, size, inline, contentId });
  }
  const text = parsed.text.trim() === "" && files.length === 0 ? "(empty message)" : parsed.text;
  const visible = parsed.html ? visibleHtml(parsed.html).visibleText : visibleText(text).visible;
  return { text, html: parsed.html, visibleText: visible.trim() || text, files };
}

/**
 * Writes down that a letter could not be processed: it is tried again, and after the last attempt shown as unreadable,
 * with its raw bytes and a retry button. Never dropped, and it blocks no other.
 */
export async function setAside(actor: Actor, mailId: string, error: unknown, maxAttempts: number): Promise<void> {
  authorizeDesk(actor, "mail.process");
  const message = error instanceof Error ? error.message : String(error);
  await db.transaction(async (tx) => {
    const [mail] = await tx
      .update(incomingMail)
      .set({
        attempts: sql`${incomingMail.attempts} + 1`,
        error: message.slice(0, 1000),
        processedAt: new Date(),
        status: sql`case when ${incomingMail.attempts} + 1 >= ${maxAttempts} then 'failed' else 'stored' end`,
      })
      .where(eq(incomingMail.id, mailId))
      .returning();
    if (mail?.status === "failed") {
      await record(tx, actor, { type: "mail.unreadable", subject: `mail:${mailId}`, data: { mailId, attempts: mail.attempts } });
    }
  });
}

/** Puts an unreadable letter back on the pile: after a fix, or just to see. Administrators. */
export async function retryMail(actor: Actor, mailId: string): Promise<void> {
  authorizeDesk(actor, "mail.retry");
  await db.transaction(async (tx) => {
    const [mail] = await tx.select().from(incomingMail).where(eq(incomingMail.id, mailId)).for("update");
    if (mail?.status !== "failed") return;
    await tx.update(incomingMail).set({ status: "stored", attempts: 0, processedAt: null }).where(eq(incomingMail.id, mailId));
    await record(tx, actor, { type: "mail.retried", subject: `mail:${mailId}`, data: { mailId } });
  });
}

/** One letter at once, for the tests and the command line; the drain does the same to all. */
export async function receiveMail(mailId: string): Promise<void> {
  await db.transaction(async (tx) => {
    const [mail] = await tx.select().from(incomingMail).where(eq(incomingMail.id, mailId)).for("update");
    if (mail?.status === "stored") await receiveMailIn(tx, system("mail"), mail);
  });
}
