import { and, asc, eq, inArray, lt, sql } from "drizzle-orm";
import { db } from "@/db";
import { outgoingMail } from "@/db/schema";
import { sendRaw } from "@/lib/smtp";
import type { Actor } from "../access/actor";
import { authorizeDesk } from "../access/authorize";
import { readBlob } from "../attachments/store";

const MAX_ATTEMPTS = 20;
const SWEEP_AFTER = sql`interval '2 minutes'`;

/**
 * Sends a queued mail. Without SMTP_URL (demo) it stays in the built-in mailbox, with `off` it is held. Sent mail is
 * not sent again. Throws what the mail server said, so that the function's retries decide when to come back.
 */
export async function deliverOutgoing(actor: Actor, id: string): Promise<void> {
  authorizeDesk(actor, "mail.process");
  await db
    .transaction(async (tx) => {
      // The row lock makes two deliveries of one mail come one after the other; the second finds it sent.
      const [mail] = await tx.select().from(outgoingMail).where(eq(outgoingMail.id, id)).for("update");
      if (!mail || mail.status === "sent" || mail.status === "held") return;
      const url = process.env.SMTP_URL;
      if (url === "off") {
        await tx.update(outgoingMail).set({ status: "held" }).where(eq(outgoingMail.id, id));
        return;
      }
      if (url)
        await sendRaw(
          url,
          { from: mail.from.address, to: [...mail.to, ...mail.cc].map((box) => box.address) },
          await readBlob(mail.rawHash, tx),
        );
      await tx
        .update(outgoingMail)
        .set({ status: "sent", sentAt: new Date(), attempts: mail.attempts + 1, error: null })
        .where(eq(outgoingMail.id, id));
    })
    .catch(async (error: Error) => {
      await noteFailure(id, error);
      throw error;
    });
}

async function noteFailure(id: string, error: Error): Promise<void> {
  await db
    .update(outgoingMail)
    .set({
      attempts: sql`${outgoingMail.attempts} + 1`,
      error: error.message.slice(0, 500),
      status: sql`case when ${outgoingMail.attempts} + 1 >= ${MAX_ATTEMPTS} then 'failed' else 'queued' end`,
    })
    .where(and(eq(outgoingMail.id, id), inArray(outgoingMail.status, ["queued", "failed"])));
}

/** Mail that was written down a while ago and has not left: a lost event, a long outage. */
export async function listUndelivered(actor: Actor, limit = 50): Promise<string[]> {
  authorizeDesk(actor, "mail.process");
  const rows = await db
    .select({ id: outgoingMail.id })
    .from(outgoingMail)
    .where(and(eq(outgoingMail.status, "queued"), lt(outgoingMail.createdAt, sql`now() - ${SWEEP_AFTER}`)))
    .orderBy(asc(outgoingMail.createdAt))
    .limit(limit);
  return rows.map((row) => row.id);
}
