import { handler } from "@/app/_door/handler";
import { createField, listFields } from "@/domain/fields/definitions";
import { pageOf } from "../_page";
import { operations } from "../_routes";

export const GET = handler(operations["GET /fields"], async ({ actor, query: { entity, ...paging } }) =>
  pageOf(await listFields(actor, entity), paging),
);

export const POST = handler(operations["POST /fields"], ({ actor, body }) => createField(actor, body));
