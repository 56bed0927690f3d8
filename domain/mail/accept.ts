import { eq } from "drizzle-orm";
import { db } from "@/db";
import { incomingMail, mailDeliveries } from "@/db/schema";
import type { Actor } from "../access/actor";
import { authorizeDesk } from "../access/authorize";
import { storeBlob } from "../attachments/store";
import { record } from "../events/record";
import { identityOf, threadHeadersOf } from "./identity";

export type Door = "smtp" | "imap" | "api" | "cli" | "mailbox";
export type Delivery = { raw: Buffer; door: Door; envelopeFrom: string | null; envelopeTo: readonly string[] };

/**
 * Stores a raw message, committed before the sender hears 250. Nothing is made of it here: whatever goes wrong later,
 * the letter is kept. The same message again, by whichever door, is the same row; only the further delivery is noted
 * (SEMANTICS A1.1).
 */
export async function acceptMail(actor: Actor, delivery: Delivery): Promise<{ id: string; repeated: boolean }> {
  authorizeDesk(actor, "mail.accept");
  const { raw, door, envelopeFrom } = delivery;
  const envelopeTo = delivery.envelopeTo.map((address) => address.toLowerCase());
  const identity = identityOf(raw);
  const { messageId, answers } = threadHeadersOf(raw);
  return db.transaction(async (tx) => {
    const rawHash = await storeBlob(raw, tx);
    const [added] = await tx
      .insert(incomingMail)
      .values({
        identity,
        rawHash,
        size: raw.length,
        door,
        envelopeFrom,
        envelopeTo,
        messageIdHeader: messageId,
        answers,
        receivedAt: new Date(),
      })
      .onConflictDoNothing()
      .returning({ id: incomingMail.id });
    if (added) {
      await record(tx, actor, { type: "mail.accepted", subject: `mail:${added.id}`, data: { mailId: added.id, door, size: raw.length } });
      return { id: added.id, repeated: false };
    }
    const [known] = await tx.select({ id: incomingMail.id }).from(incomingMail).where(eq(incomingMail.identity, identity));
    await tx.insert(mailDeliveries).values({ mailId: known!.id, door, envelopeTo });
    return { id: known!.id, repeated: true };
  });
}
