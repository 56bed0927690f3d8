import { handler } from "@/app/_door/handler";
import { changePriority, getPriority, listPriorities, retirePriority } from "@/domain/setup/priorities";
import { priorityView } from "../../_choices";
import { operations } from "../../_routes";

export const GET = handler(operations["GET /priorities/{priority}"], async ({ actor, params }) =>
  priorityView(await getPriority(actor, params.priority!), await listPriorities(actor)),
);

export const PATCH = handler(operations["PATCH /priorities/{priority}"], async ({ actor, params, body }) => {
  const changed = await changePriority(actor, params.priority!, body);
  return priorityView(changed, await listPriorities(actor));
});

export const DELETE = handler(operations["DELETE /priorities/{priority}"], async ({ actor, params, query }) =>
  priorityView(await retirePriority(actor, params.priority!, query.successor), await listPriorities(actor)),
);
