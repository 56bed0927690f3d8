import { handler } from "@/app/_door/handler";
import { listTicketClocks } from "@/domain/sla/queries";
import { operations } from "../../../_routes";

export const GET = handler(operations["GET /tickets/{number}/sla"], async ({ actor, params }) => ({
  data: await listTicketClocks(actor, params.number!),
  nextCursor: null,
}));
