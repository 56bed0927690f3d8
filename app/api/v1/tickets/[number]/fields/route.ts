import { handler } from "@/app/_door/handler";
import { getTicketFields } from "@/domain/tickets/fields";
import { operations } from "../../../_routes";

export const GET = handler(operations["GET /tickets/{number}/fields"], ({ actor, params }) => getTicketFields(actor, params.number!));
