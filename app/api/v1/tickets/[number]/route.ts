import { handler } from "@/app/_door/handler";
import { ticketIdByNumber } from "@/domain/tickets/load";
import { getTicketPage } from "@/domain/tickets/queries";
import { updateTicket } from "@/domain/tickets/update";
import { isRefusal, Refusal } from "@/lib/errors";
import { ticketChange } from "../../_schemas";
import { ticketPageView } from "../../_views";

export const GET = handler({ act: async ({ actor, params }) => ticketPageView(await getTicketPage(actor, params.number!)) });

export const PATCH = handler({
  body: ticketChange,
  act: async ({ actor, params, body }) => {
    try {
      await updateTicket(actor, await ticketIdByNumber(params.number!), body);
    } catch (error) {
      if (!isRefusal(error) || error.key !== "ticketChanged") throw error;
      throw new Refusal(error.code, error.key, error.message, { current: ticketPageView(await getTicketPage(actor, params.number!)) });
    }
    return ticketPageView(await getTicketPage(actor, params.number!));
  },
});
