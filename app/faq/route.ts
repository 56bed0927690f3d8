import { createElement } from "react";
import { categoriesForReaders } from "@/domain/faq/categories";
import { inLanguage, listPublished } from "@/domain/faq/read";
import { searchArticles } from "@/domain/faq/search";
import { keptPage, originOf, readerOf } from "./_page/keep";
import { CategoryPage, holds, MissingPage, SearchPage, StartPage } from "./_page/pages";
import { faqWords, localeOf } from "./_page/words";

const MAX_QUERY = 200;

/** The FAQ's start, one of its categories, or what a search found: plain HTML, whole without a script. */
export async function GET(request: Request): Promise<Response> {
  const { reader, audience } = await readerOf(request);
  const locale = localeOf(request);
  const parameters = new URL(request.url).searchParams;
  const q = (parameters.get("q") ?? "").trim().slice(0, MAX_QUERY);
  const slug = parameters.get("category") ?? "";
  const common = { t: faqWords(locale), locale, audience, origin: originOf() };
  return keptPage(request, audience, JSON.stringify(["start", locale, q, slug]), async () => {
    if (q) {
      const findings = await searchArticles(reader, q, locale);
      return { status: 200, mayIndex: false, page: createElement(SearchPage, { ...common, q, findings }) };
    }
    const [categories, published] = await Promise.all([categoriesForReaders(), listPublished(reader)]);
    const articles = inLanguage(published, locale);
    if (!slug) return { status: 200, mayIndex: true, page: createElement(StartPage, { ...common, categories, articles }) };
    const category = categories.find((one) => one.slug === slug);
    // One that holds nothing for this reader is not told to him by its name either.
    if (!category || holds(categories, articles, category).length === 0)
      return { status: 404, mayIndex: false, page: createElement(MissingPage, common) };
    return { status: 200, mayIndex: true, page: createElement(CategoryPage, { ...common, category, categories, articles }) };
  });
}
