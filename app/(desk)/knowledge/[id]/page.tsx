import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getLocale } from "next-intl/server";
import { requireAgent } from "@/app/_door/session";
import { listCategories, nameIn } from "@/domain/faq/categories";
import { getArticle } from "@/domain/faq/queries";
import { isRefusal } from "@/lib/errors";
import { ArticleForm, type WrittenArticle } from "../_parts/article-form";

type Props = { params: Promise<{ id: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const article = await load((await params).id);
  return { title: article.texts[0]?.title };
}

export default async function ArticlePage({ params }: Props) {
  const actor = await requireAgent();
  const article = await load((await params).id);
  const [locale, categories] = await Promise.all([getLocale(), listCategories(actor)]);
  const firstLocale = article.texts.some((text) => text.locale === locale) ? locale : article.sourceLocale;
  return (
    <ArticleForm
      key={article.id}
      // Instants travel as text.
      article={JSON.parse(JSON.stringify(article)) as WrittenArticle}
      firstLocale={firstLocale}
      categories={categories.map(({ id, names }) => ({ value: id, label: nameIn(names, locale) }))}
    />
  );
}

async function load(id: string) {
  const actor = await requireAgent();
  return getArticle(actor, id).catch((error: unknown) => (isRefusal(error) ? notFound() : Promise.reject(error)));
}
