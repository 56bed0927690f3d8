import { handler } from "@/app/_door/handler";
import { openTicket } from "@/domain/tickets/open";
import { listTickets } from "@/domain/tickets/queries";
import { contentOfBody } from "../_content";
import { operations } from "../_routes";
import { ticketAsWritten, ticketViews } from "../_views";

export const GET = handler(operations["GET /tickets"], async ({ actor, query: { stateType: stateTypes, field, answers, ...filter } }) => {
  const page = await listTickets(actor, { ...filter, stateTypes, fields: field });
  return { ...page, data: await ticketViews(actor, page.data, answers !== "none") };
});

export const POST = handler(operations["POST /tickets"], async ({ actor, body: { body, bodyFormat, ...opening } }) =>
  ticketAsWritten(actor, await openTicket(actor, { ...opening, ...contentOfBody({ body, bodyFormat }) })),
);
