import { db } from "@/db";
import type { FaqLocale } from "@/db/schema";
import type { Actor } from "../access/actor";
import { authorizeDesk } from "../access/authorize";
import { archiveIn, restoreIn } from "./archive";
import { lockArticle, requireArticleRevision } from "./load";
import { publishIn, withdrawIn } from "./publish";
import type { ArticleState } from "./queries";
import { type ArticleChange, saveIn } from "./write";

/**
 * Changes several things of an article at once, all or none: its text in one language (the one it was written in unless
 * said otherwise), its place, and at last its state. Each part asks its own right and records its own event.
 */
export async function changeArticle(
  actor: Actor,
  id: string,
  { locale: wanted, state, revision, ...change }: Omit<ArticleChange, "locale"> & { locale?: FaqLocale; state?: ArticleState },
): Promise<void> {
  await db.transaction(async (tx) => {
    authorizeDesk(actor, "faq.write");
    const article = await lockArticle(tx, id);
    requireArticleRevision(article, revision);
    const locale = wanted ?? article.sourceLocale;
    if (state && state !== "archived") await restoreIn(tx, actor, article);
    if (Object.values(change).some((part) => part !== undefined)) await saveIn(tx, actor, article, { ...change, locale });
    if (state === "published") await publishIn(tx, actor, article, locale);
    if (state === "draft") await withdrawIn(tx, actor, article, locale);
    if (state === "archived") await archiveIn(tx, actor, article);
  });
}
