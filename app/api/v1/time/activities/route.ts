import { handler } from "@/app/_door/handler";
import { createActivity, listActivities } from "@/domain/tickets/time-activities";
import { pageOf } from "../../_page";
import { operations } from "../../_routes";

export const GET = handler(operations["GET /time/activities"], async ({ actor, query }) => pageOf(await listActivities(actor), query));

export const POST = handler(operations["POST /time/activities"], ({ actor, body }) => createActivity(actor, body));
