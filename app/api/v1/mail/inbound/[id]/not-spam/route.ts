import { handler } from "@/app/_door/handler";
import { acquitMail } from "@/domain/mail/judge-spam";
import { operations } from "../../../../_routes";

export const POST = handler(operations["POST /mail/inbound/{id}/not-spam"], async ({ actor, params }) => {
  await acquitMail(actor, params.id!);
  return { id: params.id! };
});
