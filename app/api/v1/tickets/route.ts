import { handler } from "@/app/_door/handler";
import type { StateType } from "@/db/schema";
import { findOrCreateCustomer } from "@/domain/people/find-or-create";
import { openTicket } from "@/domain/tickets/open";
import { getTicketPage, listTickets } from "@/domain/tickets/queries";
import { contentOf } from "../_content";
import { newTicket, ticketQuery } from "../_schemas";
import { ticketPageView, ticketView } from "../_views";

export const GET = handler({
  query: ticketQuery,
  act: async ({ actor, query: { stateType, numbers, ...filter } }) => {
    const page = await listTickets(actor, { ...filter, stateTypes: stateType?.split(",") as StateType[] | undefined, numbers: numbers?.split(",") });
    return { ...page, data: page.data.map(ticketView) };
  },
});

export const POST = handler({
  body: newTicket,
  status: 201,
  act: async ({ actor, body: { body, bodyFormat, customer, ...opening } }) => {
    const person = await findOrCreateCustomer(actor, customer);
    const opened = await openTicket(actor, { ...opening, ...(await contentOf({ body, bodyFormat })), customerId: person.id });
    return ticketPageView(await getTicketPage(actor, opened.number));
  },
});
