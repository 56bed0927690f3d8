import { handler } from "@/app/_door/handler";
import { readIncomingRaw } from "@/domain/mail/queries";
import { operations } from "../../../../_routes";

export const GET = handler(operations["GET /mail/inbound/{id}/raw"], async ({ actor, params }) => {
  const raw = await readIncomingRaw(actor, params.id!);
  return new Response(new Uint8Array(raw), {
    headers: {
      "content-type": "message/rfc822",
      "content-disposition": `attachment; filename="mail-${params.id}.eml"`,
      "content-security-policy": "sandbox; default-src 'none'",
    },
  });
});
