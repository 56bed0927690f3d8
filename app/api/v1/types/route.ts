import { handler } from "@/app/_door/handler";
import { createType, listTypes } from "@/domain/setup/types";
import { typeView } from "../_choices";
import { pageOf } from "../_page";
import { operations } from "../_routes";

export const GET = handler(operations["GET /types"], async ({ actor, query }) => {
  const all = await listTypes(actor);
  return pageOf(
    all.map((one) => typeView(one, all)),
    query,
    (one) => String(one.id),
  );
});

export const POST = handler(operations["POST /types"], async ({ actor, body }) => typeView(await createType(actor, body), []));
