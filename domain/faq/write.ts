import { and, eq, ne, or, sql } from "drizzle-orm";
import { db, type Tx } from "@/db";
import { type FaqLocale, type FaqVisibility, faqArticles, faqCategories, faqRevisions, faqSlugs, faqTranslations } from "@/db/schema";
import { now } from "@/lib/clock";
import { notFound, Refusal } from "@/lib/errors";
import { cleanArticleHtml, htmlToText } from "@/lib/html";
import { newId } from "@/lib/ids";
import { LOCKS } from "@/lib/locks";
import { type Actor, personIdOf } from "../access/actor";
import { authorizeDesk } from "../access/authorize";
import { record } from "../events/record";
import { type Article, findTranslation, lockArticle, requireArticleRevision, touchReaders } from "./load";
import { requireSlug, slugOf } from "./slug";

export type ArticleText = { locale: FaqLocale; title: string; html: string; slug?: string };
export type NewArticle = ArticleText & { category?: string | null; visibility?: FaqVisibility };
export type ArticleChange = Partial<Omit<ArticleText, "locale">> & {
  locale: FaqLocale;
  category?: string | null;
  visibility?: FaqVisibility;
  /** The article's revision the writer had on screen. */
  revision?: number;
};

const MAX_TITLE = 200;
const MAX_HTML = 500_000;

/** Begins an article in one language, as a draft that no reader sees. */
export async function createArticle(actor: Actor, wanted: NewArticle): Promise<{ id: string; revision: number }> {
  return db.transaction(async (tx) => {
    authorizeDesk(actor, "faq.write");
    const category = wanted.category ? await getCategoryOrThrow(tx, wanted.category) : null;
    const [article] = await tx
      .insert(faqArticles)
      .values({ categoryId: category?.id ?? null, visibility: wanted.visibility ?? "public", sourceLocale: wanted.locale })
      .returning();
    await writeIn(tx, actor, article!, wanted);
    return { id: article!.id, revision: article!.revision };
  });
}

/**
 * Saves what was written: a new revision of one language, beside the published one, which readers go on seeing until it
 * is published (SEMANTICS A20). Where it stands and who may see it holds at once, for all languages. Saving what stands
 * already changes nothing. Refuses a stale revision, an empty title, an address that is taken.
 */
export async function saveArticle(actor: Actor, id: string, change: ArticleChange): Promise<{ revision: number }> {
  return db.transaction(async (tx) => {
    authorizeDesk(actor, "faq.write");
    const article = await lockArticle(tx, id);
    requireArticleRevision(article, change.revision);
    return { revision: await saveIn(tx, actor, article, change) };
  });
}

export async function saveIn(tx: Tx, actor: Actor, article: Article, change: Omit<ArticleChange, "revision">): Promise<number> {
  authorizeDesk(actor, "faq.write");
  if (article.archivedAt) throw archived();
  let changed = false;
  if (change.title !== undefined || change.html !== undefined || change.slug !== undefined) {
    const standing = await standingText(tx, article.id, change.locale);
    const title = change.title ?? standing?.title;
    const html = change.html ?? standing?.html;
    if (title === undefined || html === undefined) throw titleMissing();
    changed = await writeIn(tx, actor, article, { locale: change.locale, title, html, slug: change.slug });
  }
  if (change.visibility !== undefined) changed = (await showToIn(tx, actor, article, change.visibility)) || changed;
  if (change.category !== undefined) changed = (await fileIn(tx, actor, article, change.category)) || changed;
  return changed ? touchArticle(tx, article.id) : article.revision;
}

export async function touchArticle(tx: Tx, id: string): Promise<number> {
  const [row] = await tx
    .update(faqArticles)
    .set({ revision: sql`${faqArticles.revision} + 1`, updatedAt: now() })
    .where(eq(faqArticles.id, id))
    .returning({ revision: faqArticles.revision });
  return row!.revision;
}

async function writeIn(tx: Tx, actor: Actor, article: Article, wanted: ArticleText): Promise<boolean> {
  const title = wanted.title.replace(/\s+/g, " ").trim().slice(0, MAX_TITLE);
  if (title === "") throw titleMissing();
  if (wanted.html.length > MAX_HTML) throw tooLong();
  const html = cleanArticleHtml(wanted.html);
  const { locale } = wanted;
  const before = await findTranslation(tx, article.id, locale);
  const standing = await standingText(tx, article.id, locale);
  const slug = await slugFor(tx, article.id, { wanted: wanted.slug, title, standing: before?.slug, locale });
  if (standing?.title === title && standing.html === html && before?.slug === slug) return false;

  const [revision] = await tx
    .insert(faqRevisions)
    .values({ articleId: article.id, locale, title, html, text: wordsOf(html), authorId: personIdOf(actor) })
    .returning();
  const words = { title, slug, workingRevisionId: revision!.id, sourceRevisionId: await translatedFrom(tx, article, locale) };
  await tx
    .insert(faqTranslations)
    .values({ articleId: article.id, locale, ...words })
    .onConflictDoUpdate({ target: [faqTranslations.articleId, faqTranslations.locale], set: words });
  if (before && before.slug !== slug) await leaveSlug(tx, article.id, locale, before.slug);
  const data = { articleId: article.id, locale, revisionId: revision!.id, title };
  await record(tx, actor, { type: "article.written", subject: `article:${article.id}`, data });
  return true;
}

