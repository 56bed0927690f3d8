/**
 * Letters whose charset parameter does not fit their bytes: UTF-8 said and Windows' Western letters meant, or the other
 * way round. The two are told apart because hardly any Western text is valid UTF-8 by chance.
 */
export type Guess = "windows-1252" | "utf-8";

/** UTF-8 read as Western: "Ã¼" for "ü", "â€“" for a dash. */
const MOJIBAKE = /[ÂÃ][\u0080-\u00bf‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ€]|â€/;
const WESTERN = /^(?:iso-?8859-?15?|latin-?1|windows-1252|cp-?1252)$/i;

/** Whether a text looks as if it had been written in `charset` and read as the other one. */
export const isMisread = (text: string, charset: Guess): boolean =>
  charset === "windows-1252" ? text.includes("\ufffd") : MOJIBAKE.test(text);

/** The same letter with another charset said, wherever what is said could be a mistake; Japanese stays Japanese. */
export function declareCharset(raw: Buffer, charset: Guess): Buffer {
  const text = raw.toString("latin1");
  const end = text.search(/\r?\n\r?\n/);
  const typed = /^content-type[ \t]*:/im.test(text.slice(0, end < 0 ? text.length : end)) ? text : `Content-Type: text/plain\r\n${text}`;
  const said = typed.replace(/(charset[ \t]*=[ \t]*"?)([\w.:-]{1,40})/gi, (whole, lead: string, name: string) =>
    isDoubtful(name, charset) ? `${lead}${charset}` : whole,
  );
  const unsaid =
    /^(content-type[ \t]*:[ \t]*text\/[a-z]+)(?=[ \t]*(?:;[^\r\n]*)?\r?$)(?![^\r\n]*charset|[^\r\n]*\r?\n[ \t][^\r\n]*charset)/gim;
  return Buffer.from(charset === "windows-1252" ? said.replace(unsaid, `$1; charset=${charset}`) : said, "latin1");
}

function isDoubtful(name: string, charset: Guess): boolean {
  if (charset === "utf-8") return WESTERN.test(name);
  if (/^(?:utf-?8|us-?ascii|ascii)$/i.test(name)) return true;
  try {
    new TextDecoder(name);
    return false;
  } catch {
    return true;
  }
}

/** The better of two readings. Where the first has understood more letters than it lost, single broken ones are left. */
export function moreLegible(first: string, second: string, charset: Guess): string {
  if (charset === "utf-8") return MOJIBAKE.test(first) && !second.includes("\ufffd") ? second : first;
  const lost = count(first, /\ufffd/g);
  return lost > count(first, /[\u0080-\ufffc]/g) && count(second, /\ufffd/g) < lost ? second : first;
}

const count = (text: string, what: RegExp): number => text.match(what)?.length ?? 0;
