import { handler } from "@/app/_door/handler";
import { linkTickets, listLinks, unlinkTickets } from "@/domain/tickets/link";
import { ticketIdByNumber } from "@/domain/tickets/load";
import { operations } from "../../../../../_routes";

export const PUT = handler(operations["PUT /tickets/{number}/links/{type}/{other}"], async ({ actor, params }) => {
  await linkTickets(actor, await ticketIdByNumber(params.number!), params.type!, params.other!);
  return listLinks(actor, params.number!);
});

export const DELETE = handler(operations["DELETE /tickets/{number}/links/{type}/{other}"], async ({ actor, params }) => {
  await unlinkTickets(actor, await ticketIdByNumber(params.number!), params.type!, params.other!);
  return listLinks(actor, params.number!);
});
