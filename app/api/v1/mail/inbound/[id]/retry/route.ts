import { handler } from "@/app/_door/handler";
import { retryMail } from "@/domain/mail/receive";
import { operations } from "../../../../_routes";

export const POST = handler(operations["POST /mail/inbound/{id}/retry"], async ({ actor, params }) => {
  await retryMail(actor, params.id!);
  return { id: params.id! };
});
