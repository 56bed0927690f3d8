import { handler } from "@/app/_door/handler";
import { splitOutMessage } from "@/domain/tickets/split-out";
import { operations } from "../../../../../_routes";
import { ticketAsWritten } from "../../../../../_views";

export const POST = handler(operations["POST /tickets/{number}/messages/{id}/split-out"], async ({ actor, params }) =>
  ticketAsWritten(actor, await splitOutMessage(actor, params.id!, params.number!)),
);
