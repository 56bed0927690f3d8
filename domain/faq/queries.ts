import { and, asc, desc, eq, exists, ilike, inArray, isNotNull, isNull, or, type SQL, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { db } from "@/db";
import { behind, cursorOf } from "@/db/keyset";
import { type FaqLocale, type FaqVisibility, faqArticles, faqCategories, faqRevisions, faqTranslations, people } from "@/db/schema";
import { notFound } from "@/lib/errors";
import { isId } from "@/lib/ids";
import type { Actor } from "../access/actor";
import { authorizeDesk } from "../access/authorize";
import { can } from "../access/policy";

/** The FAQ as its writers see it: drafts and archive included. */
export type ArticleState = "draft" | "published" | "archived";
export type TranslationLine = {
  locale: FaqLocale;
  slug: string;
  title: string;
  state: "draft" | "published";
  /** Something newer than what readers see is being worked on. */
  working: boolean;
  /** The source moved on since this was translated. */
  outdated: boolean;
  publishedAt: Date | null;
};
export type ArticleLine = {
  id: string;
  state: ArticleState;
  visibility: FaqVisibility;
  category: { id: string; slug: string; names: Partial<Record<FaqLocale, string>> } | null;
  sourceLocale: FaqLocale;
  revision: number;
  createdAt: Date;
  updatedAt: Date;
  translations: TranslationLine[];
};
export type ArticleFilter = {
  q?: string;
  state?: ArticleState;
  visibility?: FaqVisibility;
  category?: string;
  limit?: number;
  cursor?: string;
};

const DEFAULT_LIMIT = 50;
const MAX_LIMIT = 200;

/** Articles, newest change first. Archived ones only when asked for by their state. */
export async function listArticles(actor: Actor, filter: ArticleFilter = {}): Promise<{ data: ArticleLine[]; nextCursor: string | null }> {
  authorizeDesk(actor, "faq.readDrafts");
  const limit = Math.min(filter.limit ?? DEFAULT_LIMIT, MAX_LIMIT);
  const rows = await selectArticles()
    .where(and(...conditionsOf(filter)))
    .orderBy(desc(faqArticles.updatedAt), desc(faqArticles.id))
    .limit(limit + 1);
  const page = rows.slice(0, limit);
  const last = page.at(-1)?.article;
  const lines = await linesOf(page);
  return { data: lines, nextCursor: rows.length > limit && last ? cursorOf(last.updatedAt, last.id) : null };
}

export type ArticleForWriting = ArticleLine & {
  texts: { locale: FaqLocale; title: string; html: string; slug: string; writtenAt: Date; author: string | null }[];
  abilities: { write: boolean; publish: boolean };
};

/** One article with what was last saved in each language. */
export async function getArticle(actor: Actor, id: string): Promise<ArticleForWriting> {
  authorizeDesk(actor, "faq.readDrafts");
  const rows = isId(id) ? await selectArticles().where(eq(faqArticles.id, id)) : [];
  const [line] = await linesOf(rows);
  if (!line) throw notFound("article");
  const texts = await db
    .select({
      locale: faqTranslations.locale,
      title: faqRevisions.title,
      html: faqRevisions.html,
      slug: faqTranslations.slug,
      writtenAt: faqRevisions.createdAt,
      author: people.name,
    })
    .from(faqTranslations)
    .innerJoin(faqRevisions, eq(faqRevisions.id, faqTranslations.workingRevisionId))
    .leftJoin(people, eq(people.id, faqRevisions.authorId))
    .where(eq(faqTranslations.articleId, id));
  return { ...line, texts, abilities: { write: can(actor, "faq.write"), publish: can(actor, "faq.publish") } };
}

const selectArticles = () =>
  db
    .select({ article: faqArticles, category: { id: faqCategories.id, slug: faqCategories.slug, names: faqCategories.names } })
    .from(faqArticles)
    .leftJoin(faqCategories, eq(faqCategories.id, faqArticles.categoryId));

const source = alias(faqTranslations, "source");

async function linesOf(rows: Awaited<ReturnType<typeof selectArticles>>): Promise<ArticleLine[]> {
  if (rows.length === 0) return [];
  const translations = await db
    .select({ translation: faqTranslations, sourceNow: source.publishedRevisionId })
    .from(faqTranslations)
    .innerJoin(faqArticles, eq(faqArticles.id, faqTranslations.articleId))
    .leftJoin(source, and(eq(source.articleId, faqArticles.id), eq(source.locale, faqArticles.sourceLocale)))
    .where(
      inArray(
        faqTranslations.articleId,
        rows.map((row) => row.article.id),
      ),
    )
    .orderBy(asc(faqTranslations.locale));
  return rows.map(({ article, category }) => {
    const own = translations.filter((row) => row.translation.articleId === article.id);
    const { categoryId: _, archivedAt, ...told } = article;
    const isPublished = own.some((row) => row.translation.publishedRevisionId);
    return {
      ...told,
      state: archivedAt ? "archived" : isPublished ? "published" : "draft",
      category: category?.id ? category : null,
      translations: own.map(({ translation, sourceNow }) => ({
        locale: translation.locale,
        slug: translation.slug,
        title: translation.title,
        state: translation.publishedRevisionId ? "published" : "draft",
        working: translation.publishedRevisionId !== null && translation.publishedRevisionId !== translation.workingRevisionId,
        outdated: translation.sourceRevisionId !== null && sourceNow !== null && sourceNow !== translation.sourceRevisionId,
        publishedAt: translation.publishedAt,
      })),
    };
  });
}

function conditionsOf(filter: ArticleFilter): (SQL | undefined)[] {
  return [
    filter.state === "archived" ? isNotNull(faqArticles.archivedAt) : isNull(faqArticles.archivedAt),
    filter.state === "published" ? hasTranslation(isNotNull(faqTranslations.publishedRevisionId)) : undefined,
    filter.state === "draft"
      ? hasTranslation(sql`${faqTranslations.publishedRevisionId} is distinct from ${faqTranslations.workingRevisionId}`)
      : undefined,
    filter.visibility ? eq(faqArticles.visibility, filter.visibility) : undefined,
    filter.category ? or(eq(faqCategories.slug, filter.category), sql`${faqCategories.id}::text = ${filter.category}`) : undefined,
    filter.q ? hasTranslation(says(filter.q)) : undefined,
    filter.cursor ? behind(filter.cursor, faqArticles.updatedAt, faqArticles.id) : undefined,
  ];
}

const hasTranslation = (condition: SQL | undefined) =>
  exists(
    db
      .select({ one: sql`1` })
      .from(faqTranslations)
      .where(and(eq(faqTranslations.articleId, faqArticles.id), condition)),
  );

/** Drafts are looked for by title, what is published by its words too. */
const says = (text: string) =>
  or(
    ilike(faqTranslations.title, `%${text.replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`),
    sql`${faqTranslations.document} @@ (websearch_to_tsquery('simple', ${text}) || websearch_to_tsquery('english', ${text}) || websearch_to_tsquery('german', ${text}))`,
  );
