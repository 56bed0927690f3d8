import { handler } from "@/app/_door/handler";
import { changePolicy, getPolicy, retirePolicy } from "@/domain/sla/policies";
import { operations } from "../../_routes";

export const GET = handler(operations["GET /slas/{id}"], ({ actor, params }) => getPolicy(actor, params.id!));

export const PATCH = handler(operations["PATCH /slas/{id}"], ({ actor, params, body }) => changePolicy(actor, params.id!, body));

export const DELETE = handler(operations["DELETE /slas/{id}"], async ({ actor, params }) => {
  await retirePolicy(actor, params.id!);
  return { id: params.id };
});
