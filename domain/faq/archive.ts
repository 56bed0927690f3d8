import { count, eq } from "drizzle-orm";
import { db, type Tx } from "@/db";
import { events, faqArticles, faqRevisions, faqSlugs, faqTranslations } from "@/db/schema";
import { now } from "@/lib/clock";
import type { Actor } from "../access/actor";
import { authorizeDesk } from "../access/authorize";
import { record } from "../events/record";
import { type Article, lockArticle, touchReaders } from "./load";
import { touchArticle } from "./write";

/** Puts an article away: no reader finds it, no address answers, and nothing of it is lost. */
export async function archiveArticle(actor: Actor, id: string): Promise<void> {
  await db.transaction(async (tx) => {
    authorizeDesk(actor, "faq.publish");
    await archiveIn(tx, actor, await lockArticle(tx, id));
  });
}

/** Brings it back as it was. */
export async function restoreArticle(actor: Actor, id: string): Promise<void> {
  await db.transaction(async (tx) => {
    authorizeDesk(actor, "faq.publish");
    await restoreIn(tx, actor, await lockArticle(tx, id));
  });
}

export async function restoreIn(tx: Tx, actor: Actor, article: Article): Promise<void> {
  authorizeDesk(actor, "faq.publish");
  if (!article.archivedAt) return;
  await tx.update(faqArticles).set({ archivedAt: null }).where(eq(faqArticles.id, article.id));
  await record(tx, actor, { type: "article.restored", subject: `article:${article.id}`, data: { articleId: article.id } });
  await touchReaders(tx);
  await touchArticle(tx, article.id);
  article.archivedAt = null;
}

/** Deletes a draft that no reader ever saw; an article that was once published is archived instead (SEMANTICS A20). */
export async function deleteArticle(actor: Actor, id: string): Promise<"deleted" | "archived"> {
  return db.transaction(async (tx) => {
    authorizeDesk(actor, "faq.publish");
    const article = await lockArticle(tx, id);
    if (await wasPublished(tx, id)) {
      await archiveIn(tx, actor, article);
      return "archived";
    }
    const gone = await tx.delete(faqTranslations).where(eq(faqTranslations.articleId, id)).returning({ title: faqTranslations.title });
    await tx.delete(faqSlugs).where(eq(faqSlugs.articleId, id));
    await tx.delete(faqRevisions).where(eq(faqRevisions.articleId, id));
    await tx.delete(faqArticles).where(eq(faqArticles.id, id));
    const data = { articleId: id, titles: gone.map((translation) => translation.title) };
    await record(tx, actor, { type: "article.deleted", subject: `article:${id}`, data });
    return "deleted";
  });
}

export async function archiveIn(tx: Tx, actor: Actor, { id, archivedAt }: Article): Promise<void> {
  authorizeDesk(actor, "faq.publish");
  if (archivedAt) return;
  await tx.update(faqArticles).set({ archivedAt: now() }).where(eq(faqArticles.id, id));
  await record(tx, actor, { type: "article.archived", subject: `article:${id}`, data: { articleId: id } });
  await touchReaders(tx);
  await touchArticle(tx, id);
}

/** The history knows; a translation that was withdrawn no longer does. */
async function wasPublished(tx: Tx, id: string): Promise<boolean> {
  const rows = await tx
    .select({ type: events.type, times: count() })
    .from(events)
    .where(eq(events.chain, `article:${id}`))
    .groupBy(events.type);
  return rows.some((row) => row.type === "article.published");
}
