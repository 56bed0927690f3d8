import { and, eq, isNull, sql } from "drizzle-orm";
import { db, type Tx } from "@/db";
import { type Decision, incomingMail, queues } from "@/db/schema";
import { isRefusal, notFound } from "@/lib/errors";
import { isId } from "@/lib/ids";
import type { Actor } from "../access/actor";
import { authorizeDesk } from "../access/authorize";
import { readBlob } from "../attachments/store";
import { record } from "../events/record";
import { converse } from "./converse";
import { hearAbsence } from "./hear-absence";
import { hearChallenge } from "./hear-challenge";
import { hearComplaint } from "./hear-complaint";
import { hearReport } from "./hear-report";
import type { Letter, Outcome } from "./letter";
import { matchOwnAddress } from "./own-address";
import { mailOf, type ParsedMail, UnreadableMail } from "./parse";
import { readInThread } from "./reader";
import type { MailClass, Screening } from "./screen";
import { knownOfUs, listOwnQueues } from "./sender";

type MailRow = typeof incomingMail.$inferSelect;

/** What becomes of a letter, by what it is (docs/mail.md, A1.3). */
const BY_CLASS: Record<MailClass, (tx: Tx, actor: Actor, letter: Letter) => Promise<Outcome>> = {
  normal: converse,
  list: converse,
  "auto-generated": converse,
  "out-of-office": hearAbsence,
  "dsn-permanent": hearReport,
  "dsn-temporary": hearReport,
  "dsn-success": hearReport,
  mdn: hearReport,
  complaint: hearComplaint,
  challenge: hearChallenge,
  "own-notification": async (_tx, _actor, letter) => keep(letter, "It is a mail of our own that came back: it goes no further."),
  spam: async (_tx, _actor, letter) => keep(letter, "It is kept under spam. No ticket and no person is made of it."),
};

/**
 * Makes of a stored letter what it is: a new ticket, a further message, or nothing but a line in the mail log. Every
 * decision is written down with its reason. Runs inside the drain's transaction, which holds the row's lock; what it
 * throws leaves the letter stored.
 */
