import { createHash } from "node:crypto";
import { type AddressObject, type ParsedMail as Raw, simpleParser } from "mailparser";
import type { Mailbox } from "@/db/schema";
import { htmlToText } from "@/lib/html";
import { declareCharset, isMisread, moreLegible } from "./charset";
import { mendMail } from "./mend";

export type MailAttachment = {
  filename: string;
  contentType: string;
  size: number;
  sha256: string;
  inline: boolean;
  contentId: string | null;
  content: Buffer;
};

export type ParsedMail = {
  subject: string;
  from: Mailbox | null;
  sender: Mailbox | null;
  replyTo: Mailbox[];
  to: Mailbox[];
  cc: Mailbox[];
  messageId: string | null;
  inReplyTo: string[];
  references: string[];
  date: Date | null;
  text: string;
  html: string | null;
  attachments: MailAttachment[];
  /** All values of a header, unfolded, by its lower-case name. */
  header: (name: string) => string[];
  /** Lower-case names of all headers, once each. */
  headerNames: () => string[];
  /** All headers as they stand, topmost first: what a server added stands above what it was given. */
  headerLines: () => readonly (readonly [name: string, value: string])[];
  /** Letters this one carries whole (message/rfc822), outermost first. */
  letters: () => ParsedMail[];
  /** Sentences on what had to be put right before it could be read. */
  mended: () => string[];
};

/** A letter without what makes it handy: plain data, as it goes from one thread to another. */
export type MailData = Omit<ParsedMail, "header" | "headerNames" | "headerLines" | "letters" | "mended"> & {
  headerLines: readonly (readonly [name: string, value: string])[];
  letters: MailData[];
  mended: string[];
};

export function dataOf({ header: _, headerNames: __, ...mail }: ParsedMail): MailData {
  return { ...mail, headerLines: mail.headerLines(), letters: mail.letters().map(dataOf), mended: mail.mended() };
}

/** The letter of its data. A Buffer that went from thread to thread is a bare Uint8Array. */
export function mailOf(data: MailData): ParsedMail {
  const { headerLines, letters, mended, ...plain } = data;
  const read = letters.map(mailOf);
  const attachments = plain.attachments.map(({ content, ...rest }) => ({
    ...rest,
    content: Buffer.from(content.buffer, content.byteOffset, content.byteLength),
  }));
  return { ...plain, attachments, ...headersOf(headerLines), letters: () => read, mended: () => mended };
}

/** Nothing sensible can be had from these bytes. The letter is kept and shown as unreadable. */
export class UnreadableMail extends Error {
  override name = "UnreadableMail";
}

/** Letters within letters within letters are read this deep; below, they are files. */
const MAX_DEPTH = 3;
const MAX_LETTERS = 10;
const MAX_IDS = 100;

/**
 * Reads a raw message (RFC 5322, 2045–2047, 2231) as far as it can be read: wrong charsets, missing boundaries, NULs,
 * header bombs and thousands of parts are mended, not refused (docs: mail rules A1.2). `text` is made from the HTML where
 * there is no text part, or one that says less than a third of it. Throws UnreadableMail, with a sentence, for bytes
 * without any header.
 */
export const parseMail = (raw: Buffer): Promise<ParsedMail> => readLetter(raw, 1);

async function readLetter(original: Buffer, depth: number): Promise<ParsedMail> {
  const { raw, headers, mended } = mendMail(original);
  if (
    !/^[!-9;-~]+[ \t]*:/m.test(
      raw
        .subarray(0, 64 * 1024)
        .toString("latin1")
        .split("\r\n\r\n", 1)[0]!,
    )
  ) {
    throw new UnreadableMail("It has no headers: this is no mail.");
  }
  const parsed = await parts(raw);
  const { text, html } = await legible(raw, parsed);
  const { header, headerNames, headerLines } = headersOf(linesIn(headers));
  const letters = depth < MAX_DEPTH ? await lettersIn(parsed, depth) : [];
  return {
    subject: clean(parsed.subject ?? "")
      .replace(/\s+/g, " ")
      .trim(),
    from: mailboxes(parsed.from)[0] ?? null,
    sender: mailboxes(parsed.headers.get("sender") as AddressObject | undefined)[0] ?? null,
    replyTo: mailboxes(parsed.replyTo),
    to: mailboxes(parsed.to),
    cc: mailboxes(parsed.cc),
    messageId: idsIn(parsed.messageId)[0] ?? null,
    inReplyTo: idsIn(header("in-reply-to").join(" ")),
    references: idsIn(header("references").join(" ")),
    date: dateIn(header("date")[0]),
    text: textOf(text, html),
    html,
    attachments: parsed.attachments.map((part, i) => attachmentOf(part, i, html ?? "")),
    header,
    headerNames,
    headerLines,
    letters: () => letters,
    mended: () => mended,
  };
}

