import { createElement } from "react";
import { categoriesForReaders } from "@/domain/faq/categories";
import { withAnchors } from "@/domain/faq/outline";
import { findPublished, inLanguage, listPublished } from "@/domain/faq/read";
import { htmlToText } from "@/lib/html";
import { keptPage, originOf, readerOf } from "../_page/keep";
import { ArticlePage, MissingPage } from "../_page/pages";
import { faqWords, localeOf } from "../_page/words";

const BESIDE = 5;
const DESCRIPTION = 160;

/** One article in one language. An address it once had leads on; one that is not for this reader does not exist. */
export async function GET(request: Request, { params }: { params: Promise<{ slug: string }> }): Promise<Response> {
  const { slug } = await params;
  const { reader, audience } = await readerOf(request);
  const asked = localeOf(request);
  const origin = originOf();
  return keptPage(request, audience, JSON.stringify(["article", asked, slug]), async () => {
    const article = await findPublished(reader, slug);
    if (!article) {
      const common = { t: faqWords(asked), locale: asked, audience, origin };
      return { status: 404, mayIndex: false, page: createElement(MissingPage, common) };
    }
    if ("movedTo" in article) return { movedTo: `/faq/${article.movedTo}` };
    const { locale } = article;
    const [categories, published] = await Promise.all([categoriesForReaders(), listPublished(reader)]);
    const beside = inLanguage(published, locale).filter((other) => other.id !== article.id && other.categoryId === article.categoryId);
    const page = createElement(ArticlePage, {
      ...{ t: faqWords(locale), locale, audience, origin, article, categories },
      ...withAnchors(article.html),
      beside: beside.slice(0, BESIDE),
      excerpt: htmlToText(article.html).replace(/\s+/g, " ").slice(0, DESCRIPTION),
    });
    return { status: 200, mayIndex: article.visibility === "public", changedAt: article.publishedAt, page };
  });
}
