import { handler } from "@/app/_door/handler";
import { configureQueue, getQueueMail } from "@/domain/setup/configure-queue";
import { operations } from "../../_routes";

export const GET = handler(operations["GET /queues/{id}"], ({ actor, params }) => getQueueMail(actor, params.id!));

export const PATCH = handler(operations["PATCH /queues/{id}"], async ({ actor, params, body }) => {
  await configureQueue(actor, params.id!, body);
  return getQueueMail(actor, params.id!);
});
