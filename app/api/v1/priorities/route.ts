import { handler } from "@/app/_door/handler";
import { createPriority, listPriorities } from "@/domain/setup/priorities";
import { priorityView } from "../_choices";
import { pageOf } from "../_page";
import { operations } from "../_routes";

export const GET = handler(operations["GET /priorities"], async ({ actor, query }) => {
  const all = await listPriorities(actor);
  return pageOf(
    all.map((one) => priorityView(one, all)),
    query,
    (one) => String(one.id),
  );
});

export const POST = handler(operations["POST /priorities"], async ({ actor, body }) => priorityView(await createPriority(actor, body), []));
