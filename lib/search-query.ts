import { type SQL, sql } from "drizzle-orm";

/** Longer than anybody types; the rest is not read. */
const MAX_QUERY = 200;
/** A shorter beginning of a word would find everything. */
const MIN_PREFIX = 3;

/** The words of what somebody typed into a search box. */
export const wordsIn = (text: string): string[] =>
  text
    .slice(0, MAX_QUERY)
    .toLowerCase()
    .match(/[\p{L}\p{N}]+/gu) ?? [];

/**
 * What somebody typed as a tsquery: quotes, `or` and `-` as search engines have them, stemmed in each of the languages,
 * or every word as the beginning of one. Null when there is nothing to look for.
 */
export function searchQuery(text: string, languages: readonly string[]): SQL | null {
  const typed = text.slice(0, MAX_QUERY);
  const words = wordsIn(typed);
  if (words.length === 0) return null;
  const stemmed = ["simple", ...languages].map((language) => sql`websearch_to_tsquery(${language}::regconfig, ${typed})`);
  const isPlain = !/["-]|\bor\b/i.test(typed);
  if (isPlain) stemmed.push(sql`to_tsquery('simple', ${words.map((word) => (word.length < MIN_PREFIX ? word : `${word}:*`)).join(" & ")})`);
  return sql`(${sql.join(stemmed, sql` || `)})`;
}

const FROM = "\ue000";
const TO = "\ue001";
/** PostgreSQL would leave out what looks like a tag: it gets other brackets for the time being. */
const OPEN = "\ue002";
const SHUT = "\ue003";

const MARKS = `StartSel=${FROM}, StopSel=${TO}`;
const PARTS = `${MARKS}, MaxFragments=2, MinWords=8, MaxWords=22, FragmentDelimiter=" … "`;

/** Where the words were found: PostgreSQL's excerpt, its marks as characters that no text has. */
export const excerptOf = (language: SQL, text: SQL, query: SQL): SQL<string> => headline(language, text, query, PARTS);

/** The same for a title: all of it, with its marks. */
export const markedTitle = (language: SQL, text: SQL, query: SQL): SQL<string> =>
  headline(language, text, query, `${MARKS}, HighlightAll=true`);

const headline = (language: SQL, text: SQL, query: SQL, options: string) =>
  sql<string>`ts_headline(${language}, translate(${text}, ${`<>${FROM}${TO}`}, ${OPEN + SHUT}), ${query}, ${options})`;

export type Marked = { text: string; found: boolean }[];

/** An excerpt as pieces, those found and those between: whoever draws it escapes it as any other text. */
export const piecesOf = (excerpt: string): Marked =>
  excerpt
    .replaceAll(OPEN, "<")
    .replaceAll(SHUT, ">")
    .split(FROM)
    .flatMap((part, i) => {
      if (i === 0) return [{ text: part, found: false }];
      const [found = "", rest = ""] = part.split(TO);
      return [
        { text: found, found: true },
        { text: rest, found: false },
      ];
    })
    .filter((piece) => piece.text !== "");

/** The same for a text whose words are only nearly those typed: marks what differs by a slip or two. */
export function nearlyMarked(text: string, typed: string): Marked {
  const words = wordsIn(typed).filter((word) => word.length >= MIN_PREFIX);
  return text
    .split(/([\p{L}\p{N}]+)/u)
    .filter((piece) => piece !== "")
    .map((piece) => ({ text: piece, found: words.some((word) => isNear(word, piece.toLowerCase())) }));
}

/** One slip in a short word, two in a long one: a letter too many, too few, wrong, or two changed about. */
export function isNear(a: string, b: string): boolean {
  const allowed = a.length >= 8 ? 2 : a.length >= 4 ? 1 : 0;
  if (Math.abs(a.length - b.length) > allowed) return false;
  let [before, row]: [number[], number[]] = [[], Array.from({ length: b.length + 1 }, (_, i) => i)];
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      let steps = Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + same);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) steps = Math.min(steps, before[j - 2]! + 1);
      next.push(steps);
    }
    [before, row] = [row, next];
  }
  return row[b.length]! <= allowed;
}
