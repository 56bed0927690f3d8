import { handler } from "@/app/_door/handler";
import { getIncoming } from "@/domain/mail/queries";
import { inboundWait } from "../../../_schemas";
import { parsedView } from "../../../_views";

const LOOK_AGAIN_MS = 100;

export const GET = handler({
  query: inboundWait,
  act: async ({ actor, params, query: { wait = 0 } }) => {
    const until = Date.now() + wait * 1000;
    let mail = await getIncoming(actor, params.id!);
    while (mail.status === "stored" && Date.now() < until) {
      await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS));
      mail = await getIncoming(actor, params.id!);
    }
    const { id, status, class: mailClass, classReasons, number, messageId, created, autoReply, decisions, error } = mail;
    return { id, status, class: mailClass, classReasons, ticket: number, message: messageId, created, autoReply, parsed: await parsedView(mail.raw, mail.files), bounce: null, forwarded: null, decisions, error };
  },
});
