import { createHash } from "node:crypto";
import { type AddressObject, type ParsedMail as Raw, simpleParser } from "mailparser";
import type { Mailbox } from "@/db/schema";
import { htmlToText } from "@/lib/html";

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
  /** All values of a header, by its lower-case name. */
  header: (name: string) => string[];
};

/** Nothing sensible can be had from these bytes. The letter is kept and shown as unreadable. */
export class UnreadableMail extends Error {
  override name = "UnreadableMail";
}

const MAX_PARTS = 1000;
const MAX_HEADER_BYTES = 2 * 1024 * 1024;

/**
 * Reads a raw message (RFC 5322, 2045–2047, 2231) as far as it can be read: wrong charsets, missing boundaries, NULs and
 * bare line feeds are mended, not refused. Throws UnreadableMail for what is no message at all: no header, a header
 * block of megabytes, more than a thousand parts.
 */
export async function parseMail(raw: Buffer): Promise<ParsedMail> {
  const headerEnd = headerLength(raw);
  if (headerEnd > MAX_HEADER_BYTES) throw new UnreadableMail("Its header block is larger than two megabytes.");
  if (!/^[!-9;-~]+[ \t]*:/m.test(raw.subarray(0, Math.min(headerEnd, 64 * 1024)).toString("latin1"))) {
    throw new UnreadableMail("It has no headers: this is no mail.");
  }
  if (partsIn(raw) > MAX_PARTS) throw new UnreadableMail(`It has more than ${MAX_PARTS} parts.`);
  const parsed = await simpleParser(raw, { skipHtmlToText: true, skipTextToHtml: true, skipImageLinks: true, skipTextLinks: true });

  const header = headerReader(parsed);
  const html = typeof parsed.html === "string" ? clean(parsed.html) : null;
  const text = clean(parsed.text ?? "") || (html ? htmlToText(html) : "");
  return {
    subject: clean(parsed.subject ?? "").replace(/\s+/g, " ").trim(),
    from: mailboxes(parsed.from)[0] ?? null,
    replyTo: mailboxes(parsed.replyTo),
    to: mailboxes(parsed.to),
    cc: mailboxes(parsed.cc),
    messageId: idsIn(parsed.messageId)[0] ?? null,
    inReplyTo: idsIn(header("in-reply-to").join(" ")),
    references: idsIn(header("references").join(" ")),
    date: parsed.date && !Number.isNaN(parsed.date.getTime()) ? parsed.date : null,
    text,
    html,
    attachments: parsed.attachments.map((part, i) => attachmentOf(part, i, html ?? "")),
    header,
  };
}

function headerLength(raw: Buffer): number {
  const crlf = raw.indexOf("\r\n\r\n");
  const lf = raw.indexOf("\n\n");
  const ends = [crlf, lf].filter((at) => at >= 0);
  return ends.length ? Math.min(...ends) : raw.length;
}

/** A bound from below that needs no parsing: every part has its own Content-Type or follows a boundary line. */
function partsIn(raw: Buffer): number {
  let count = 0;
  for (let at = raw.indexOf("\n--"); at >= 0 && count <= MAX_PARTS * 4; at = raw.indexOf("\n--", at + 3)) {
    if (/^\n--[^\r\n]{1,200}\r?\nContent-/i.test(raw.subarray(at, at + 230).toString("latin1"))) count += 1;
  }
  return count;
}

/** Postgres text holds no NUL, and half a surrogate pair is no character. */
const clean = (text: string): string => text.replaceAll("\0", "").toWellFormed();

function headerReader(parsed: Raw): (name: string) => string[] {
  const lines = parsed.headerLines.map(({ key, line }) => ({ key: key.toLowerCase(), value: line.slice(line.indexOf(":") + 1).replace(/\r?\n[ \t]+/g, " ").trim() }));
  return (name) => lines.filter((line) => line.key === name.toLowerCase()).map((line) => clean(line.value));
}

function mailboxes(field: AddressObject | AddressObject[] | undefined): Mailbox[] {
  const values = [field ?? []].flat().flatMap((object) => object.value ?? []);
  const flat = values.flatMap((value) => value.group ?? [value]);
  return flat.flatMap(({ name, address }) => (address ? [{ name: clean(name ?? "").trim(), address: clean(address).trim() }] : []));
}

const idsIn = (text: string | undefined): string[] => [...new Set(text?.match(/<[^<>\s]+>/g) ?? [])];

function attachmentOf(part: Raw["attachments"][number], index: number, html: string): MailAttachment {
  const contentId = part.cid ?? null;
  return {
    filename: displayName(part.filename, part.contentType, index),
    contentType: sniff(part.content) ?? part.contentType ?? "application/octet-stream",
    size: part.content.length,
    sha256: createHash("sha256").update(part.content).digest("hex"),
    // An image nobody refers to is shown as an attachment (SEMANTICS A13).
    inline: contentId !== null && html.includes(`cid:${contentId}`),
    contentId,
    content: part.content,
  };
}

/** The sender's name for a file, without the folders and control characters he may have put into it. */
function displayName(name: string | undefined, contentType: string, index: number): string {
  const bare = clean(name ?? "")
    .replace(/^.*[/\\]/, "")
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must go
    .replace(/[\u0000-\u001f\u007f\u202a-\u202e\u2066-\u2069]/g, "")
    .trim()
    .slice(0, 200);
  if (bare !== "" && bare !== "." && bare !== "..") return bare;
  const ending = { "message/rfc822": "eml", "image/png": "png", "image/jpeg": "jpg", "image/gif": "gif", "application/pdf": "pdf", "text/calendar": "ics", "text/plain": "txt" }[contentType];
  return `attachment-${index + 1}${ending ? `.${ending}` : ""}`;
}

const SIGNATURES: [string, Buffer][] = [
  ["image/png", Buffer.from([0x89, 0x50, 0x4e, 0x47])],
  ["image/jpeg", Buffer.from([0xff, 0xd8, 0xff])],
  ["image/gif", Buffer.from("GIF8")],
  ["application/pdf", Buffer.from("%PDF-")],
];

const sniff = (content: Buffer): string | undefined => SIGNATURES.find(([, magic]) => content.subarray(0, magic.length).equals(magic))?.[0];
