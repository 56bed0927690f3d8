import { handler } from "@/app/_door/handler";
import { changeChecklist, getChecklist, removeChecklist } from "@/domain/tasks/checklists";
import { operations } from "../../_routes";

export const GET = handler(operations["GET /checklists/{id}"], ({ actor, params }) => getChecklist(actor, params.id!));

export const PATCH = handler(operations["PATCH /checklists/{id}"], ({ actor, params, body }) => changeChecklist(actor, params.id!, body));

export const DELETE = handler(operations["DELETE /checklists/{id}"], async ({ actor, params }) => {
  await removeChecklist(actor, params.id!);
  return { id: params.id };
});
