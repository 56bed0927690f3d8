import { and, eq } from "drizzle-orm";
import type { Tx } from "@/db";
import { type FaqLocale, faqArticles, faqTranslations } from "@/db/schema";
import { notFound, Refusal } from "@/lib/errors";
import { newId } from "@/lib/ids";
import { putSetting } from "../settings";

export type Article = typeof faqArticles.$inferSelect;
export type Translation = typeof faqTranslations.$inferSelect;

/** Locks an article until the transaction ends: its writers come one after the other. */
export async function lockArticle(tx: Tx, id: string): Promise<Article> {
  const [article] = await tx.select().from(faqArticles).where(eq(faqArticles.id, id)).for("update");
  if (!article) throw notFound("article");
  return article;
}

export async function findTranslation(tx: Tx, articleId: string, locale: FaqLocale): Promise<Translation | undefined> {
  const [translation] = await tx
    .select()
    .from(faqTranslations)
    .where(and(eq(faqTranslations.articleId, articleId), eq(faqTranslations.locale, locale)));
  return translation;
}

/** Refuses `conflict` when the writer looked at an older article than the one that stands. Absent means: does not care. */
export function requireArticleRevision(article: Article, revision: number | undefined): void {
  if (revision === undefined || revision === article.revision) return;
  const message = "Somebody changed this article in the meantime. Your text is still here: compare, then save again.";
  throw new Refusal("conflict", "articleChanged", message, { current: { id: article.id, revision: article.revision } });
}

/** Every act that changed what a reader may see ends with this: pages kept in memory, in any process, are made anew. */
export const touchReaders = (tx: Tx): Promise<void> => putSetting(tx, "faqVersion", newId());
