import { eq } from "drizzle-orm";
import { db, type Tx } from "@/db";
import { type Decision, incomingMail } from "@/db/schema";
import { notFound } from "@/lib/errors";
import { newId } from "@/lib/ids";
import type { Actor } from "../access/actor";
import { authorizeDesk } from "../access/authorize";
import { storeBlob } from "../attachments/store";
import { receiveMailIn } from "./receive";

export type Rehearsal = { class: string | null; created: string; decisions: Decision[] };

/**
 * What would become of a letter now: the real processing in a transaction that is then rolled back, so that nothing
 * stays and nobody hears of it. (A ticket number it drew is skipped, as with any refused opening.)
 */
export async function rehearseMail(
  actor: Actor,
  letter: { id: string } | { raw: Buffer; envelopeTo: readonly string[] },
): Promise<Rehearsal> {
  authorizeDesk(actor, "mail.process");
  let rehearsal: Rehearsal | undefined;
  try {
    await db.transaction(async (tx) => {
      const id = "id" in letter ? letter.id : await putDownIn(tx, letter);
      const [mail] = await tx.select().from(incomingMail).where(eq(incomingMail.id, id)).for("update");
      if (!mail) throw notFound("mail");
      await receiveMailIn(tx, actor, mail);
      const [after] = await tx.select().from(incomingMail).where(eq(incomingMail.id, id));
      rehearsal = { class: after!.class, created: after!.created, decisions: after!.decisions };
      throw new CurtainFalls();
    });
  } catch (error) {
    if (!(error instanceof CurtainFalls)) throw error;
  }
  return rehearsal!;
}

/** Nothing but the way out of a transaction without keeping it. */
class CurtainFalls extends Error {}

/** With an identity of its own: the letter may well be known already. */
async function putDownIn(tx: Tx, { raw, envelopeTo }: { raw: Buffer; envelopeTo: readonly string[] }): Promise<string> {
  const [row] = await tx
    .insert(incomingMail)
    .values({
      identity: `rehearsal:${newId()}`,
      rawHash: await storeBlob(raw, tx),
      size: raw.length,
      door: "cli",
      envelopeFrom: null,
      envelopeTo: envelopeTo.map((address) => address.toLowerCase()),
      receivedAt: new Date(),
    })
    .returning({ id: incomingMail.id });
  return row!.id;
}
