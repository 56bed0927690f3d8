import { and, asc, eq, inArray, isNotNull, isNull } from "drizzle-orm";
import { db } from "@/db";
import { type FaqLocale, type FaqVisibility, faqArticles, faqRevisions, faqSlugs, faqTranslations } from "@/db/schema";
import type { Actor } from "../access/actor";
import { readableArticles } from "../access/visibility";

/** What readers see: only what is published, not archived, and meant for them. Nobody signed in is the reader `null`. */
export type Reader = Actor | null;

export type PublishedArticle = {
  id: string;
  locale: FaqLocale;
  slug: string;
  title: string;
  html: string;
  visibility: FaqVisibility;
  categoryId: string | null;
  publishedAt: Date;
  /** Its other languages, as far as they are published. */
  others: { locale: FaqLocale; slug: string }[];
};

export type Listed = {
  id: string;
  locale: FaqLocale;
  slug: string;
  title: string;
  categoryId: string | null;
  visibility: FaqVisibility;
  publishedAt: Date;
};

/** More articles than anybody reads on one page; beyond them there is the search. */
const MAX_LISTED = 5_000;

export const isReadable = (reader: Reader) =>
  and(
    isNotNull(faqTranslations.publishedRevisionId),
    isNull(faqArticles.archivedAt),
    inArray(faqArticles.visibility, [...readableArticles(reader)]),
  );

/** The article at an address, or the address it has now when that one is old; null when there is nothing for this reader. */
export async function findPublished(reader: Reader, slug: string): Promise<PublishedArticle | { movedTo: string } | null> {
  const [row] = await db
    .select({ article: faqArticles, translation: faqTranslations, html: faqRevisions.html })
    .from(faqTranslations)
    .innerJoin(faqArticles, eq(faqArticles.id, faqTranslations.articleId))
    .innerJoin(faqRevisions, eq(faqRevisions.id, faqTranslations.publishedRevisionId))
    .where(and(eq(faqTranslations.slug, slug), isReadable(reader)));
  if (!row) return movedTo(reader, slug);
  const languages = await db
    .select({ locale: faqTranslations.locale, slug: faqTranslations.slug })
    .from(faqTranslations)
    .where(and(eq(faqTranslations.articleId, row.article.id), isNotNull(faqTranslations.publishedRevisionId)));
  return {
    id: row.article.id,
    locale: row.translation.locale,
    slug,
    title: row.translation.publishedTitle,
    html: row.html,
    visibility: row.article.visibility,
    categoryId: row.article.categoryId,
    publishedAt: row.translation.publishedAt!,
    others: languages.filter((language) => language.locale !== row.translation.locale),
  };
}

/** Asked with the same care as the article itself: that a secret one moved is a secret too. */
async function movedTo(reader: Reader, slug: string): Promise<{ movedTo: string } | null> {
  const [row] = await db
    .select({ slug: faqTranslations.slug })
    .from(faqSlugs)
    .innerJoin(faqTranslations, and(eq(faqTranslations.articleId, faqSlugs.articleId), eq(faqTranslations.locale, faqSlugs.locale)))
    .innerJoin(faqArticles, eq(faqArticles.id, faqSlugs.articleId))
    .where(and(eq(faqSlugs.slug, slug), isReadable(reader)));
  return row ? { movedTo: row.slug } : null;
}

/** All a reader may read, every language for itself. */
export async function listPublished(reader: Reader): Promise<Listed[]> {
  const rows = await db
    .select({
      id: faqArticles.id,
      locale: faqTranslations.locale,
      slug: faqTranslations.slug,
      title: faqTranslations.publishedTitle,
      categoryId: faqArticles.categoryId,
      visibility: faqArticles.visibility,
      publishedAt: faqTranslations.publishedAt,
    })
    .from(faqTranslations)
    .innerJoin(faqArticles, eq(faqArticles.id, faqTranslations.articleId))
    .where(isReadable(reader))
    .orderBy(asc(faqTranslations.publishedTitle))
    .limit(MAX_LISTED);
  return rows.map((row) => ({ ...row, publishedAt: row.publishedAt! }));
}

/** One of each article: in the reader's language, else in the one there is. */
export function inLanguage<T extends { id: string; locale: FaqLocale }>(rows: readonly T[], locale: FaqLocale): T[] {
  const chosen = new Map<string, T>();
  for (const row of rows) if (row.locale === locale || !chosen.has(row.id)) chosen.set(row.id, row);
  return [...chosen.values()];
}
