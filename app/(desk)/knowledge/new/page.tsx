import { getLocale, getTranslations } from "next-intl/server";
import { requireAgent } from "@/app/_door/session";
import { listCategories, nameIn } from "@/domain/faq/categories";
import { ArticleForm } from "../_parts/article-form";

export async function generateMetadata() {
  return { title: (await getTranslations("knowledge"))("newArticle") };
}

export default async function NewArticlePage() {
  const actor = await requireAgent();
  const [locale, categories] = await Promise.all([getLocale(), listCategories(actor)]);
  return (
    <ArticleForm
      article={null}
      firstLocale={locale}
      categories={categories.map(({ id, names }) => ({ value: id, label: nameIn(names, locale) }))}
    />
  );
}
