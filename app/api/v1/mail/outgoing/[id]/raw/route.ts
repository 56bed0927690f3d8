import { handler } from "@/app/_door/handler";
import { readOutgoing } from "@/domain/mail/queries";
import { operations } from "../../../../_routes";

export const GET = handler(operations["GET /mail/outgoing/{id}/raw"], async ({ actor, params }) => {
  const headers = {
    "content-type": "message/rfc822",
    "content-disposition": "attachment; filename=mail.eml",
    "content-security-policy": "sandbox; default-src 'none'",
  };
  return new Response(new Uint8Array(await readOutgoing(actor, params.id!)), { headers });
});
