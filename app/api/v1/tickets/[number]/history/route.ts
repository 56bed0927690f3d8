import { handler } from "@/app/_door/handler";
import { listHistory } from "@/domain/events/history";
import { getTicketPage } from "@/domain/tickets/queries";

export const GET = handler({
  act: async ({ actor, params }) => {
    const ticket = await getTicketPage(actor, params.number!);
    const events = await listHistory(ticket.id, ticket.abilities["ticket.readInternal"]);
    return { data: events.map(({ id, seq, type, at, actor: who, cause, data, values, hash }) => ({ id, seq, type, at, actor: who, cause, data: { ...data, ...values }, hash })), nextCursor: null };
  },
});
