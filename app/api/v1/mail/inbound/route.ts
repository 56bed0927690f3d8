import { handler } from "@/app/_door/handler";
import { acceptMail } from "@/domain/mail/accept";
import { listSpam, listStrayReports } from "@/domain/mail/mail-log";
import { operations } from "../../_routes";

export const GET = handler(operations["GET /mail/inbound"], ({ actor, query: { list, ...paging } }) =>
  list === "spam" ? listSpam(actor, paging) : listStrayReports(actor, paging),
);

export const POST = handler(operations["POST /mail/inbound"], async ({ actor, body: raw, query: { to } }) => {
  const { id, repeated } = await acceptMail(actor, { raw, door: "api", envelopeFrom: null, envelopeTo: to ? [to] : [] });
  return Response.json({ id }, { status: repeated ? 200 : 202 });
});