export async function receiveMailIn(tx: Tx, actor: Actor, mail: MailRow): Promise<void> {
  authorizeDesk(actor, "mail.process");
  const decisions: Decision[] = [];
  const letter = await readLetter(tx, mail, (step, outcome, reason) => void decisions.push({ step, outcome, reason }));
  const { screening, judged, queue, decide } = letter;
  for (const what of letter.parsed.mended()) decide("read", "mended", what);
  decide("classify", screening.class, screening.reasons.join("; ") || "nothing speaks against it");
  decide("verdict", judged.verdict, judged.reason);

  const outcome = await BY_CLASS[screening.class](tx, actor, letter);
  await tx
    .update(incomingMail)
    .set({
      ...outcome,
      status: "done",
      error: null,
      class: screening.class,
      classReasons: screening.reasons,
      verdict: judged.verdict,
      from: letter.parsed.from,
      subject: letter.parsed.subject,
      queueId: queue.id,
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

/** Reads a letter, screens and judges it, and finds the queue it was written to. Changes nothing. */
export async function readLetter(tx: Tx, mail: MailRow, decide: Letter["decide"]): Promise<Letter> {
  const known = await knownOfUs(mail.envelopeFrom, tx);
  const read = await readInThread(await readBlob(mail.rawHash, tx), known);
  const parsed = mailOf(read.mail);
  const { visible, marks, judged } = read;
  const screening = asRuled(read.screening, mail.ruledClass);
  const queue = await queueFor(tx, parsed, mail);
  return { mail, parsed, visible, marks, screening, judged, own: { addresses: known.addresses }, queue, decide };
}

/** What a person said it is stands above what it looks like. */
function asRuled(screening: Screening, ruled: string | null): Screening {
  if (!ruled || !(ruled in BY_CLASS)) return screening;
  return { ...screening, class: ruled as MailClass, reasons: ["A person said so.", ...screening.reasons] };
}

function keep({ decide, screening }: Letter, reason: string): Outcome {
  decide("act", "nothing", reason);
  return { created: "nothing", autoReply: { sent: false, reason: `Mail of class ${screening.class} is never answered automatically.` } };
}

/** The first of our addresses in To, then Cc, then the envelope decides; others of ours are named (docs/mail.md, A1.1, A16). */
async function queueFor(tx: Tx, parsed: ParsedMail, mail: MailRow): Promise<Letter["queue"]> {
  const own = await listOwnQueues(tx);
  const addresses = own.map((one) => one.address);
  const places: [string, string[]][] = [
    ["To", parsed.to.map((box) => box.address)],
    ["Cc", parsed.cc.map((box) => box.address)],
    ["the envelope", mail.envelopeTo],
  ];
  const found = places.flatMap(([place, written]) =>
    written.flatMap((address) => {
      const match = matchOwnAddress(address, addresses);
      return match ? [{ place, match, ...own.find((one) => one.address === match)! }] : [];
    }),
  );
  const [first] = found;
  const all = await tx.select().from(queues).where(isNull(queues.retiredAt)).orderBy(queues.createdAt, queues.id);
  const queue = first ? all.find((one) => one.id === first.queueId) : (all.find((one) => one.address) ?? all[0]);
  if (!queue) throw new Error("There is no queue that could take mail.");
  const others = [...new Set(found.filter((one) => one.queueId !== queue.id).map((one) => one.queue))];
  const reason = first ? `${first.match} stands in ${first.place}.` : "None of our addresses is named; it goes to the first queue.";
  const also = others.length > 0 ? ` ${others.join(", ")} ${others.length > 1 ? "are" : "is"} addressed as well.` : "";
  return { id: queue.id, name: queue.name, joinPolicy: queue.joinPolicy, reason: `${reason}${also}` };
}

/** Some three days of trying once an hour. */
const MAX_ATTEMPTS = 80;

/**
 * Writes down that a letter could not be processed. One that cannot be read, or that an act
 * refuses, is shown as unreadable at once: it will say the same tomorrow. Any other trouble is ours and may pass (a full disk, a lost connection): it is tried again for
 * days, less and less often. Never dropped, and it blocks no other.
 */
export async function setAside(actor: Actor, mailId: string, error: unknown): Promise<void> {
  authorizeDesk(actor, "mail.process");
  const maxAttempts = error instanceof UnreadableMail || isRefusal(error) ? 1 : MAX_ATTEMPTS;
  await db.transaction(async (tx) => {
    const [mail] = await tx
      .update(incomingMail)
      .set({
        attempts: sql`${incomingMail.attempts} + 1`,
        error: reasonOf(error).slice(0, 1000),
        processedAt: new Date(),
        status: sql`case when ${incomingMail.attempts} + 1 >= ${maxAttempts} then 'failed' else 'stored' end`,
      })
      .where(and(eq(incomingMail.id, mailId), eq(incomingMail.status, "stored")))
      .returning();
    if (mail?.status === "failed") {
      await record(tx, actor, { type: "mail.unreadable", subject: `mail:${mailId}`, data: { mailId, attempts: mail.attempts } });
    }
  });
}

/** What the database said stands behind what the query builder says, which repeats the letter. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? error.cause.message : error.message;
}

/** Puts a letter that could not be read back on the pile, or one that waits for its next attempt on top of it. Administrators. */
export async function retryMail(actor: Actor, mailId: string): Promise<void> {
  authorizeDesk(actor, "mail.retry");
  if (!isId(mailId)) throw notFound("mail");
  await db.transaction(async (tx) => {
    const [mail] = await tx.select().from(incomingMail).where(eq(incomingMail.id, mailId)).for("update");
    if (!mail) throw notFound("mail");
    if (mail.status === "done" || (mail.status === "stored" && mail.attempts === 0)) return;
    await tx.update(incomingMail).set({ status: "stored", attempts: 0, processedAt: null }).where(eq(incomingMail.id, mailId));
    await record(tx, actor, { type: "mail.retried", subject: `mail:${mailId}`, data: { mailId } });
  });
}
