import { handler } from "@/app/_door/handler";
import { getQueueSettings } from "@/domain/setup/configure-queue";
import { createQueue } from "@/domain/setup/queues";
import { listQueues } from "@/domain/tickets/queries";
import { pageOf } from "../_page";
import { operations } from "../_routes";

export const GET = handler(operations["GET /queues"], async ({ actor, query }) => pageOf(await listQueues(actor), query));

export const POST = handler(operations["POST /queues"], async ({ actor, body }) => getQueueSettings(actor, await createQueue(actor, body)));
