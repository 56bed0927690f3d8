import { htmlToText } from "@/lib/html";

/**
 * What somebody wrote himself, without what he quotes and without his signature (docs: mail rules A15). Quotes are
 * folded, never deleted; where everything would be folded nothing is, and what stands above an answer written below it
 * is kept.
 */
export type Folded = { visible: string; folded: string | null };

/** Lines longer than this are prose: no mail program writes such an attribution. It bounds every pattern below, too. */
const MAX_LINE = 500;
/** An attribution may be broken over this many lines. */
const MAX_BROKEN = 3;

const WROTE =
  "(?:wrote|writes|schrieb(?: am)?|geschrieben|a écrit|escribió|ha escrito|ha scritto|scrisse|schreef|heeft .{0,60}geschreven|escreveu|skrev|kirjoitti|napisał(?:\\(a\\)|a)?|pisze|napsal(?:\\(a\\)|a)?|írta|a scris|yazdı|пише|написал(?:\\(а\\)|а)?|писал(?:\\(а\\)|а)?|写道|寫道|さんは書きました)";
/** Verbs and prepositions differ; all such lines end in a colon and name a time or an address. */
const ATTRIBUTIONS = [
  new RegExp(`^(?:on|am|le|el|il|op|em|den|dnia|w dniu|dne|pe|em|a|на|в|于|在)(?=[\\s\\d]|$).{5,300}${WROTE}.{0,160}[:：]$`, "iu"),
  new RegExp(`^.{0,160}[<[(][^<>\\s]{1,100}@[^<>\\s]{1,150}[>\\])]\\s*.{0,60}${WROTE}.{0,120}[:：]$`, "iu"),
  new RegExp(`^.{1,120}\\d{1,4}[./:-]\\d{1,2}.{0,100}${WROTE}\\s*[:：]$`, "iu"),
  /^.{0,160}<[^<>\s]{1,100}@[^<>\s]{1,150}>\s*[:：]$/u,
  /^\d{4}\s?[-/年].{3,80}<[^<>\s]{1,100}@[^<>\s]{1,150}>[:：]?$/u,
];
const ORIGINAL =
  /^\s*-{2,}\s*(?:original message|original appointment|ursprüngliche (?:nachricht|mail|e-mail)|original-?nachricht|message (?:d'origine|original)|mensaje original|messaggio originale|oorspronkelijk bericht|mensagem original|oryginalna wiadomość|wiadomość oryginalna|ursprungligt meddelande|oprindelig meddelelse|původní zpráva|forwarded message|weitergeleitete nachricht|message transféré|reply above this line)\s*-{2,}\s*$/i;
/** Outlook's header block: a sender line, with a date or recipient line and a subject close below. */
const FROM_LINE = /^\s*[*_]*(?:from|von|de|da|van|från|fra|od|feladó|от|发件人|寄件者)\s?[:：][*_]*\s+\S/i;
const BLOCK_LINE =
  /^\s*[*_]*(?:sent|gesendet|date|datum|envoyé|fecha|enviado(?: el)?|data|inviato|verzonden|skickat|sendt|wysłano|to|an|à|para|per|a|aan|till|til|do|cc|发送时间|收件人)\s?[:：][*_]*\s+\S/i;
const SUBJECT_LINE =
  /^\s*[*_]*(?:subject|betreff|objet|asunto|oggetto|onderwerp|assunto|ämne|emne|temat|předmět|tárgy|тема|主题|主旨)\s?[:：]/i;
const RULE = /^\s*(?:_{10,}|-{20,})\s*$/;
const SIGNATURE = /^--[ \u00a0]?$/;
/** The line our own mails may carry above what they quote, and the signed mark at their foot. */
const OWN_MARKER =
  /^\s*(?:(?:##|==|—)-?.{0,160}(?:above this line|oberhalb dieser zeile|über dieser zeile).{0,40}$|\[ref:\s*t\.[0-9a-f]{32}\.)/i;
const QUOTED = /^\s?(?:>|\|\s)/;
/** Where a container of the HTML began; a private character, so no letter writes it. */
const CONTAINER = "\ue0f1";

/** Splits a letter's text into what its writer wrote and what he repeats. Both keep their line breaks. */
export function visibleText(text: string): Folded {
  const lines = text.replaceAll(CONTAINER, "").replace(/\r\n?/g, "\n").split("\n");
  return fold(lines);
}

/**
 * The same for HTML, as text: the containers by which mail programs mark what they quote count, and so does everything
 * that counts in plain text.
 */
export function visibleHtml(html: string): { visibleText: string; folded: string | null } {
  const marked = html.replaceAll(CONTAINER, "").replace(QUOTE_CONTAINER, (tag) => `<div>${CONTAINER}</div>${tag}`);
  const { visible, folded } = fold(htmlToText(marked).split("\n"));
  return { visibleText: visible, folded };
}

/** The HTML above the first container of what is quoted, or null where no container tells. It may end within an element. */
export function htmlAboveQuote(html: string): string | null {
  const at = html.search(QUOTE_CONTAINER);
  return at > 0 ? html.slice(0, at) : null;
}

/** Of Gmail, Yahoo, Thunderbird, Proton, Zoho, Tutanota, GMX, Outlook on the web, in Windows and on the Mac, Apple. */
const QUOTE_CONTAINER =
  /<(?:div|blockquote|section|span|table)\b(?=[^>]{0,500}?(?:class="[^">]{0,200}(?:gmail_quote|gmail_extra|yahoo_quoted|moz-cite-prefix|protonmail_quote|zmail_extra|tutanota_quote|ms-outlook-mobile-reference-message|WordSection1_quote)|id="(?:x_)?(?:divRplyFwdMsg|appendonsend|OLK_SRC_BODY_SECTION|mail-editor-reference-message-container|isReplyContent|reply-intro)"|type="?cite|name="quote"))[^>]{0,1000}>/gi;

function fold(marked: readonly string[]): Folded {
  const lines = marked.map((line) => line.replaceAll(CONTAINER, ""));
  const start = quoteStart(lines, marked);
  const own = withoutSignature(start === null ? lines : lines.slice(0, start));
  const visible = own.join("\n").trim();
  const whole = () =>
    lines
      .filter((line, i) => line !== "" || marked[i] === "")
      .join("\n")
      .trim();
  // Nothing of his own, or an answer below the quote: fold nothing.
  if (visible === "" || (start !== null && answersBelow(lines.slice(start)))) return { visible: whole(), folded: null };
  const rest = lines.slice(own.length).join("\n").trim();
  return { visible, folded: rest === "" ? null : rest };
}

/** The line at which quoting begins, if it goes on to the end. */
function quoteStart(lines: readonly string[], marked: readonly string[]): number | null {
  const lastOwn = withoutSignature(withoutListFooter(lines)).findLastIndex((line) => !QUOTED.test(line) && line.trim() !== "");
  for (let i = 0; i < lines.length; i += 1) {
    const line = lines[i]!;
    if (line !== marked[i]) return i;
    if (i > lastOwn && QUOTED.test(line)) return i;
    if (line.length > MAX_LINE || line.trim() === "") continue;
    if (ORIGINAL.test(line) || OWN_MARKER.test(line) || attributionAt(lines, i) > 0 || isHeaderBlock(lines, i))
      return RULE.test(lines[i - 1] ?? "") ? i - 1 : i;
  }
  return null;
}

/** How many lines an attribution takes that begins here; 0 for none. */
function attributionAt(lines: readonly string[], i: number): number {
  let text = "";
  for (let length = 1; length <= MAX_BROKEN; length += 1) {
    const line = (lines[i + length - 1] ?? "").trim();
    if (line === "" || QUOTED.test(line)) return 0;
    text = `${text} ${line}`.trim();
    if (text.length > MAX_LINE) return 0;
    if (/[:：]$|>$/.test(text) && ATTRIBUTIONS.some((pattern) => pattern.test(text))) return length;
    if (/[:：]$/.test(text)) return 0;
  }
  return 0;
}

const isHeaderBlock = (lines: readonly string[], i: number): boolean => {
  const below = lines.slice(i + 1, i + 8);
  return (
    FROM_LINE.test(lines[i]!) &&
    below.some((line) => line.length <= 5000 && SUBJECT_LINE.test(line)) &&
    below.some((line) => line.length <= 5000 && BLOCK_LINE.test(line))
  );
};

/** Unquoted lines between or below quoted ones are answers to them. */
function answersBelow(lines: readonly string[]): boolean {
  const firstQuoted = lines.findIndex((line) => QUOTED.test(line));
  if (firstQuoted < 0) return false;
  const below = withoutSignature(withoutListFooter(lines.slice(firstQuoted)));
  for (let i = 0; i < below.length; i += 1) {
    if (QUOTED.test(below[i]!) || below[i]!.trim() === "") continue;
    const attribution = attributionAt(below, i);
    if (attribution === 0) return true;
    i += attribution - 1;
  }
  return false;
}

function withoutSignature(lines: readonly string[]): string[] {
  const at = lines.findIndex((line) => SIGNATURE.test(line));
  return at > 0 ? lines.slice(0, at) : [...lines];
}

/** What list servers write under everything that passes through them is nobody's answer. */
function withoutListFooter(lines: readonly string[]): readonly string[] {
  const at = lines.findLastIndex((line) => RULE.test(line));
  return at >= 0 && lines.slice(at).some((line) => /mailing list|unsubscribe|listinfo/i.test(line)) ? lines.slice(0, at) : lines;
}
