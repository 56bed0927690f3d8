import type { Tx } from "@/db";
import type { Actor } from "../access/actor";
import { type Letter, type Outcome, writerOf } from "./letter";
import { recordReport, reportedMail } from "./reported-mail";

/** A server asks us to prove that we are no machine: a person must decide, so its ticket's history says so. */
export async function hearChallenge(tx: Tx, actor: Actor, letter: Letter): Promise<Outcome> {
  const autoReply = { sent: false, reason: "A challenge is never answered automatically." };
  const outgoing = await reportedMail(tx, letter);
  if (!outgoing) {
    letter.decide("challenge", "unknown", "It is about no mail that left here; it stands under undelivered mail, for administrators.");
    return { created: "nothing", autoReply };
  }
  const address = outgoing.to[0]?.address ?? writerOf(letter)?.address ?? "";
  letter.decide("challenge", address, "Noted in the ticket for whoever wrote the mail.");
  await recordReport(tx, actor, letter.mail.id, outgoing, { address, outcome: "challenged", status: "" });
  return { created: "nothing", outgoingId: outgoing.id, ticketId: outgoing.ticketId ?? undefined, autoReply };
}
