import { BookOpen, Plus } from "lucide-react";
import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { requireAgent } from "@/app/_door/session";
import { buttonClass } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Link } from "@/components/ui/link";
import { can } from "@/domain/access/policy";
import { listCategories, nameIn } from "@/domain/faq/categories";
import { type ArticleFilter, listArticles } from "@/domain/faq/queries";
import { ArticleFilters } from "./_parts/article-filters";
import { ArticleRow } from "./_parts/article-row";

type Props = { searchParams: Promise<Record<"q" | "state" | "visibility" | "category" | "cursor", string | undefined>> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("knowledge"))("title") };
}

/** The FAQ as those see it who write it. */
export default async function KnowledgePage({ searchParams }: Props) {
  const actor = await requireAgent();
  const search = await searchParams;
  const [t, locale, categories] = await Promise.all([getTranslations("knowledge"), getLocale(), listCategories(actor)]);
  const page = await listArticles(actor, filterOf(search));
  const next = new URLSearchParams(Object.entries({ ...search, cursor: page.nextCursor ?? "" }).flatMap(([k, v]) => (v ? [[k, v]] : [])));
  return (
    <main className="min-w-0 flex-1 overflow-y-auto bg-surface">
      <div className="mx-auto flex max-w-5xl flex-col gap-4 px-4 py-5 lg:px-8">
        <header className="flex flex-wrap items-center gap-2">
          <h1 className="text-xl">{t("title")}</h1>
          <span className="ml-auto flex gap-2">
            <a href="/faq" target="_blank" rel="noopener" className={buttonClass("plain")}>
              {t("openFaq")}
            </a>
            {can(actor, "faq.write") && (
              <Link href="/knowledge/new" className={buttonClass("primary")}>
                <Plus aria-hidden /> {t("newArticle")}
              </Link>
            )}
          </span>
        </header>
        <ArticleFilters
          search={search}
          categories={categories.map((category) => ({ value: category.slug, label: nameIn(category.names, locale) }))}
        />
        {page.data.length === 0 ? (
          <EmptyState icon={<BookOpen />} title={t("empty")}>
            {t("emptyText")}
          </EmptyState>
        ) : (
          <ul aria-label={t("articles")} className="flex flex-col divide-y divide-line rounded-lg border border-line">
            {page.data.map((article) => (
              <ArticleRow key={article.id} article={article} locale={locale} />
            ))}
          </ul>
        )}
        {page.nextCursor && (
          <Link href={`/knowledge?${next}`} className={buttonClass("plain", "md", "self-center")}>
            {t("more")}
          </Link>
        )}
      </div>
    </main>
  );
}

const STATES = ["draft", "published", "archived"] as const;
const VISIBILITIES = ["internal", "customers", "public"] as const;

/** What is no filter of ours counts as none. */
function filterOf(search: Awaited<Props["searchParams"]>): ArticleFilter {
  return {
    q: search.q?.trim() || undefined,
    state: STATES.find((state) => state === search.state),
    visibility: VISIBILITIES.find((visibility) => visibility === search.visibility),
    category: search.category || undefined,
    cursor: search.cursor || undefined,
  };
}
