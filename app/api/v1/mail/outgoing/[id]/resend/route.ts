import { handler } from "@/app/_door/handler";
import { resendMail } from "@/domain/mail/resend";
import { operations } from "../../../../_routes";

export const POST = handler(operations["POST /mail/outgoing/{id}/resend"], async ({ actor, params }) => {
  await resendMail(actor, params.id!);
  return { id: params.id! };
});
