import { handler } from "@/app/_door/handler";
import { openTicket } from "@/domain/tickets/open";
import { listTickets } from "@/domain/tickets/queries";
import { contentOfBody } from "../_content";
import { operations } from "../_routes";
import { ticketAsWritten, ticketView } from "../_views";

export const GET = handler(operations["GET /tickets"], async ({ actor, query: { stateType: stateTypes, ...filter } }) => {
  const page = await listTickets(actor, { ...filter, stateTypes });
  return { ...page, data: page.data.map(ticketView) };
});

export const POST = handler(operations["POST /tickets"], async ({ actor, body: { body, bodyFormat, ...opening } }) =>
  ticketAsWritten(actor, await openTicket(actor, { ...opening, ...contentOfBody({ body, bodyFormat }) })),
);
