import { handler } from "@/app/_door/handler";
import { getIncoming, readIncoming } from "@/domain/mail/queries";
import { operations } from "../../../_routes";
import { parsedView } from "../../../_views";

const LOOK_AGAIN_MS = 100;

export const GET = handler(operations["GET /mail/inbound/{id}"], async ({ actor, params, query: { wait = 0 } }) => {
  const until = Date.now() + wait * 1000;
  let mail = await getIncoming(actor, params.id!);
  while (mail.status === "stored" && Date.now() < until) {
    await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS));
    mail = await getIncoming(actor, params.id!);
  }
  const { id, status, class: mailClass, classReasons, verdict, number, messageId, created, autoReply, decisions, error } = mail;
  const read = await readIncoming(mail);
  return {
    ...{ id, status, class: mailClass, classReasons, verdict, ticket: number, message: messageId, created, autoReply, decisions, error },
    parsed: read ? parsedView(read, mail.files) : null,
    bounce: read?.bounce ?? null,
    forwarded: read?.forwarded ?? null,
  };
});
