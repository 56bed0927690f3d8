import { and, eq } from "drizzle-orm";
import { db, type Tx } from "@/db";
import { type FaqLocale, faqRevisions, faqTranslations } from "@/db/schema";
import { now } from "@/lib/clock";
import { notFound, Refusal } from "@/lib/errors";
import type { Actor } from "../access/actor";
import { authorizeDesk } from "../access/authorize";
import { record } from "../events/record";
import { type Article, findTranslation, lockArticle, requireArticleRevision, touchReaders } from "./load";
import { archived, touchArticle } from "./write";

/** Shows readers what was last saved in a language. Publishing what they see already records nothing. */
export async function publishArticle(
  actor: Actor,
  id: string,
  { locale, revision }: { locale: FaqLocale; revision?: number },
): Promise<{ revision: number }> {
  return db.transaction(async (tx) => {
    authorizeDesk(actor, "faq.publish");
    const article = await lockArticle(tx, id);
    requireArticleRevision(article, revision);
    return { revision: await publishIn(tx, actor, article, locale) };
  });
}

export async function publishIn(tx: Tx, actor: Actor, article: Article, locale: FaqLocale): Promise<number> {
  authorizeDesk(actor, "faq.publish");
  if (article.archivedAt) throw archived();
  const { id } = article;
  const translation = await findTranslation(tx, id, locale);
  if (!translation) throw notFound("translation");
  if (translation.publishedRevisionId === translation.workingRevisionId) return article.revision;

  const [words] = await tx.select().from(faqRevisions).where(eq(faqRevisions.id, translation.workingRevisionId));
  if (words!.text.trim() === "") throw new Refusal("invalid", "articleEmpty", "An article without a text cannot be published.");
  await tx
    .update(faqTranslations)
    .set({ publishedRevisionId: words!.id, publishedAt: now(), publishedTitle: words!.title, publishedText: words!.text })
    .where(and(eq(faqTranslations.articleId, id), eq(faqTranslations.locale, locale)));
  const data = { articleId: id, locale, revisionId: words!.id, title: words!.title, slug: translation.slug };
  await record(tx, actor, { type: "article.published", subject: `article:${id}`, data });
  await touchReaders(tx);
  return touchArticle(tx, id);
}

/** Takes a language of an article away from its readers; it goes on as a draft. */
export async function withdrawArticle(actor: Actor, id: string, locale: FaqLocale): Promise<void> {
  await db.transaction(async (tx) => {
    authorizeDesk(actor, "faq.publish");
    await withdrawIn(tx, actor, await lockArticle(tx, id), locale);
  });
}

export async function withdrawIn(tx: Tx, actor: Actor, { id }: Article, locale: FaqLocale): Promise<void> {
  authorizeDesk(actor, "faq.publish");
  const translation = await findTranslation(tx, id, locale);
  if (!translation) throw notFound("translation");
  if (!translation.publishedRevisionId) return;
  await tx
    .update(faqTranslations)
    .set({ publishedRevisionId: null, publishedAt: null, publishedTitle: "", publishedText: "" })
    .where(and(eq(faqTranslations.articleId, id), eq(faqTranslations.locale, locale)));
  const data = { articleId: id, locale, title: translation.title };
  await record(tx, actor, { type: "article.withdrawn", subject: `article:${id}`, data });
  await touchReaders(tx);
  await touchArticle(tx, id);
}
