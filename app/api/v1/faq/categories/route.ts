import { handler } from "@/app/_door/handler";
import { createCategory, listCategories } from "@/domain/faq/categories";
import { categoryView } from "../../_faq";
import { pageOf } from "../../_page";
import { operations } from "../../_routes";

export const GET = handler(operations["GET /faq/categories"], async ({ actor, query }) =>
  pageOf((await listCategories(actor)).map(categoryView), query),
);

export const POST = handler(operations["POST /faq/categories"], async ({ actor, body }) => categoryView(await createCategory(actor, body)));
