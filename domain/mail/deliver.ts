import { and, asc, eq, gt, lte, sql } from "drizzle-orm";
import { db, type Tx } from "@/db";
import { outgoingMail } from "@/db/schema";
import { type Handed, type Refused, sendRaw } from "@/lib/smtp";
import type { Actor } from "../access/actor";
import { authorizeDesk } from "../access/authorize";
import { readBlob } from "../attachments/store";
import { noteUndeliverable } from "./address-standing";
import { noteDelivery, type Outgoing, recordReport } from "./reported-mail";

/** `unreachable`: nothing leaves at present, so nobody need try the next. */
export type Delivery = "sent" | "held" | "failed" | "later" | "unreachable" | "nothing";

/** After one minute, two, four …, then every four hours: five days in all (RFC 5321 section 4.5.4.1). */
const MAX_ATTEMPTS = 37;
const LONGEST_WAIT = 4 * 60;
/** As long as the link in it holds (sign-in-link.tsx). */
const SIGN_IN_MS = 15 * 60_000;
const waitAfter = (attempts: number): Date => new Date(Date.now() + Math.min(LONGEST_WAIT, 2 ** Math.min(attempts, 10)) * 60_000);

/**
 * Sends a queued mail. Without SMTP_URL (demo) it stays in the built-in mailbox, with `off` it is held. Sent mail is
 * not sent again. Trouble is written down and tried again for days; who is refused for good is written beside the mail,
 * in its ticket's history and with the address, and the others get it. Never throws for what a mail server says.
 */
export async function deliverOutgoing(actor: Actor, id: string): Promise<Delivery> {
  authorizeDesk(actor, "mail.process");
  try {
    return await db.transaction(async (tx) => {
      // The row lock makes two deliveries of one mail come one after the other; the second finds it sent.
      const [mail] = await tx.select().from(outgoingMail).where(eq(outgoingMail.id, id)).for("update");
      return mail?.status === "queued" ? await deliver(tx, actor, mail) : "nothing";
    });
  } catch (error) {
    // Its bytes cannot be had, or the like: the others must not wait for it.
    await db.transaction(async (tx) => {
      const [mail] = await tx.select().from(outgoingMail).where(eq(outgoingMail.id, id)).for("update");
      if (mail?.status === "queued") await putOff(tx, actor, mail, addressesOf(mail), (error as Error).message);
    });
    return "later";
  }
}

async function deliver(tx: Tx, actor: Actor, mail: Outgoing): Promise<Delivery> {
  const url = process.env.SMTP_URL;
  if (url === "off") {
    await tx.update(outgoingMail).set({ status: "held" }).where(eq(outgoingMail.id, mail.id));
    return "held";
  }
  if (mail.kind === "sign-in" && Date.now() - mail.createdAt.getTime() > SIGN_IN_MS) return settle(tx, mail, "Its link has run out.");
  const to = addressesOf(mail);
  const inMailbox: Handed = { accepted: to, refused: [], trouble: null, reachable: true };
  const handed = url ? await sendRaw(url, { from: mail.from.address, to }, await readBlob(mail.rawHash, tx)) : inMailbox;
  for (const refused of handed.refused.filter(isForGood)) await writeRefusal(tx, actor, mail, refused);
  const left = to.filter((address) => !handed.accepted.includes(address) && !handed.refused.some((one) => is(one, address)));
  const sent = handed.accepted.length > 0 ? { ...mail, sentAt: mail.sentAt ?? new Date() } : mail;
  const reason = handed.refused.find((one) => !isForGood(one))?.response ?? handed.trouble ?? "";
  if (left.length === 0) return settle(tx, sent, handed.refused[0]?.response ?? null);
  await putOff(tx, actor, sent, left, reason);
  return handed.reachable ? "later" : "unreachable";
}

const addressesOf = (mail: Outgoing): string[] => mail.remaining ?? [...mail.to, ...mail.cc].map((box) => box.address);
const isForGood = ({ code }: Refused): boolean => code >= 500;
const is = (refused: Refused, address: string): boolean => isForGood(refused) && refused.address === address;

/** Nobody is left whom it could reach. */
async function settle(tx: Tx, { id, sentAt, attempts }: Outgoing, error: string | null): Promise<Delivery> {
  const status = sentAt ? "sent" : "failed";
  await tx
    .update(outgoingMail)
    .set({ status, sentAt, attempts: attempts + 1, error: error?.slice(0, 500) ?? null })
    .where(eq(outgoingMail.id, id));
  return status;
}

/** Those who are left get it later; after days, those who wait for an answer of theirs are told that they will not. */
async function putOff(tx: Tx, actor: Actor, mail: Outgoing, left: string[], reason: string): Promise<void> {
  const attempts = mail.attempts + 1;
  const givenUp = attempts >= MAX_ATTEMPTS;
  await tx
    .update(outgoingMail)
    .set({
      attempts,
      error: reason.slice(0, 500),
      sentAt: mail.sentAt,
      remaining: left,
      nextAttemptAt: waitAfter(mail.attempts),
      status: givenUp ? "failed" : "queued",
    })
    .where(eq(outgoingMail.id, mail.id));
  // 4.4.7: its time in the queue has run out (RFC 3463 section 3.5).
  if (givenUp) for (const address of left) await writeFailure(tx, actor, mail, { address, status: "4.4.7", diagnostic: reason });
}

/** An address that is refused for its own sake gets no automatic mail; a refusal of us says nothing about it. */
async function writeRefusal(tx: Tx, actor: Actor, mail: Outgoing, { address, response }: Refused): Promise<void> {
  const status = /\b(5\.\d{1,3}\.\d{1,3})\b/.exec(response)?.[1] ?? (/^55[013]/.test(response) ? "5.1.0" : "5.0.0");
  if (/^5\.[12]\./.test(status)) await noteUndeliverable(tx, address, response.slice(0, 500));
  await writeFailure(tx, actor, mail, { address, status, diagnostic: response });
}

async function writeFailure(tx: Tx, actor: Actor, mail: Outgoing, failure: { address: string; status: string; diagnostic: string }) {
  const { address, status, diagnostic } = failure;
  await noteDelivery(tx, mail.id, null, { address: address.toLowerCase(), state: "failed", status, diagnostic: diagnostic.slice(0, 500) });
  await recordReport(tx, actor, null, mail, { address, outcome: "failed", status });
}

/** Mail whose time has come, the longest waiting first: what a lost event or an outage left behind. */
export async function listDueMail(actor: Actor, limit = 50): Promise<string[]> {
  authorizeDesk(actor, "mail.process");
  const rows = await db
    .select({ id: outgoingMail.id })
    .from(outgoingMail)
    .where(and(sql`${outgoingMail.status} = 'queued'`, lte(outgoingMail.nextAttemptAt, new Date())))
    .orderBy(asc(outgoingMail.nextAttemptAt))
    .limit(limit);
  return rows.map((row) => row.id);
}

/** Where sending was switched on again, what was held meanwhile leaves; what is older than five days waits for a person. */
export async function releaseHeldMail(actor: Actor): Promise<void> {
  authorizeDesk(actor, "mail.process");
  if (process.env.SMTP_URL === "off") return;
  await db
    .update(outgoingMail)
    .set({ status: "queued", nextAttemptAt: new Date() })
    .where(and(eq(outgoingMail.status, "held"), gt(outgoingMail.createdAt, sql`now() - interval '5 days'`)));
}
