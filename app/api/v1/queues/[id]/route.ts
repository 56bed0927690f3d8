import { handler } from "@/app/_door/handler";
import { getQueueSettings } from "@/domain/setup/configure-queue";
import { changeQueue, retireQueue } from "@/domain/setup/queues";
import { operations } from "../../_routes";

export const GET = handler(operations["GET /queues/{id}"], ({ actor, params }) => getQueueSettings(actor, params.id!));

export const PATCH = handler(operations["PATCH /queues/{id}"], async ({ actor, params, body }) => {
  await changeQueue(actor, params.id!, body);
  return getQueueSettings(actor, params.id!);
});

export const DELETE = handler(operations["DELETE /queues/{id}"], async ({ actor, params, query }) => {
  await retireQueue(actor, params.id!, query.successor);
  return getQueueSettings(actor, params.id!);
});
