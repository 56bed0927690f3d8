/** A letter in a form that can be read, its headers as its writer meant them, and what had to be done for it. */
export type Mended = { raw: Buffer; headers: string[]; mended: string[] };

/** More than real letters have; what stands beyond is cut away, the whole is kept in the stored bytes. */
const MAX_PARTS = 500;
const MAX_HEADERS = 1000;
const MAX_HEADER_LENGTH = 64 * 1024;
const MAX_HEAD_LENGTH = 512 * 1024;
/** Kept whatever stands before them: a bomb of other headers must not hide who wrote and what he answers. */
const WANTED =
  /^(from|sender|reply-to|to|cc|subject|date|message-id|in-reply-to|references|content-(type|transfer-encoding|disposition|id)|mime-version|auto-submitted|precedence|return-path|delivered-to|x-original-to|list-|x-auto|x-loop|x-open-ticket)/i;
const HEADER_LINE = /^[!-9;-~]+[ \t]*:/;

/**
 * Puts right what other programs put wrong, before a parser that insists on RFC 5322 and 2046 sees it: the mbox line on
 * top, bare carriage returns, NULs and 8-bit letters in headers, no empty line under the head, header bombs, a multipart
 * whose boundary is missing or untrue, thousands of parts (docs: mail rules A1.2). The bytes given are not changed.
 */
export function mendMail(original: Buffer): Mended {
  const mended: string[] = [];
  const note = (what: string) => void (mended.includes(what) || mended.push(what));
  const raw = withoutPreface(withLineFeeds(original, note), note);
  const { head, body } = split(raw, note);
  const lines = boundedHeaders(headersIn(head), note);
  const readable = (some: string[]) => utf8(Buffer.from(some.join("\r\n").replaceAll("\0", ""), "latin1"), note);
  const typed = readable(withTrueBoundary(lines, body, note));
  // A report without parts is still a report: what it says of itself is kept as it was said.
  const headers = headersIn(readable(lines).toString("utf8"));
  return { raw: Buffer.concat([typed, Buffer.from("\r\n\r\n"), withinParts(body, note)]), headers, mended };
}

type Note = (what: string) => void;

function withLineFeeds(raw: Buffer, note: Note): Buffer {
  if (raw.includes(0x0a) || !raw.includes(0x0d)) return raw;
  note("Its lines ended in bare carriage returns.");
  return Buffer.from(raw.toString("latin1").replaceAll("\r", "\n"), "latin1");
}

/** A byte order mark, empty lines or mbox's "From " line in front of the first header. */
function withoutPreface(raw: Buffer, note: Note): Buffer {
  const preface =
    /^(?:\u00ef\u00bb\u00bf)?(?:[ \t]*\r?\n)*(?:>?From [^\r\n]{0,1000}\r?\n)?/.exec(raw.subarray(0, 8192).toString("latin1"))?.[0].length ??
    0;
  if (preface > 0) note("Something stood in front of its first header.");
  return raw.subarray(preface);
}

function split(raw: Buffer, note: Note): { head: string; body: Buffer } {
  const ends = ["\r\n\r\n", "\n\n", "\n\r\n"].map((mark) => ({ at: raw.indexOf(mark), length: mark.length })).filter(({ at }) => at >= 0);
  const end = ends.sort((a, b) => a.at - b.at)[0];
  if (end) return { head: raw.subarray(0, end.at).toString("latin1"), body: raw.subarray(end.at + end.length) };
  // No empty line at all: the body begins where the headers stop looking like headers.
  const text = raw.toString("latin1");
  let at = 0;
  for (const line of text.split("\n")) {
    if (!HEADER_LINE.test(line) && !/^[ \t]/.test(line)) break;
    at += line.length + 1;
  }
  if (at < raw.length) note("No empty line stood between its headers and its text.");
  return { head: text.slice(0, at).trimEnd(), body: raw.subarray(Math.min(at, raw.length)) };
}