/** What is searched and quoted: the words in a row, without the marks of lists. */
const wordsOf = (html: string): string =>
  htmlToText(html)
    .replace(/^\s*(\*|\d+\.)\s/gm, " ")
    .replace(/\s+/g, " ")
    .trim();

async function standingText(tx: Tx, articleId: string, locale: FaqLocale) {
  const [standing] = await tx
    .select({ title: faqRevisions.title, html: faqRevisions.html })
    .from(faqTranslations)
    .innerJoin(faqRevisions, eq(faqRevisions.id, faqTranslations.workingRevisionId))
    .where(and(eq(faqTranslations.articleId, articleId), eq(faqTranslations.locale, locale)));
  return standing;
}

/** The address somebody chose, else the one that stands, else one made of the title; made unlike any other. */
async function slugFor(
  tx: Tx,
  articleId: string,
  { wanted, title, standing, locale }: { wanted?: string; title: string; standing?: string; locale: FaqLocale },
): Promise<string> {
  const own = { articleId, locale };
  // Of two articles that want one address at once, the second waits and finds it taken.
  if (wanted || !standing) await tx.execute(sql`select pg_advisory_xact_lock(${LOCKS.articleSlugs})`);
  if (wanted) {
    const slug = requireSlug(wanted);
    if (await isTaken(tx, slug, own)) throw slugTaken();
    return slug;
  }
  if (standing) return standing;
  const made = slugOf(title) || `article-${newId().slice(-8)}`;
  return (await isTaken(tx, made, own)) ? `${made}-${newId().slice(-6)}` : made;
}

/** An address is taken by the article that has it and by the one that once had it: old links must not lead astray. */
async function isTaken(tx: Tx, slug: string, own: { articleId: string; locale: FaqLocale }): Promise<boolean> {
  const others = { now: ne(faqTranslations.articleId, own.articleId), before: ne(faqSlugs.articleId, own.articleId) };
  const [current] = await tx
    .select({ slug: faqTranslations.slug })
    .from(faqTranslations)
    .where(and(eq(faqTranslations.slug, slug), or(others.now, ne(faqTranslations.locale, own.locale))));
  if (current) return true;
  const [old] = await tx
    .select({ slug: faqSlugs.slug })
    .from(faqSlugs)
    .where(and(eq(faqSlugs.slug, slug), or(others.before, ne(faqSlugs.locale, own.locale))));
  return old !== undefined;
}

async function leaveSlug(tx: Tx, articleId: string, locale: FaqLocale, slug: string): Promise<void> {
  await tx.insert(faqSlugs).values({ slug, articleId, locale }).onConflictDoNothing();
  await touchReaders(tx);
}

/** What a translation was made from: the published source, else the one being written. */
async function translatedFrom(tx: Tx, article: Article, locale: FaqLocale): Promise<string | null> {
  if (locale === article.sourceLocale) return null;
  const source = await findTranslation(tx, article.id, article.sourceLocale);
  return source?.publishedRevisionId ?? source?.workingRevisionId ?? null;
}

async function showToIn(tx: Tx, actor: Actor, article: Article, visibility: FaqVisibility): Promise<boolean> {
  if (visibility === article.visibility) return false;
  authorizeDesk(actor, "faq.publish");
  await tx.update(faqArticles).set({ visibility }).where(eq(faqArticles.id, article.id));
  const data = { articleId: article.id, from: article.visibility, to: visibility };
  await record(tx, actor, { type: "article.shownTo", subject: `article:${article.id}`, data });
  await touchReaders(tx);
  return true;
}

async function fileIn(tx: Tx, actor: Actor, article: Article, wanted: string | null): Promise<boolean> {
  const to = wanted ? await getCategoryOrThrow(tx, wanted) : null;
  if ((to?.id ?? null) === article.categoryId) return false;
  const from = article.categoryId ? await getCategoryOrThrow(tx, article.categoryId) : null;
  await tx
    .update(faqArticles)
    .set({ categoryId: to?.id ?? null })
    .where(eq(faqArticles.id, article.id));
  const named = (category: typeof to) => (category ? { id: category.id, name: category.slug } : null);
  const data = { articleId: article.id, from: named(from), to: named(to) };
  await record(tx, actor, { type: "article.filed", subject: `article:${article.id}`, data });
  await touchReaders(tx);
  return true;
}

/** A category by id or slug, as doors name it. */
async function getCategoryOrThrow(tx: Tx, idOrSlug: string) {
  const [category] = await tx
    .select()
    .from(faqCategories)
    .where(or(sql`${faqCategories.id}::text = ${idOrSlug}`, eq(faqCategories.slug, idOrSlug)));
  if (!category) throw notFound("category");
  return category;
}

export const archived = () => new Refusal("conflict", "articleArchived", "This article is archived. Restore it first.");
const titleMissing = () =>
  new Refusal("invalid", "articleTitleMissing", "Give the article a title.", { fields: { title: "Give the article a title." } });
const slugTaken = () => {
  const message = "Another article has or had this address.";
  return new Refusal("conflict", "slugTaken", message, { fields: { slug: message } });
};
const tooLong = () => {
  const message = "An article may have half a million characters. Make two of it.";
  return new Refusal("invalid", "articleTooLong", message, { fields: { html: message } });
};
