import { htmlToText } from "@/lib/html";

/**
 * What somebody wrote himself, without what he quotes and without his signature (SEMANTICS A15). Quotes are folded, never
 * deleted; where everything would be folded nothing is, and what stands above an answer written below it is kept.
 */
export type Folded = { visible: string; folded: string | null };

/** Names of months, verbs and prepositions differ; all such lines end in a colon and name a time or an address. */
const ATTRIBUTIONS = [
  /^(on|am|le|el|il|op|em|den|dnia|w dniu)\b.{5,300}\b(wrote|schrieb|a écrit|escribió|ha scritto|schreef|escreveu|skrev|napisał\(?a?\)?|pisze)\b.{0,120}:\s*$/i,
  /^.{0,120}<[^<>\s]+@[^<>\s]+>\s*(wrote|schrieb|a écrit|escribió|ha scritto|schreef|escreveu|skrev|napisał\(?a?\)?)?.{0,80}:\s*$/i,
  /^\d{4}[-/年].{3,80}<[^<>\s]+@[^<>\s]+>:?\s*$/,
];
const ORIGINAL = /^\s*-{2,}\s*(original message|ursprüngliche nachricht|original-nachricht|message d'origine|mensaje original|messaggio originale|oorspronkelijk bericht|mensagem original|forwarded message|weitergeleitete nachricht)\s*-{2,}\s*$/i;
/** Outlook's header block: a sender line, with a date or recipient line close below. */
const FROM_LINE = /^\s*\*?(from|von|de|da|van|från|fra|od)\s*:\*?\s+\S/i;
const BLOCK_LINE = /^\s*\*?(sent|gesendet|date|datum|envoyé|enviado|inviato|verzonden|skickat|wysłano|to|an|à|para|a|aan|till|do)\s*:\*?\s+\S/i;
const RULE = /^\s*_{10,}\s*$/;
const SIGNATURE = /^-- ?$/;

export function visibleText(text: string): Folded {
  const lines = text.replace(/\r\n?/g, "\n").split("\n");
  const start = quoteStart(lines);
  const own = withoutSignature(start === null ? lines : lines.slice(0, start));
  const visible = own.join("\n").trim();
  // Nothing of his own, or an answer below the quote: fold nothing.
  if (visible === "" || (start !== null && answersBelow(lines.slice(start)))) return { visible: text.trim(), folded: null };
  const rest = lines.slice(own.length).join("\n").trim();
  return { visible, folded: rest === "" ? null : rest };
}

/** The line at which quoting begins, if it goes on to the end. */
function quoteStart(lines: readonly string[]): number | null {
  for (let i = 0; i < lines.length; i += 1) {
    const line = lines[i]!;
    if (ORIGINAL.test(line) || isAttribution(lines, i) || isHeaderBlock(lines, i)) return RULE.test(lines[i - 1] ?? "") ? i - 1 : i;
    if (/^>/.test(line) && lines.slice(i).every((later) => /^>/.test(later) || later.trim() === "")) return i;
  }
  return null;
}

/** An attribution may be broken over two lines, and something quoted follows or ends it. */
function isAttribution(lines: readonly string[], i: number): boolean {
  const one = lines[i]!.trim();
  const two = `${one} ${(lines[i + 1] ?? "").trim()}`;
  const fits = (text: string) => ATTRIBUTIONS.some((pattern) => pattern.test(text));
  if (fits(one)) return true;
  return one.length > 10 && !one.endsWith(":") && fits(two);
}

const isHeaderBlock = (lines: readonly string[], i: number): boolean =>
  FROM_LINE.test(lines[i]!) && lines.slice(i + 1, i + 5).filter((line) => BLOCK_LINE.test(line)).length >= 1 && lines.slice(i + 1, i + 7).some((line) => /^\s*\*?(subject|betreff|objet|asunto|oggetto|onderwerp|assunto|ämne|emne|temat)\s*:/i.test(line));

/** Unquoted lines between or below quoted ones are answers to them. */
function answersBelow(lines: readonly string[]): boolean {
  const firstQuoted = lines.findIndex((line) => /^>/.test(line));
  if (firstQuoted < 0) return false;
  const below = withoutSignature(lines.slice(firstQuoted));
  return below.some((line) => !/^>/.test(line) && line.trim() !== "");
}

function withoutSignature(lines: readonly string[]): string[] {
  const at = lines.findIndex((line) => SIGNATURE.test(line));
  return at > 0 ? lines.slice(0, at) : [...lines];
}

/** Containers by which mail programs mark what they quote. */
const QUOTE_CONTAINER =
  /<(?:div|blockquote|section|span)\b[^>]*(?:class="[^"]*(?:gmail_quote|gmail_attr|yahoo_quoted|moz-cite-prefix|protonmail_quote|zmail_extra|tutanota_quote)[^"]*"|id="(?:divRplyFwdMsg|x_divRplyFwdMsg|appendonsend|OLK_SRC_BODY_SECTION|mail-editor-reference-message-container)"|type="cite"|name="quote")[^>]*>/i;

/** The same for HTML: cut at the first known container, then read as text for attributions and signature. */
export function visibleHtml(html: string): { visibleText: string } {
  const at = QUOTE_CONTAINER.exec(html)?.index ?? -1;
  const own = at > 0 ? htmlToText(html.slice(0, at)) : "";
  const below = at > 0 ? htmlToText(html.slice(at).replace(/<blockquote[\s\S]*<\/blockquote>/gi, "")) : "";
  // An answer that stands below the quote would be cut away with it: then the whole is shown.
  const answered = own === "" || interleaved(below);
  return { visibleText: visibleText(answered ? htmlToText(html) : own).visible };
}

const interleaved = (below: string): boolean => {
  const lines = below.split("\n").filter((line) => line.trim() !== "" && !ATTRIBUTIONS.some((pattern) => pattern.test(line.trim())) && !BLOCK_LINE.test(line) && !FROM_LINE.test(line));
  return lines.length > 0 && /<\/blockquote>/i.test(below);
};
