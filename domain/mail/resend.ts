import { and, eq, inArray } from "drizzle-orm";
import { db } from "@/db";
import { outgoingMail } from "@/db/schema";
import { notFound } from "@/lib/errors";
import { isId } from "@/lib/ids";
import type { Actor } from "../access/actor";
import { authorizeDesk } from "../access/authorize";
import { record } from "../events/record";

/** Puts a mail that was held or could not be delivered back on its way, to those who have not got it. Administrators. */
export async function resendMail(actor: Actor, outgoingId: string): Promise<void> {
  authorizeDesk(actor, "mail.retry");
  if (!isId(outgoingId)) throw notFound("mail");
  await db.transaction(async (tx) => {
    const [mail] = await tx
      .update(outgoingMail)
      .set({ status: "queued", attempts: 0, nextAttemptAt: new Date() })
      .where(and(eq(outgoingMail.id, outgoingId), inArray(outgoingMail.status, ["held", "failed"])))
      .returning({ id: outgoingMail.id });
    if (!mail) {
      const [there] = await tx.select({ id: outgoingMail.id }).from(outgoingMail).where(eq(outgoingMail.id, outgoingId));
      if (!there) throw notFound("mail");
      return;
    }
    await record(tx, actor, { type: "mail.resent", subject: `outgoing:${outgoingId}`, data: { outgoingId } });
  });
}
