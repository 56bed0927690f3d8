import { type SQL, sql } from "drizzle-orm";
import { type AnyPgColumn, index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { createdAt, id, instant, tsvector } from "./columns";
import { people } from "./people";

export type FaqLocale = "en" | "de";
export type FaqVisibility = "internal" | "customers" | "public";

/** A tree by `parentId`. Names by language; one that is missing is shown in another. */
export const faqCategories = pgTable(
  "faq_categories",
  {
    id: id(),
    parentId: uuid().references((): AnyPgColumn => faqCategories.id),
    slug: text().notNull().unique(),
    names: jsonb().$type<Partial<Record<FaqLocale, string>>>().notNull(),
    position: integer().notNull().default(0),
    createdAt: createdAt(),
  },
  (t) => [index("faq_categories_parent").on(t.parentId, t.position)],
);

/** What is said once for all languages of an article. Its words stand in revisions, its state follows from them. */
export const faqArticles = pgTable(
  "faq_articles",
  {
    id: id(),
    categoryId: uuid().references(() => faqCategories.id),
    visibility: text().$type<FaqVisibility>().notNull(),
    /** The language it was written in; the others are translations of it. */
    sourceLocale: text().$type<FaqLocale>().notNull(),
    /** Goes up by one with every change; a writer that names a stale one is told so. */
    revision: integer().notNull().default(1),
    archivedAt: instant(),
    createdAt: createdAt(),
    updatedAt: createdAt(),
  },
  (t) => [
    index("faq_articles_recent").on(t.updatedAt.desc().nullsFirst(), t.id.desc().nullsFirst()),
    index("faq_articles_category").on(t.categoryId),
  ],
);

/** Every text an article ever had, kept for ever. */
export const faqRevisions = pgTable(
  "faq_revisions",
  {
    id: id(),
    articleId: uuid()
      .notNull()
      .references(() => faqArticles.id),
    locale: text().$type<FaqLocale>().notNull(),
    title: text().notNull(),
    /** Cleaned when it was stored (lib/html): its tags are those of the editor and no other. */
    html: text().notNull(),
    text: text().notNull(),
    authorId: uuid().references(() => people.id),
    createdAt: createdAt(),
  },
  (t) => [index("faq_revisions_article").on(t.articleId, t.locale, t.createdAt)],
);

/**
 * An article in one language: what is being worked on, and beside it what readers see (SEMANTICS A20). The published
 * words stand here once more because they are what is searched.
 */
export const faqTranslations = pgTable(
  "faq_translations",
  {
    articleId: uuid()
      .notNull()
      .references(() => faqArticles.id),
    locale: text().$type<FaqLocale>().notNull(),
    slug: text().notNull(),
    title: text().notNull(),
    workingRevisionId: uuid()
      .notNull()
      .references(() => faqRevisions.id),
    publishedRevisionId: uuid().references(() => faqRevisions.id),
    publishedAt: instant(),
    publishedTitle: text().notNull().default(""),
    publishedText: text().notNull().default(""),
    /** The revision of the source this was translated from; another one there means this is outdated. */
    sourceRevisionId: uuid().references(() => faqRevisions.id),
    /** Stemmed in its language, and once more as it stands, so that names and codes are found too. */
    document: tsvector().generatedAlwaysAs(
      (): SQL => sql`
        setweight(to_tsvector(case when "locale" = 'de' then 'german'::regconfig else 'english'::regconfig end, "published_title"), 'A') ||
        setweight(to_tsvector('simple'::regconfig, "published_title"), 'A') ||
        setweight(to_tsvector(case when "locale" = 'de' then 'german'::regconfig else 'english'::regconfig end, left("published_text", 200000)), 'C') ||
        setweight(to_tsvector('simple'::regconfig, left("published_text", 200000)), 'D')`,
    ),
  },
  (t) => [
    primaryKey({ columns: [t.articleId, t.locale] }),
    uniqueIndex("faq_translations_slug").on(t.slug),
    index("faq_translations_document").using("gin", t.document),
    // For words with a slip of the finger in them.
    index("faq_translations_trigram").using("gin", sql`(lower("published_title" || ' ' || left("published_text", 20000))) gin_trgm_ops`),
  ],
);

/** Addresses an article once had: they lead on to the present one for ever. */
export const faqSlugs = pgTable(
  "faq_slugs",
  {
    slug: text().primaryKey(),
    articleId: uuid()
      .notNull()
      .references(() => faqArticles.id),
    locale: text().$type<FaqLocale>().notNull(),
    createdAt: createdAt(),
  },
  (t) => [index("faq_slugs_article").on(t.articleId)],
);