/** A report and a letter inside stay files of their own: merged into the text, nobody could tell them from it. */
async function parts(raw: Buffer): Promise<Raw> {
  try {
    return await simpleParser(raw, {
      skipHtmlToText: true,
      skipTextLinks: true,
      keepCidLinks: true,
      keepDeliveryStatus: true,
      ignoreEmbedded: true,
      maxHeadSize: 4 * 1024 * 1024,
    });
  } catch (error) {
    throw new UnreadableMail(`It cannot be read: ${error instanceof Error ? error.message : String(error)}.`);
  }
}

/** The text as it was meant: a charset that does not fit the bytes is replaced by the one that does. */
async function legible(raw: Buffer, parsed: Raw): Promise<{ text: string; html: string | null }> {
  const read = { text: parsed.text ?? "", html: parsed.html || "" };
  let best = read;
  for (const charset of ["windows-1252", "utf-8"] as const) {
    if (!isMisread(`${read.text}${read.html}`, charset)) continue;
    const again = await parts(declareCharset(raw, charset));
    best = { text: moreLegible(read.text, again.text ?? "", charset), html: moreLegible(read.html, again.html || "", charset) };
    break;
  }
  return { text: clean(best.text), html: best.html === "" ? null : clean(best.html) };
}

/** Some programs put "your program shows no HTML" into the text part, others only the footer of the list. */
function textOf(text: string, html: string | null): string {
  if (html === null) return text;
  if (text.trim() === "") return htmlToText(html);
  const fromHtml = htmlToText(html);
  return wordsIn(fromHtml) > 3 * wordsIn(text) + 20 ? fromHtml : text;
}

const wordsIn = (text: string): number => text.match(/\S+/g)?.length ?? 0;

/** Postgres text holds no NUL, and half a surrogate pair is no character. */
const clean = (text: string): string => text.replaceAll("\0", "").toWellFormed();

const linesIn = (headers: readonly string[]): [string, string][] =>
  headers.flatMap((line): [string, string][] => {
    const colon = line.indexOf(":");
    if (colon <= 0) return [];
    const value = line.slice(colon + 1).replace(/\r?\n[ \t]+/g, " ");
    return [[line.slice(0, colon).trim().toLowerCase(), clean(value.trim())]];
  });

function headersOf(lines: MailData["headerLines"]): Pick<ParsedMail, "header" | "headerNames" | "headerLines"> {
  const values = new Map<string, string[]>();
  for (const [name, value] of lines) values.set(name, [...(values.get(name) ?? []), value]);
  return {
    header: (name) => values.get(name.toLowerCase()) ?? [],
    headerNames: () => [...values.keys()],
    headerLines: () => lines,
  };
}

function mailboxes(field: AddressObject | AddressObject[] | undefined): Mailbox[] {
  const values = [field ?? []].flat().flatMap((object) => object.value ?? []);
  const flat = values.flatMap((value) => value.group ?? [value]);
  return flat.flatMap(({ name, address }) => (address ? [{ name: oneLine(name ?? ""), address: oneLine(address) }] : []));
}

const oneLine = (text: string): string => clean(text).replace(/\s+/g, " ").trim();

/** The first, which began the conversation, and the latest; some programs leave the brackets away. */
function idsIn(text: string | undefined): string[] {
  const ids = [...new Set(text?.match(/<[^<>\s]+>/g) ?? [])];
  if (ids.length === 0 && /^[^\s<>]+@[^\s<>]+$/.test(text ?? "")) return [`<${text}>`];
  return ids.length <= MAX_IDS ? ids : [ids[0]!, ...ids.slice(1 - MAX_IDS)];
}