/** Headers with the lines that continue them, still folded. */
function headersIn(head: string): string[] {
  const headers: string[] = [];
  let lines: string[] = [];
  for (const line of head.split(/\r?\n/)) {
    if (!/^[ \t]/.test(line) && lines.length > 0) {
      headers.push(lines.join("\r\n"));
      lines = [];
    }
    lines.push(line);
  }
  headers.push(lines.join("\r\n"));
  return headers;
}

function boundedHeaders(headers: string[], note: Note): string[] {
  const short = headers.map((header) => {
    if (header.length <= MAX_HEADER_LENGTH) return header;
    note("A header of it was longer than 64 kB and was cut.");
    return header.slice(0, MAX_HEADER_LENGTH);
  });
  if (short.length <= MAX_HEADERS && short.reduce((sum, header) => sum + header.length, 0) <= MAX_HEAD_LENGTH) return short;
  note("It had more headers than can be read; only the usual ones were kept.");
  const seen = new Map<string, number>();
  let room = MAX_HEAD_LENGTH;
  return short.filter((header) => {
    const name = WANTED.exec(header)?.[0].toLowerCase();
    if (!name) return false;
    seen.set(name, (seen.get(name) ?? 0) + 1);
    room -= header.length;
    return room > 0 && seen.get(name)! <= 20;
  });
}

/** A multipart whose boundary is not named, or named wrongly, is read by the one it uses; where it uses none, as text. */
function withTrueBoundary(headers: string[], body: Buffer, note: Note): string[] {
  const at = headers.findIndex((header) => /^content-type[ \t]*:[ \t\r\n]*multipart\//i.test(header));
  const type = headers[at];
  if (type === undefined || /boundary\*/i.test(type)) return headers;
  const named = /boundary[ \t]*=[ \t]*(?:"([^"\r\n]+)"|([^\s;"]+))/i.exec(type);
  const boundary = named?.[1] ?? named?.[2];
  if (boundary && body.includes(`--${boundary}`)) return headers;
  const used = /(?:^|\n)--([^\r\n]{1,70}?)[ \t]*\r?\n(?:content-|mime-)/i.exec(body.subarray(0, 1024 * 1024).toString("latin1"))?.[1];
  const others = headers.filter((_, i) => i !== at);
  if (used) {
    note("Its boundary was missing or wrong; the one it uses was taken.");
    const rest = type.replace(/;?[ \t\r\n]*boundary[ \t]*=[ \t]*(?:"[^"\r\n]*"?|[^\s;"]*)/i, "");
    return [...others, `${rest.trimEnd().replace(/;$/, "")}; boundary="${used}"`];
  }
  note("It said that it has parts, but has none; it was read as text.");
  const html = /<(?:html|body|div|p|table)\b/i.test(body.subarray(0, 4096).toString("latin1"));
  return [...others, `Content-Type: text/${html ? "html" : "plain"}`];
}

/** Headers in bare 8-bit letters are UTF-8 (RFC 6532) or, from older programs, Windows' Western letters. */
function utf8(head: Buffer, note: Note): Buffer {
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(head);
    return head;
  } catch {
    note("Its headers held letters of an unnamed character set.");
    return Buffer.from(new TextDecoder("windows-1252").decode(head), "utf8");
  }
}

/** Every part begins at a boundary line with a header below it, or none. What follows the last one allowed is cut. */
function withinParts(body: Buffer, note: Note): Buffer {
  let parts = 0;
  for (let at = body.indexOf("\n--"); at >= 0; at = body.indexOf("\n--", at + 3)) {
    if (!/^\n--[^\r\n]{1,200}\r?\n(?:content-|mime-|\r?\n)/i.test(body.subarray(at, at + 220).toString("latin1"))) continue;
    parts += 1;
    if (parts <= MAX_PARTS) continue;
    note(`It has more than ${MAX_PARTS} parts; only the first ones were read.`);
    return body.subarray(0, at);
  }
  return body;
}
