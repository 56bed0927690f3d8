import type { Tx } from "@/db";
import type { Actor } from "../access/actor";
import { findPersonByEmail } from "../people/find";
import { noteAutomaticIn } from "../tickets/note-automatic";
import { findConversation } from "./conversation";
import { contentOf, factsOf, type Letter, type Outcome, writerOf } from "./letter";
import { partiesOf } from "./parties";

/**
 * Somebody's machine says that he is away: folded into the conversation it answers, or kept in the mail log alone. It
 * makes no ticket and no person, moves no state or clock, and nobody answers it (docs/mail.md, A1.3, A3).
 */
export async function hearAbsence(tx: Tx, actor: Actor, letter: Letter): Promise<Outcome> {
  const { decide } = letter;
  const autoReply = { sent: false, reason: "An absence is never answered automatically." };
  const writer = writerOf(letter);
  // Whoever is away has had mail of ours: somebody unknown is no party to anything.
  const sender = writer ? await findPersonByEmail(writer.address, tx) : undefined;
  const conversation = sender ? await findConversation(tx, letter, sender) : null;
  const ticket = conversation && conversation.outcome !== "open" ? conversation.ticket : null;
  if (!sender || !ticket) {
    decide("thread", "nothing", "It answers no conversation of ours; it is kept in the mail log.");
    return { created: "nothing", autoReply };
  }
  decide("thread", "attach", conversation!.reason);
  const isParty = (await partiesOf(tx, ticket.id)).has(sender.email);
  const content = await contentOf(tx, letter, ticket.id);
  const { messageId } = await noteAutomaticIn(tx, actor, ticket.id, { id: sender.id, isParty }, { ...content, mail: factsOf(letter) });
  return { created: "message", ticketId: ticket.id, messageId, autoReply };
}
