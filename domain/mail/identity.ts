import { createHash } from "node:crypto";

const HEADER_END = /\r?\n\r?\n/;
/** Headers that a delivery adds on the way: two copies of one letter differ in them. */
const TRACE = /^(received|return-path|delivered-to|x-original-to)$/i;

/**
 * What makes a letter one letter over all doors (SEMANTICS A1.1): Message-ID, Date and body; without a Message-ID the
 * raw bytes less the trace headers. Alarms send one constant Message-ID for ever, so that alone proves nothing.
 */
export function identityOf(raw: Buffer): string {
  const { headers, body } = split(raw);
  const messageId = headerOf(headers, "message-id");
  const hash = createHash("sha256");
  if (messageId) hash.update(`id ${messageId.trim()}\ndate ${headerOf(headers, "date") ?? ""}\n`);
  else
    hash.update(
      `${headers
        .filter(([name]) => !TRACE.test(name))
        .map(([name, value]) => `${name.toLowerCase()}:${value}`)
        .join("\n")}\n`,
    );
  return hash.update(normaliseLines(body)).digest("hex");
}

/** The ids by which a letter names itself and those it answers, read before anything else is. */
export function threadHeadersOf(raw: Buffer): { messageId: string | null; answers: string[] } {
  const { headers } = split(raw);
  const ids = (name: string) => headerOf(headers, name)?.match(/<[^<>\s]+>/g) ?? [];
  return { messageId: ids("message-id")[0] ?? null, answers: [...new Set([...ids("in-reply-to"), ...ids("references")])].slice(-50) };
}

function split(raw: Buffer): { headers: [string, string][]; body: Buffer } {
  // Latin-1 keeps one character per byte, so that positions are byte positions.
  const head = raw.subarray(0, 256 * 1024).toString("latin1");
  const end = HEADER_END.exec(head);
  const text = end ? head.slice(0, end.index) : head;
  const body = end ? raw.subarray(end.index + end[0].length) : Buffer.alloc(0);
  const unfolded = text.replace(/\r?\n[ \t]+/g, " ");
  const headers = unfolded.split(/\r?\n/).flatMap((line): [string, string][] => {
    const colon = line.indexOf(":");
    return colon > 0 ? [[line.slice(0, colon).trim(), line.slice(colon + 1).trim()]] : [];
  });
  return { headers, body };
}

const headerOf = (headers: [string, string][], name: string): string | undefined =>
  headers.find(([key]) => key.toLowerCase() === name)?.[1];

/** One door hands CRLF, another LF, a third adds a last line end. */
const normaliseLines = (body: Buffer): Buffer => Buffer.from(body.toString("latin1").replace(/\r\n?/g, "\n").trimEnd(), "latin1");
