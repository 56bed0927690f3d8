import { convert, type FormatCallback } from "html-to-text";
import { marked } from "marked";
import sanitizeHtml, { type IOptions, type Transformer } from "sanitize-html";

/** Raised when the cleaner changes, so that what was cached by the old one is cleaned again. */
export const SANITISER_VERSION = 5;

const TEXT_TAGS = [
  "p",
  "br",
  "div",
  "span",
  "b",
  "strong",
  "i",
  "em",
  "u",
  "s",
  "del",
  "ins",
  "sub",
  "sup",
  "small",
  "mark",
  "code",
  "pre",
  "kbd",
  "blockquote",
  "ul",
  "ol",
  "li",
  "dl",
  "dt",
  "dd",
  "hr",
  "h1",
  "h2",
  "h3",
  "h4",
  "h5",
  "h6",
  "a",
];
const MAIL_TAGS = [
  ...TEXT_TAGS,
  "table",
  "thead",
  "tbody",
  "tfoot",
  "tr",
  "td",
  "th",
  "caption",
  "colgroup",
  "col",
  "img",
  "center",
  "font",
];

const COLOR = [/^#[0-9a-f]{3,8}$/i, /^rgba?\([\d\s.,%]+\)$/i, /^[a-z]{3,20}$/i];
const LENGTH = [/^\d{1,3}(\.\d{1,3})?(px|pt|em|rem|%)$/, /^1[0-9]{3}px$/, /^0$/, /^auto$/];
const BORDER = [
  /^(0|none)$/,
  /^\d{1,2}(\.\d{1,2})?(px|pt) (solid|dashed|dotted|double|none)( (#[0-9a-f]{3,8}|rgba?\([\d\s.,%]+\)|[a-z]{3,20}))?$/i,
  /^(solid|dashed|dotted|none)( (#[0-9a-f]{3,8}|[a-z]{3,20}))?( \d{1,2}(\.\d{1,2})?(px|pt))?$/i,
];
const STYLES = {
  "*": {
    color: COLOR,
    "background-color": COLOR,
    "text-align": [/^(left|right|center|justify|start|end)$/],
    "font-weight": [/^(normal|bold|bolder|lighter|[1-9]00)$/],
    "font-style": [/^(normal|italic|oblique)$/],
    "text-decoration": [/^(none|underline|line-through)$/],
    width: LENGTH,
    "max-width": LENGTH,
    "padding-left": LENGTH,
    "margin-left": LENGTH,
    border: BORDER,
    "border-top": BORDER,
    "border-right": BORDER,
    "border-bottom": BORDER,
    "border-left": BORDER,
    "border-collapse": [/^(collapse|separate)$/],
  },
};

const LINKS: IOptions = {
  allowedSchemes: ["http", "https", "mailto", "tel"],
  allowedSchemesAppliedToAttributes: ["href"],
  allowProtocolRelative: false,
  // Their content goes with them; a browser would read it as something else than we did.
  nonTextTags: [
    "script",
    "style",
    "textarea",
    "option",
    "noscript",
    "template",
    "title",
    "svg",
    "math",
    "xmp",
    "iframe",
    "noembed",
    "noframes",
    "plaintext",
    "object",
  ],
  disallowedTagsMode: "discard",
  parser: { lowerCaseTags: true },
};

const outside = (_tag: string, attribs: Record<string, string>) => ({
  tagName: "a",
  attribs: {
    ...(attribs.href ? { href: attribs.href } : {}),
    ...(attribs.title ? { title: attribs.title } : {}),
    target: "_blank",
    rel: "noopener noreferrer nofollow",
  },
});

/**
 * A stranger's HTML, made safe to show: an allowlist of tags, attributes and styles; no script, form, frame, drawing or
 * remote image. `cid` gives the address of an attached image by its content id, or null. Remote images become an empty
 * place that names where they would come from.
 */
export function cleanMailHtml(html: string, { cid = () => null }: { cid?: (contentId: string) => string | null } = {}): string {
  return sanitizeHtml(shallow(html), {
    ...LINKS,
    allowedTags: MAIL_TAGS,
    allowedAttributes: {
      a: ["href", "title", "target", "rel"],
      img: ["src", "alt", "width", "height", "data-remote-src"],
      td: ["colspan", "rowspan", "align", "valign", "width"],
      th: ["colspan", "rowspan", "align", "valign", "width"],
      table: ["width", "align"],
      col: ["span", "width"],
      "*": ["style", "dir"],
    },
    allowedStyles: STYLES,
    allowedSchemesByTag: { img: ["data"] },
    transformTags: {
      "*": thrifty(),
      ...narrow(),
      a: outside,
      font: coloured,
      img: (_tag, attribs) => ({ tagName: "img", attribs: imageAttributes(attribs, cid) }),
    },
  });
}

/** What `<font color>` said in the mails of old programs. */
const coloured = (_tag: string, { color = "", style }: Record<string, string>): { tagName: string; attribs: Record<string, string> } => {
  const said = COLOR.some((pattern) => pattern.test(color)) ? `color:${color};` : "";
  return { tagName: "span", attribs: said || style ? { style: `${said}${style ?? ""}` } : {} };
};

function imageAttributes(attribs: Record<string, string>, cid: (contentId: string) => string | null): Record<string, string> {
  const { src = "", alt = "", width, height } = attribs;
  const size = {
    ...(/^\d{1,4}$/.test(width ?? "") ? { width: width! } : {}),
    ...(/^\d{1,4}$/.test(height ?? "") ? { height: height! } : {}),
  };
  const attached = /^cid:(.+)$/i.exec(src.trim())?.[1];
  if (attached) {
    const own = cid(decodeQuietly(attached));
    return own ? { src: own, alt, ...size } : { alt, ...size };
  }
  if (/^data:image\/(png|jpeg|gif|webp);base64,[a-z0-9+/=\s]+$/i.test(src)) return { src, alt, ...size };
  return /^https?:\/\//i.test(src) ? { alt, "data-remote-src": src, ...size } : { alt };
}

function decodeQuietly(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** What somebody wrote in our own editor: its tags and nothing else. */
export function cleanEditorHtml(html: string): string {
  return sanitizeHtml(shallow(html), {
    ...LINKS,
    allowedTags: [...TEXT_TAGS, "table", "thead", "tbody", "tr", "td", "th"],
    allowedAttributes: {
      a: ["href", "title", "target", "rel"],
      ol: ["start"],
      td: ["colspan", "rowspan", "align"],
      th: ["colspan", "rowspan", "align"],
    },
    allowedClasses: { code: [/^language-[\w-]{1,30}$/] },
    transformTags: { a: outside },
  });
}

const ARTICLE_TAGS = [
  "p",
  "br",
  "strong",
  "em",
  "u",
  "s",
  "code",
  "pre",
  "blockquote",
  "ul",
  "ol",
  "li",
  "hr",
  "h2",
  "h3",
  "a",
  "table",
  "thead",
  "tbody",
  "tr",
  "td",
  "th",
];
const SAME_AS: Record<string, string> = { b: "strong", i: "em", del: "s", strike: "s", h1: "h2", h4: "h3", h5: "h3", h6: "h3" };

/**
 * An article, from whatever door: exactly the tags that our editor makes, so that what is stored is what it can open
 * again. A link within the desk stays in its window.
 */
export function cleanArticleHtml(html: string): string {
  const link = (_tag: string, { href }: Record<string, string>) => ({
    tagName: "a",
    attribs: href ? { href, ...(/^https?:/i.test(href) ? { rel: "noopener noreferrer" } : {}) } : {},
  });
  return sanitizeHtml(shallow(html), {
    ...LINKS,
    allowedTags: ARTICLE_TAGS,
    allowedAttributes: { a: ["href", "rel"], ol: ["start"], td: ["colspan", "rowspan"], th: ["colspan", "rowspan"] },
    allowedClasses: { code: [/^language-[\w-]{1,30}$/] },
    transformTags: { ...SAME_AS, a: link },
  });
}

/** Deeper than any writer nests, and shallow enough for parsers whose work grows with the square of the depth. */
const MAX_DEPTH = 400;
const LEAVES = new Set([
  "area",
  "base",
  "br",
  "col",
  "embed",
  "hr",
  "img",
  "input",
  "link",
  "meta",
  "param",
  "source",
  "track",
  "wbr",
  "p",
  "li",
  "dt",
  "dd",
  "option",
  "tr",
  "td",
  "th",
  "thead",
  "tbody",
  "tfoot",
]);

/** More than anybody reads, and what one process may be kept busy with: what stands beyond is left out. */
const MAX_LENGTH = 8_000_000;
const MAX_TAGS = 100_000;
const MAX_STYLE = 500_000;
const MAX_TEXT = 1_000_000;
const MAX_LINES = 20_000;

/** The beginning of HTML that goes on for ever, in length or in tags; any other as it is. */
function bounded(html: string): string {
  let at = -1;
  for (let tags = 0; tags <= MAX_TAGS; tags += 1) {
    at = html.indexOf("<", at + 1);
    if (at < 0 || at > MAX_LENGTH) return html.length > MAX_LENGTH ? `${html.slice(0, MAX_LENGTH)}…` : html;
  }
  return `${html.slice(0, at)}…`;
}

/** Styles are read one by one; a letter has so many characters of them, and no more. */
function thrifty(): Transformer {
  let left = MAX_STYLE;
  return (tagName, attribs) => {
    if (!attribs.style) return { tagName, attribs };
    left -= attribs.style.length;
    if (left >= 0) return { tagName, attribs };
    const { style: _, ...rest } = attribs;
    return { tagName, attribs: rest };
  };
}

/** More columns than a screen shows, and more rows than one cell of a letter joins. */
const MAX_COLUMNS = 200;
/** Places in the grid that spanning cells take beyond their own, in all tables of a letter together. */
const MAX_SPANNED = 20_000;
const MAX_ROWS = 1000;

/**
 * Tables that a browser can lay out: the spans of a row's cells make so many columns and no more, and what stands beyond
 * is text behind the last of them. Five million columns, which a short letter can ask for, stop a browser for minutes.
 */
function narrow(): Record<"table" | "tr" | "td" | "th", Transformer> {
  let columns = 0;
  let left = MAX_SPANNED;
  const begin: Transformer = (tagName, attribs) => {
    columns = 0;
    return { tagName, attribs };
  };
  const cell: Transformer = (tagName, { colspan, rowspan, ...attribs }) => {
    if (columns >= MAX_COLUMNS) return { tagName: "span", attribs };
    const wide = Math.min(spanOf(colspan), MAX_COLUMNS - columns, left + 1);
    const high = Math.min(spanOf(rowspan), Math.floor((left + 1) / wide) || 1);
    columns += wide;
    left -= wide * high - 1;
    return {
      tagName,
      attribs: { ...(wide > 1 ? { colspan: String(wide) } : {}), ...(high > 1 ? { rowspan: String(high) } : {}), ...attribs },
    };
  };
  return { table: begin, tr: begin, td: cell, th: cell };
}

const spanOf = (value = ""): number => Math.max(1, Math.min(Number.parseInt(value, 10) || 1, MAX_ROWS));

/** The same HTML, or, of one that is nested to keep us busy, its text without any tag. */
function shallow(long: string): string {
  const html = bounded(long);
  const open = new Map<string, number>();
  let depth = 0;
  for (const [, slash, name] of html.matchAll(/<(\/?)([a-z][a-z0-9:-]{0,30})/gi)) {
    const tag = name!.toLowerCase();
    if (LEAVES.has(tag)) continue;
    const count = open.get(tag) ?? 0;
    if (slash && count === 0) continue;
    open.set(tag, count + (slash ? -1 : 1));
    depth += slash ? -1 : 1;
    if (depth > MAX_DEPTH) return escapeHtml(html.replace(/<[^<>]{0,10000}>/g, " ").replace(/[<>]/g, " "));
  }
  return html;
}

/** Where a cell begins, until its line stands; a private character, so nobody writes it. */
const CELL = "\ue0f2";

/**
 * HTML as text: for the plain part of mails, previews, search. Quotes are prefixed with "> ", links name their address
 * where it differs from their text; of more than two million characters the rest is left out.
 *
 * A row of a table is a line, its cells stand beside each other. Not in aligned columns: widths and spans that a sender
 * chooses would decide how long we work, and layout tables, which most mails are made of, have no columns to read.
 */
export function htmlToText(html: string): string {
  const text = convert(shallow(html.slice(0, 2_000_000).replaceAll(CELL, "")), {
    wordwrap: false,
    formatters: { cell: besideTheLast },
    selectors: [
      { selector: "img", format: "skip" },
      { selector: "a", options: { hideLinkHrefIfSameAsText: true, ignoreHref: false } },
      { selector: "table", format: "block", options: { leadingLineBreaks: 2, trailingLineBreaks: 2 } },
      { selector: "caption", format: "block" },
      { selector: "tr", format: "block", options: { leadingLineBreaks: 1, trailingLineBreaks: 1 } },
      { selector: "td", format: "cell" },
      { selector: "th", format: "cell" },
      ...["h1", "h2", "h3", "h4", "h5", "h6"].map((selector) => ({ selector, options: { uppercase: false } })),
    ],
    limits: { maxInputLength: 2_000_000, maxDepth: 200, ellipsis: "…" },
  });
  return text
    .split("\n")
    .map((line) => (line.includes(CELL) ? besideEachOther(line) : line))
    .join("\n")
    .trim();
}

const besideTheLast: FormatCallback = (cell, walk, builder) => {
  builder.addInline(CELL);
  walk(cell.children, builder);
};

/** The cells of a line that say something, behind the marks of a quote. */
function besideEachOther(line: string): string {
  const quote = /^(?:> ?)*/.exec(line)![0];
  const cells = line
    .slice(quote.length)
    .split(CELL)
    .map((cell) => cell.trim());
  return `${quote}${cells.filter((cell) => cell !== "").join("   ")}`;
}

const ESCAPES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (char) => ESCAPES[char]!);

const ADDRESS = /\bhttps?:\/\/[^\s<>"']{0,2000}[^\s<>"'.,;:!?)\]]|\b[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}\b/gi;

/** Plain text, escaped, as paragraphs with line breaks, its web and mail addresses as links. */
export function textToHtml(text: string): string {
  const paragraphs = beginningOf(text.replace(/\r\n?/g, "\n"))
    .trim()
    .split(/\n{2,}/);
  return paragraphs.map((paragraph) => `<p>${linked(paragraph).replaceAll("\n", "<br />")}</p>`).join("");
}

/** Of a text that goes on for ever, in letters or in lines, its beginning. */
function beginningOf(text: string): string {
  let end = 0;
  for (let line = 0; line < MAX_LINES && end >= 0; line += 1) end = text.indexOf("\n", end + 1);
  const length = Math.min(end < 0 ? text.length : end, MAX_TEXT);
  return length < text.length ? `${text.slice(0, length)}…` : text;
}

function linked(text: string): string {
  let html = "";
  let at = 0;
  for (const match of text.matchAll(ADDRESS)) {
    const address = escapeHtml(match[0]);
    const href = /^https?:/i.test(address) ? address : `mailto:${address}`;
    html += `${escapeHtml(text.slice(at, match.index))}<a href="${href}" target="_blank" rel="noopener noreferrer nofollow">${address}</a>`;
    at = match.index + match[0].length;
  }
  return html + escapeHtml(text.slice(at));
}

/** Markdown (the API's `bodyFormat`), cleaned like everything else. */
export const markdownToHtml = (markdown: string): string => cleanEditorHtml(marked.parse(markdown, { async: false, gfm: true }));
