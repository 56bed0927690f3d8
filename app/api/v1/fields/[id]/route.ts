import { handler } from "@/app/_door/handler";
import { changeField, deleteField, getField } from "@/domain/fields/definitions";
import { operations } from "../../_routes";

export const GET = handler(operations["GET /fields/{id}"], ({ actor, params }) => getField(actor, params.id!));

export const PATCH = handler(operations["PATCH /fields/{id}"], ({ actor, params, body }) => changeField(actor, params.id!, body));

export const DELETE = handler(operations["DELETE /fields/{id}"], async ({ actor, params }) => {
  await deleteField(actor, params.id!);
  return { id: params.id };
});
