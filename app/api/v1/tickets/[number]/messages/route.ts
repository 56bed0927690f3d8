import type { z } from "zod";
import { handler } from "@/app/_door/handler";
import type { Actor } from "@/domain/access/actor";
import { ticketIdByNumber } from "@/domain/tickets/load";
import { logCall } from "@/domain/tickets/log-call";
import { addNote } from "@/domain/tickets/note";
import { getMessage } from "@/domain/tickets/queries";
import { replyToTicket } from "@/domain/tickets/reply";
import { contentOfBody } from "../../../_content";
import { operations } from "../../../_routes";
import type { newMessage } from "../../../_schemas";
import { asReader, messageView } from "../../../_views";

export const POST = handler(operations["POST /tickets/{number}/messages"], async ({ actor, params, body }) => {
  const { messageId } = await write(actor, await ticketIdByNumber(params.number!), body);
  return messageView(await getMessage(asReader(actor), messageId));
});

function write(actor: Actor, ticketId: string, { body, bodyFormat, attachments, ...wanted }: z.output<typeof newMessage>) {
  const content = contentOfBody({ body, bodyFormat, attachments });
  if (wanted.kind === "note") return addNote(actor, ticketId, { ...content, ...wanted });
  if (wanted.kind === "phone") return logCall(actor, ticketId, { ...content, ...wanted });
  const { kind: _, to, cc, ...reply } = wanted;
  return replyToTicket(actor, ticketId, { ...content, ...reply, to: to?.map(mailbox), cc: cc?.map(mailbox) });
}

const mailbox = (address: string) => ({ name: "", address });
