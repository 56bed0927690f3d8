import { handler } from "@/app/_door/handler";
import { listTicketClocks } from "@/domain/sla/queries";
import { pageOf } from "../../../_page";
import { operations } from "../../../_routes";

export const GET = handler(operations["GET /tickets/{number}/sla"], async ({ actor, params, query }) =>
  pageOf(await listTicketClocks(actor, params.number!), query, (clock) => `${clock.metric} ${clock.startedAt?.toISOString() ?? ""}`),
);
