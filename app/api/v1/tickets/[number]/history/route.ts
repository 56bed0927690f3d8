import { handler } from "@/app/_door/handler";
import { listHistory } from "@/domain/events/history";
import { choicesNow } from "@/domain/tickets/choices";
import { statesInWordsFor } from "@/domain/tickets/customer-view";
import { getTicketPage } from "@/domain/tickets/queries";
import { pageOf } from "../../../_page";
import { operations } from "../../../_routes";

export const GET = handler(operations["GET /tickets/{number}/history"], async ({ actor, params, query }) => {
  const ticket = await getTicketPage(actor, params.number!);
  const events = await listHistory(ticket.id, ticket.abilities["ticket.readInternal"], { actor, groupId: ticket.groupId });
  const { states } = await choicesNow();
  const seen = events.map(({ id, seq, type, at, actor: who, cause, data, values, hash }) => ({
    id,
    seq,
    type,
    at,
    actor: who,
    cause,
    data: { ...statesInWordsFor(data, actor, states), ...values },
    hash,
  }));
  return pageOf(seen, query);
});
