import { handler } from "@/app/_door/handler";
import { listOutgoing } from "@/domain/mail/queries";
import { pageOf } from "../../_page";
import { operations } from "../../_routes";

export const GET = handler(operations["GET /mail/outgoing"], async ({ actor, query: { ticket, ...paging } }) => {
  const rows = await listOutgoing(actor, ticket);
  const seen = rows.map(({ id, to, cc, subject, messageId, status, attempts, error, deliveries, sentAt, createdAt }) => ({
    ...{ id, to, cc, subject, messageId, status, attempts, error, deliveries },
    at: sentAt ?? createdAt,
  }));
  return pageOf(seen, paging);
});
