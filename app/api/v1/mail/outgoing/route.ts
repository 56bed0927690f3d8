import { handler } from "@/app/_door/handler";
import { listOutgoing } from "@/domain/mail/queries";
import { outgoingQuery } from "../../_schemas";

export const GET = handler({
  query: outgoingQuery,
  act: async ({ actor, query }) => {
    const rows = await listOutgoing(actor, query.ticket);
    return { data: rows.map(({ id, to, cc, subject, messageId, status, attempts, error, sentAt, createdAt }) => ({ id, to, cc, subject, messageId, status, attempts, error, at: sentAt ?? createdAt })), nextCursor: null };
  },
});
