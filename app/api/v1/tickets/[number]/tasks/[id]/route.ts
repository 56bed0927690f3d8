import { handler } from "@/app/_door/handler";
import { changeTask, removeTask } from "@/domain/tasks/change";
import { getTask } from "@/domain/tasks/queries";
import { operations } from "../../../../_routes";
import { asReader } from "../../../../_views";

export const PATCH = handler(operations["PATCH /tickets/{number}/tasks/{id}"], async ({ actor, params, body }) => {
  await changeTask(actor, params.id!, body, params.number!);
  return getTask(asReader(actor), params.number!, params.id!);
});

export const DELETE = handler(operations["DELETE /tickets/{number}/tasks/{id}"], async ({ actor, params }) => {
  await removeTask(actor, params.id!, params.number!);
  return { id: params.id };
});
