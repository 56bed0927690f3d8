import { handler } from "@/app/_door/handler";
import { changeType, getType, listTypes, retireType } from "@/domain/setup/types";
import { typeView } from "../../_choices";
import { operations } from "../../_routes";

export const GET = handler(operations["GET /types/{type}"], async ({ actor, params }) =>
  typeView(await getType(actor, params.type!), await listTypes(actor)),
);

export const PATCH = handler(operations["PATCH /types/{type}"], async ({ actor, params, body }) => {
  const changed = await changeType(actor, params.type!, body);
  return typeView(changed, await listTypes(actor));
});

export const DELETE = handler(operations["DELETE /types/{type}"], async ({ actor, params, query }) =>
  typeView(await retireType(actor, params.type!, query.successor), await listTypes(actor)),
);
