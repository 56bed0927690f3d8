import { handler } from "@/app/_door/handler";
import { ticketIdByNumber } from "@/domain/tickets/load";
import { addNote } from "@/domain/tickets/note";
import { getTicketPage } from "@/domain/tickets/queries";
import { replyToTicket } from "@/domain/tickets/reply";
import { contentOf } from "../../../_content";
import { operations } from "../../../_routes";
import { asReader, messageView } from "../../../_views";

const mailbox = (address: string) => ({ name: "", address });

export const POST = handler(
  operations["POST /tickets/{number}/messages"],
  async ({ actor, params, body: { kind, to, cc, state, revision, ...written } }) => {
    const ticketId = await ticketIdByNumber(params.number!);
    const content = await contentOf(written);
    const { messageId } =
      kind === "note"
        ? await addNote(actor, ticketId, { ...content, state })
        : await replyToTicket(actor, ticketId, { ...content, state, revision, to: to?.map(mailbox), cc: cc?.map(mailbox) });
    const page = await getTicketPage(asReader(actor), params.number!);
    return messageView(page.messages.find((message) => message.id === messageId)!);
  },
);
