import { handler } from "@/app/_door/handler";
import { ticketIdByNumber } from "@/domain/tickets/load";
import { getTicketPage } from "@/domain/tickets/queries";
import { updateTicket } from "@/domain/tickets/update";
import { isRefusal, Refusal } from "@/lib/errors";
import { operations } from "../../_routes";
import { ticketAsWritten, ticketPageView } from "../../_views";

export const GET = handler(operations["GET /tickets/{number}"], async ({ actor, params }) =>
  ticketPageView(actor, await getTicketPage(actor, params.number!)),
);

export const PATCH = handler(operations["PATCH /tickets/{number}"], async ({ actor, params, body: { cascade: _, ...change } }) => {
  const number = params.number!;
  const id = await ticketIdByNumber(number);
  try {
    await updateTicket(actor, id, change);
  } catch (error) {
    if (!isRefusal(error) || error.key !== "ticketChanged") throw error;
    throw new Refusal(error.code, error.key, error.message, { current: await ticketPageView(actor, await getTicketPage(actor, number)) });
  }
  return ticketAsWritten(actor, { id, number });
});
