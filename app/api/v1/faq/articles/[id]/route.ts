import { handler } from "@/app/_door/handler";
import { archiveArticle, deleteArticle, restoreArticle } from "@/domain/faq/archive";
import { publishArticle, withdrawArticle } from "@/domain/faq/publish";
import { getArticle } from "@/domain/faq/queries";
import { saveArticle } from "@/domain/faq/write";
import { articleHtml, articlePageView } from "../../../_faq";
import { operations } from "../../../_routes";

export const GET = handler(operations["GET /faq/articles/{id}"], ({ actor, params }) => articlePageView(actor, params.id!));

export const PATCH = handler(operations["PATCH /faq/articles/{id}"], async ({ actor, params, body: change }) => {
  const id = params.id!;
  const { body, bodyFormat, state, ...rest } = change;
  const standing = await getArticle(actor, id);
  const locale = rest.locale ?? standing.sourceLocale;
  if (standing.state === "archived" && state && state !== "archived") await restoreArticle(actor, id);
  const changes =
    body !== undefined || Object.values({ ...rest, locale: undefined, revision: undefined }).some((part) => part !== undefined);
  if (changes || rest.revision !== undefined)
    await saveArticle(actor, id, { ...rest, locale, ...(body === undefined ? {} : { html: articleHtml(body, bodyFormat) }) });
  if (state === "published") await publishArticle(actor, id, { locale });
  if (state === "draft") await withdrawArticle(actor, id, locale);
  if (state === "archived") await archiveArticle(actor, id);
  return articlePageView(actor, id);
});

export const DELETE = handler(operations["DELETE /faq/articles/{id}"], async ({ actor, params }) => ({
  id: params.id!,
  outcome: await deleteArticle(actor, params.id!),
}));
