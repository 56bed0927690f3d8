import { eq } from "drizzle-orm";
import { db, type Tx } from "@/db";
import { incomingMail, queues } from "@/db/schema";
import { notFound } from "@/lib/errors";
import { isId } from "@/lib/ids";
import type { Actor } from "../access/actor";
import { authorizeDesk } from "../access/authorize";
import { can } from "../access/policy";
import { record } from "../events/record";

/**
 * Says of a letter under spam that it is none: it is processed again, as if it had just come, and the reason stands in
 * its trace. For who reads the queue it was written to. What is no spam is left as it is.
 */
export async function acquitMail(actor: Actor, mailId: string): Promise<void> {
  authorizeDesk(actor, "mail.judgeSpam");
  await db.transaction(async (tx) => {
    const mail = await lockReadableMail(tx, actor, mailId);
    if (mail.class !== "spam") return;
    await tx
      .update(incomingMail)
      .set({ status: "stored", ruledClass: "normal", class: null, attempts: 0, processedAt: null })
      .where(eq(incomingMail.id, mailId));
    await record(tx, actor, { type: "mail.judged", subject: `mail:${mailId}`, data: { mailId, class: "normal" } });
  });
}

async function lockReadableMail(tx: Tx, actor: Actor, mailId: string) {
  const [mail] = isId(mailId) ? await tx.select().from(incomingMail).where(eq(incomingMail.id, mailId)).for("update") : [];
  const [queue] = mail?.queueId ? await tx.select().from(queues).where(eq(queues.id, mail.queueId)) : [];
  if (!mail || !queue || !can(actor, "queue.read", queue)) throw notFound("mail");
  return mail;
}
