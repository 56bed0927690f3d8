import type { Actor } from "@/domain/access/actor";
import type { Category } from "@/domain/faq/categories";
import { getArticle } from "@/domain/faq/queries";
import { escapeHtml, markdownToHtml, textToHtml } from "@/lib/html";
import type { Marked } from "@/lib/search-query";

/** An article as the outside sees it. */
export async function articlePageView(actor: Actor, id: string) {
  const { abilities: _, ...article } = await getArticle(actor, id);
  return article;
}

export const categoryView = ({ id, slug, names, parentId, position }: Category) => ({ id, slug, names, parentId, position });

/** What a program wrote, as HTML; the act cleans it. */
export const articleHtml = (body: string, format: "text" | "html" | "markdown"): string =>
  format === "html" ? body : format === "markdown" ? markdownToHtml(body) : textToHtml(body);

export const markedHtml = (pieces: Marked): string =>
  pieces.map(({ text, found }) => (found ? `<mark>${escapeHtml(text)}</mark>` : escapeHtml(text))).join("");
