import { createElement } from "react";
import { currentActor } from "@/app/_door/session";
import { drawnPage, originOf } from "@/app/faq/_page/keep";
import { ArticlePage, MissingPage } from "@/app/faq/_page/pages";
import { faqWords, localeOf } from "@/app/faq/_page/words";
import { categoriesForReaders } from "@/domain/faq/categories";
import { withAnchors } from "@/domain/faq/outline";
import { getArticle } from "@/domain/faq/queries";
import { isRefusal } from "@/lib/errors";

/** What was last saved, as readers will see it; for agents, and never kept. */
export async function GET(request: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> {
  const locale = localeOf(request);
  const common = { t: faqWords(locale), locale, audience: "internal" as const, origin: originOf() };
  const actor = await currentActor();
  const article = actor
    ? await getArticle(actor, (await params).id).catch((error: unknown) => (isRefusal(error) ? null : Promise.reject(error)))
    : null;
  const text = article?.texts.find((one) => one.locale === locale);
  if (!article || !text) return drawnPage({ status: 404, mayIndex: false, page: createElement(MissingPage, common) });
  const page = createElement(ArticlePage, {
    ...common,
    article: {
      ...{ id: article.id, locale, slug: text.slug, title: text.title, html: text.html, visibility: article.visibility },
      ...{ categoryId: article.category?.id ?? null, publishedAt: text.writtenAt, others: [] },
    },
    ...withAnchors(text.html),
    ...{ categories: await categoriesForReaders(), beside: [], excerpt: "" },
  });
  return drawnPage({ status: 200, mayIndex: false, page });
}
