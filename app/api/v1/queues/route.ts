import { handler } from "@/app/_door/handler";
import { listQueues } from "@/domain/tickets/queries";
import { pageOf } from "../_page";
import { operations } from "../_routes";

export const GET = handler(operations["GET /queues"], async ({ actor, query }) => pageOf(await listQueues(actor), query));
