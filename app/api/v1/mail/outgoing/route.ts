import { handler } from "@/app/_door/handler";
import { listNotLeft } from "@/domain/mail/left-behind";
import { listOutgoing } from "@/domain/mail/queries";
import { pageOf } from "../../_page";
import { operations } from "../../_routes";

type Row = Awaited<ReturnType<typeof listNotLeft>>["data"][number] & Partial<Awaited<ReturnType<typeof listOutgoing>>[number]>;

export const GET = handler(operations["GET /mail/outgoing"], async ({ actor, query: { ticket, ...paging } }) => {
  if (ticket !== undefined) return pageOf((await listOutgoing(actor, ticket)).map(shown), paging);
  const { data, nextCursor } = await listNotLeft(actor, paging);
  return { data: data.map(shown), nextCursor };
});

const shown = ({ id, to, cc, subject, messageId, status, attempts, error, deliveries = [], sentAt, createdAt }: Row) => ({
  ...{ id, to, cc, subject, messageId, status, attempts, error, deliveries },
  at: sentAt ?? createdAt,
});
