import { handler } from "@/app/_door/handler";
import { deleteArticle } from "@/domain/faq/archive";
import { changeArticle } from "@/domain/faq/change";
import { articleHtml, articlePageView } from "../../../_faq";
import { operations } from "../../../_routes";

export const GET = handler(operations["GET /faq/articles/{id}"], ({ actor, params }) => articlePageView(actor, params.id!));

export const PATCH = handler(operations["PATCH /faq/articles/{id}"], async ({ actor, params, body: { body, bodyFormat, ...change } }) => {
  await changeArticle(actor, params.id!, { ...change, html: body === undefined ? undefined : articleHtml(body, bodyFormat) });
  return articlePageView(actor, params.id!);
});

export const DELETE = handler(operations["DELETE /faq/articles/{id}"], async ({ actor, params }) => ({
  id: params.id!,
  outcome: await deleteArticle(actor, params.id!),
}));
