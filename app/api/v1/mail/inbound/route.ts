import { handler } from "@/app/_door/handler";
import { acceptMail } from "@/domain/mail/accept";
import { operations } from "../../_routes";

export const POST = handler(operations["POST /mail/inbound"], async ({ actor, body: raw, query: { to } }) => {
  const { id, repeated } = await acceptMail(actor, { raw, door: "api", envelopeFrom: null, envelopeTo: to ? [to] : [] });
  return Response.json({ id }, { status: repeated ? 200 : 202 });
});