/** Null for what is no date, and for one that no clock could have shown. */
function dateIn(value: string | undefined): Date | null {
  const date = new Date((value ?? "").replace(/\([^()]*\)/g, " ").trim());
  const year = date.getUTCFullYear();
  return year >= 1980 && year < 2200 ? date : null;
}

async function lettersIn(parsed: Raw, depth: number): Promise<ParsedMail[]> {
  const carried = parsed.attachments.filter((part) => part.contentType === "message/rfc822").slice(0, MAX_LETTERS);
  const read = await Promise.all(carried.map((part) => readLetter(part.content, depth + 1).catch(() => null)));
  return read.filter((letter) => letter !== null);
}

function attachmentOf(part: Raw["attachments"][number], index: number, html: string): MailAttachment {
  const contentId = part.cid ? clean(part.cid) : null;
  // An empty Content-Type is read as `false`, whatever the types say.
  const contentType = typeOf(part.content, part.contentType || "", part.filename || "");
  return {
    filename: displayName(part.filename || "", contentType, index),
    contentType,
    size: part.content.length,
    sha256: createHash("sha256").update(part.content).digest("hex"),
    // An image nobody refers to is shown as an attachment (docs: mail rules A13).
    inline: contentId !== null && (html.includes(`cid:${contentId}`) || html.includes(`cid:${encodeURIComponent(contentId)}`)),
    contentId,
    content: part.content,
  };
}

const ENDINGS: Record<string, string> = {
  "message/rfc822": "eml",
  "message/delivery-status": "txt",
  "text/rfc822-headers": "txt",
  "image/png": "png",
  "image/jpeg": "jpg",
  "image/gif": "gif",
  "image/webp": "webp",
  "image/tiff": "tiff",
  "application/pdf": "pdf",
  "application/zip": "zip",
  "text/calendar": "ics",
  "text/plain": "txt",
  "text/html": "html",
  "text/csv": "csv",
};

/** The sender's name for a file, without the folders, line ends and direction marks he may have put into it. */
function displayName(name: string, contentType: string, index: number): string {
  const bare = clean(name)
    .replace(/[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/gu, "")
    .replace(/^.*[/\\]/, "")
    .trim();
  if (bare !== "" && !/^\.+$/.test(bare)) return shortened(bare);
  const ending = ENDINGS[contentType];
  return `attachment-${index + 1}${ending ? `.${ending}` : ""}`;
}

/** At most 200 characters, the ending kept. */
function shortened(name: string): string {
  if (name.length <= 200) return name;
  const ending = /\.[^.]{1,10}$/.exec(name)?.[0] ?? "";
  return `${name.slice(0, 200 - ending.length).toWellFormed()}${ending}`;
}

const SIGNATURES: [type: string, magic: RegExp][] = [
  ["image/png", /^\x89PNG/],
  ["image/jpeg", /^\xff\xd8\xff/],
  ["image/gif", /^GIF8/],
  ["image/webp", /^RIFF[\s\S]{4}WEBP/],
  ["image/bmp", /^BM[\s\S]{4}\0\0\0\0/],
  ["image/tiff", /^(?:II\*\0|MM\0\*)/],
  ["application/pdf", /^%PDF-/],
];
/** What a browser shows by itself: believed only when the bytes say the same. */
const SHOWN = /^(?:image\/(?:png|jpe?g|pjpeg|gif|webp|bmp|x-ms-bmp|tiff)|application\/(?:x-)?pdf)$/;
const BY_NAME: Record<string, string> = {
  csv: "text/csv",
  txt: "text/plain",
  log: "text/plain",
  ics: "text/calendar",
  eml: "message/rfc822",
  zip: "application/zip",
  docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
};

/** What a file is, by its first bytes, then by what its sender says, then by its name (docs: mail rules A13). */
function typeOf(content: Buffer, declared: string, filename: string): string {
  const start = content.subarray(0, 16).toString("latin1");
  const sniffed = SIGNATURES.find(([, magic]) => magic.test(start))?.[0];
  if (sniffed) return sniffed;
  const said = clean(declared).toLowerCase();
  if (SHOWN.test(said) || !/^[\w.+-]+\/[\w.+-]+$/.test(said)) return "application/octet-stream";
  if (said !== "application/octet-stream") return said;
  return BY_NAME[/\.(\w{1,5})$/.exec(filename)?.[1]?.toLowerCase() ?? ""] ?? said;
}
