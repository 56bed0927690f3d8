import { eq } from "drizzle-orm";
import type { Tx } from "@/db";
import { tickets } from "@/db/schema";
import type { Actor } from "../access/actor";
import { authorize } from "../access/authorize";
import { record } from "../events/record";
import { addMessage, contentIn, messageFacts } from "./add-message";
import { lockTicket } from "./load";
import type { Reply } from "./reply";
import { touch } from "./touch";

/**
 * Keeps the message of a pending joiner: somebody who answers with our token but is no party to the ticket, usually
 * because the mail was forwarded to him. Agents see it and decide; the customer does not learn of it, it adds no
 * participant and reopens nothing (docs/mail.md, A2).
 */
export async function holdMessageIn(
  tx: Tx,
  actor: Actor,
  ticketId: string,
  authorId: string,
  reply: Reply & { mail: NonNullable<Reply["mail"]> },
) {
  const ticket = await lockTicket(tx, ticketId);
  authorize(actor, "ticket.hold", ticket);
  const message = await addMessage(tx, {
    ...contentIn(reply),
    ...reply.mail,
    ticketId,
    kind: "mail",
    direction: "in",
    internal: true,
    joiner: true,
    authorId,
  });
  await tx.update(tickets).set({ needsDecision: true }).where(eq(tickets.id, ticketId));
  await record(tx, actor, { type: "message.held", ticketId, data: messageFacts(message, reply.files) });
  await touch(tx, ticketId);
  return { messageId: message.id };
}
