import { handler } from "@/app/_door/handler";
import { publishArticle } from "@/domain/faq/publish";
import { listArticles } from "@/domain/faq/queries";
import { createArticle } from "@/domain/faq/write";
import { articleHtml, articlePageView } from "../../_faq";
import { operations } from "../../_routes";

export const GET = handler(operations["GET /faq/articles"], ({ actor, query }) => listArticles(actor, query));

export const POST = handler(operations["POST /faq/articles"], async ({ actor, body: { body, bodyFormat, publish, ...article } }) => {
  const { id } = await createArticle(actor, { ...article, html: articleHtml(body, bodyFormat) });
  if (publish) await publishArticle(actor, id, { locale: article.locale });
  return articlePageView(actor, id);
});
