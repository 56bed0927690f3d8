import { and, desc, eq, type SQL, sql } from "drizzle-orm";
import { db, type Tx } from "@/db";
import { type FaqLocale, faqArticles, faqTranslations } from "@/db/schema";
import { excerptOf, type Marked, markedTitle, nearlyMarked, piecesOf, searchQuery, wordsIn } from "@/lib/search-query";
import { inLanguage, isReadable, type Reader } from "./read";

export type FoundArticle = { id: string; locale: FaqLocale; slug: string; title: Marked; excerpt: Marked };
export type Findings = {
  hits: FoundArticle[];
  /** True when nothing held the words as typed and these hold words like them. */
  nearly: boolean;
};

const SHOWN = 20;
/** Enough for a transposed pair in a word of seven letters; below it everything is like everything. */
const LIKENESS = 0.45;
const SHORTEST_LIKE = 4;
const EXCERPT = 240;

/**
 * Published articles the reader may see, best first; each once, preferably in his language. Where no article holds the
 * words as typed, those that hold words a slip away are given.
 */
export async function searchArticles(reader: Reader, text: string, locale: FaqLocale, limit = SHOWN): Promise<Findings> {
  const exact = await holdingWords(reader, text, locale, limit);
  if (exact.length > 0) return { hits: exact, nearly: false };
  return { hits: await holdingLikeWords(reader, text, locale, limit), nearly: true };
}

async function holdingWords(reader: Reader, text: string, locale: FaqLocale, limit: number): Promise<FoundArticle[]> {
  const query = searchQuery(text, ["english", "german"]);
  if (!query) return [];
  const language = sql`case when ${faqTranslations.locale} = 'de' then 'german'::regconfig else 'english'::regconfig end`;
  const rank = sql<number>`ts_rank_cd('{0.1, 0.2, 0.4, 1.0}', ${faqTranslations.document}, ${query}) * ${preferring(locale)}`;
  const best = db
    .select({ articleId: faqTranslations.articleId, locale: faqTranslations.locale, rank: rank.as("rank") })
    .from(faqTranslations)
    .innerJoin(faqArticles, eq(faqArticles.id, faqTranslations.articleId))
    .where(and(isReadable(reader), sql`${faqTranslations.document} @@ ${query}`))
    .orderBy(desc(sql`rank`))
    .limit(limit * 2)
    .as("best");
  const rows = await db
    .select({
      id: best.articleId,
      locale: best.locale,
      slug: faqTranslations.slug,
      title: markedTitle(language, sql`${faqTranslations.publishedTitle}`, query),
      excerpt: excerptOf(language, sql`left(${faqTranslations.publishedText}, 20000)`, query),
    })
    .from(best)
    .innerJoin(faqTranslations, and(eq(faqTranslations.articleId, best.articleId), eq(faqTranslations.locale, best.locale)))
    .orderBy(desc(best.rank));
  return inLanguage(rows, locale)
    .slice(0, limit)
    .map((row) => ({ ...row, title: piecesOf(row.title), excerpt: piecesOf(row.excerpt) }));
}

async function holdingLikeWords(reader: Reader, text: string, locale: FaqLocale, limit: number): Promise<FoundArticle[]> {
  const words = wordsIn(text).filter((word) => word.length >= SHORTEST_LIKE);
  if (words.length === 0) return [];
  const haystack = sql`lower(${faqTranslations.publishedTitle} || ' ' || left(${faqTranslations.publishedText}, 20000))`;
  const likeness = sql.join(
    words.map((word) => sql`word_similarity(${word}, ${haystack})`),
    sql` + `,
  );
  const rows = await db.transaction(async (tx) => {
    await setLikeness(tx);
    return tx
      .select({
        id: faqArticles.id,
        locale: faqTranslations.locale,
        slug: faqTranslations.slug,
        title: faqTranslations.publishedTitle,
        text: sql<string>`left(${faqTranslations.publishedText}, 20000)`,
      })
      .from(faqTranslations)
      .innerJoin(faqArticles, eq(faqArticles.id, faqTranslations.articleId))
      .where(and(isReadable(reader), ...words.map((word) => sql`${word} <% ${haystack}`)))
      .orderBy(desc(sql`(${likeness}) * ${preferring(locale)}`))
      .limit(limit * 2);
  });
  const like = inLanguage(rows, locale).map(({ text: whole, title, ...row }) => ({
    ...row,
    title: nearlyMarked(title, text),
    excerpt: around(whole, text),
  }));
  // Three letters in common make words alike that nobody would take for one another: those go where better ones are.
  const meant = like.filter((hit) => [...hit.title, ...hit.excerpt].some((piece) => piece.found));
  return (meant.length > 0 ? meant : like).slice(0, limit);
}

/** For this transaction only: `<%` reads it. */
const setLikeness = (tx: Tx) => tx.execute(sql`select set_config('pg_trgm.word_similarity_threshold', ${String(LIKENESS)}, true)`);

const preferring = (locale: FaqLocale): SQL => sql`(case when ${faqTranslations.locale} = ${locale} then 2 else 1 end)`;

/** The text around the first word that is meant. */
function around(whole: string, typed: string): Marked {
  const pieces = nearlyMarked(whole.replace(/\s+/g, " "), typed);
  const first = Math.max(0, pieces.findIndex((piece) => piece.found) - 12);
  const shown: Marked = [];
  for (let i = first, length = 0; i < pieces.length && length < EXCERPT; i += 1) {
    length += pieces[i]!.text.length;
    shown.push(pieces[i]!);
  }
  return first > 0 ? [{ text: "… ", found: false }, ...shown] : shown;
}
