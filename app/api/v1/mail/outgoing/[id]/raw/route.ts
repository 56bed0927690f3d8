import { handler } from "@/app/_door/handler";
import { readOutgoing } from "@/domain/mail/queries";

export const GET = handler({
  act: async ({ actor, params }) =>
    new Response(new Uint8Array(await readOutgoing(actor, params.id!)), {
      headers: { "content-type": "message/rfc822", "content-disposition": "attachment; filename=mail.eml", "content-security-policy": "sandbox; default-src 'none'" },
    }),
});
