import { handler } from "@/app/_door/handler";
import { createState, listStates } from "@/domain/setup/states";
import { stateView } from "../_choices";
import { pageOf } from "../_page";
import { operations } from "../_routes";

export const GET = handler(operations["GET /states"], async ({ actor, query }) => {
  const all = await listStates(actor);
  return pageOf(
    all.map((one) => stateView(one, all)),
    query,
    (one) => String(one.id),
  );
});

export const POST = handler(operations["POST /states"], async ({ actor, body }) => stateView(await createState(actor, body), []));
