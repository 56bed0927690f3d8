import type { Tx } from "@/db";
import type { Actor } from "../access/actor";
import { authorize } from "../access/authorize";
import { record } from "../events/record";
import { addMessage, contentIn, messageFacts } from "./add-message";
import { lockTicket } from "./load";
import type { Reply } from "./reply";
import { touch } from "./touch";

/**
 * Keeps what a machine answered in a person's place (an absence) in the conversation, folded. It moves no state and no
 * clock, and nobody is told (docs/mail.md, A1.3). A stranger's is for agents only.
 */
export async function noteAutomaticIn(
  tx: Tx,
  actor: Actor,
  ticketId: string,
  author: { id: string; isParty: boolean },
  reply: Reply & { mail: NonNullable<Reply["mail"]> },
): Promise<{ messageId: string }> {
  const ticket = await lockTicket(tx, ticketId);
  authorize(actor, "ticket.hold", ticket);
  const message = await addMessage(tx, {
    ...contentIn(reply),
    ...reply.mail,
    ticketId,
    kind: "mail",
    direction: "in",
    internal: !author.isParty,
    automatic: true,
    authorId: author.id,
  });
  await record(tx, actor, { type: "message.automatic", ticketId, data: messageFacts(message, reply.files) });
  await touch(tx, ticketId);
  return { messageId: message.id };
}
