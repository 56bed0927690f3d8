import { handler } from "@/app/_door/handler";
import { allowMessage } from "@/domain/tickets/allow";
import { operations } from "../../../../../_routes";
import { ticketAsWritten } from "../../../../../_views";

export const POST = handler(operations["POST /tickets/{number}/messages/{id}/allow"], async ({ actor, params }) =>
  ticketAsWritten(actor, await allowMessage(actor, params.id!, params.number!)),
);
