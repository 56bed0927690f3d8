import { handler } from "@/app/_door/handler";
import { changeCategory, deleteCategory } from "@/domain/faq/categories";
import { categoryView } from "../../../_faq";
import { operations } from "../../../_routes";

export const PATCH = handler(operations["PATCH /faq/categories/{id}"], async ({ actor, params, body }) =>
  categoryView(await changeCategory(actor, params.id!, body)),
);

export const DELETE = handler(operations["DELETE /faq/categories/{id}"], async ({ actor, params }) => {
  await deleteCategory(actor, params.id!);
  return { id: params.id! };
});
