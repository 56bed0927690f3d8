import { handler } from "@/app/_door/handler";
import { changeState, getState, listStates, retireState } from "@/domain/setup/states";
import { stateView } from "../../_choices";
import { operations } from "../../_routes";

export const GET = handler(operations["GET /states/{state}"], async ({ actor, params }) =>
  stateView(await getState(actor, params.state!), await listStates(actor)),
);

export const PATCH = handler(operations["PATCH /states/{state}"], async ({ actor, params, body }) => {
  const changed = await changeState(actor, params.state!, body);
  return stateView(changed, await listStates(actor));
});

export const DELETE = handler(operations["DELETE /states/{state}"], async ({ actor, params, query }) =>
  stateView(await retireState(actor, params.state!, query.successor), await listStates(actor)),
);
