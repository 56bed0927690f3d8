import { and, count, eq } from "drizzle-orm";
import { db } from "@/db";
import { attachments, messages } from "@/db/schema";
import { Refusal } from "@/lib/errors";
import type { Actor } from "../access/actor";
import { record } from "../events/record";
import { lockJoiner, settleIn } from "./allow";
import { linkIn } from "./link";
import { lockTicket } from "./load";
import { insertTicketIn } from "./open";
import { touch } from "./touch";

/**
 * Makes of a pending joiner's message a ticket of his own, in the same queue: the message moves there and is public to
 * him. The two are linked for the agents (docs/mail.md, A2). Refuses `conflict` when the message waits for no decision.
 */
export async function splitOutMessage(actor: Actor, messageId: string, number?: string): Promise<{ id: string; number: string }> {
  return db.transaction(async (tx) => {
    const { ticket, message } = await lockJoiner(tx, actor, messageId, number);
    if (!message.joiner || !message.authorId) {
      throw new Refusal("conflict", "nothingToDecide", "This message waits for no decision any more.");
    }
    const opened = await insertTicketIn(tx, actor, {
      subject: message.subject.trim() || ticket.subject,
      queue: ticket.queueId,
      customerId: message.authorId,
      channel: "mail",
      unasked: true,
    });
    await tx.update(messages).set({ ticketId: opened.id, joiner: false, internal: false }).where(eq(messages.id, messageId));
    await settleIn(tx, ticket.id, messageId);
    await record(tx, actor, { type: "message.splitOut", ticketId: ticket.id, data: { messageId, other: opened.id } });
    const [files] = await tx
      .select({ count: count() })
      .from(attachments)
      .where(and(eq(attachments.messageId, messageId), eq(attachments.inline, false), eq(attachments.hidden, false)));
    await record(tx, actor, {
      type: "message.received",
      ticketId: opened.id,
      data: { messageId, kind: message.kind, attachments: files!.count },
    });
    await linkIn(tx, actor, await lockTicket(tx, opened.id), ticket.id, "related");
    await touch(tx, ticket.id);
    return opened;
  });
}
