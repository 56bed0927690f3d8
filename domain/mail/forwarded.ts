import type { Mailbox } from "@/db/schema";
import type { ParsedMail } from "./parse";
import { isForward } from "./subject";

/** The letter inside a forwarded one: whole as an attachment, or written out below a line. `date` is ISO 8601 or null. */
export type Forwarded = { from: Mailbox | null; to: Mailbox[]; subject: string; date: string | null; text: string };

/**
 * What was forwarded, or null. A letter attached whole counts when the subject says so or nothing else is said; one
 * written out counts below the line by which mail programs announce it, or, in a forward, below Outlook's header lines.
 */
export function forwardedIn(mail: ParsedMail): Forwarded | null {
  const [letter] = mail.letters();
  if (letter && (isForward(mail.subject) || mail.text.trim().length < 500)) return attached(letter);
  return writtenOut(mail);
}

const attached = ({ from, to, subject, date, text }: ParsedMail): Forwarded => ({
  from,
  to,
  subject,
  date: date?.toISOString() ?? null,
  text: text.trim(),
});

const ANNOUNCED =
  /^[ \t>]*(?:-{2,}\s*(?:forwarded message|weitergeleitete nachricht|message transféré|mensaje reenviado|messaggio inoltrato|doorgestuurd bericht|mensagem encaminhada|wiadomość przekazana|videresendt besked|vidarebefordrat meddelande)\s*-{2,}|begin forwarded message\s*:|anfang der weitergeleiteten nachricht\s*:|début du message (?:réexpédié|transféré)\s*:|inicio del mensaje reenviado\s*:|inizio messaggio inoltrato\s*:|begin doorgestuurd bericht\s*:)[ \t]*$/im;

const NAMES: [keyof Forwarded, RegExp][] = [
  ["from", /^(?:from|von|de|da|van|från|fra|od)$/i],
  ["to", /^(?:to|an|à|para|a|aan|till|til|do)$/i],
  ["subject", /^(?:subject|betreff|objet|asunto|oggetto|onderwerp|assunto|ämne|emne|temat)$/i],
  ["date", /^(?:date|sent|datum|gesendet|envoyé|fecha|enviado(?: el)?|data|inviato|verzonden|skickat|sendt|wysłano)$/i],
];

function writtenOut(mail: ParsedMail): Forwarded | null {
  const lines = mail.text.slice(0, 500_000).replace(/\r\n?/g, "\n").split("\n");
  const announced = lines.findIndex((line) => line.length < 200 && ANNOUNCED.test(line));
  const start =
    announced >= 0
      ? announced + 1
      : isForward(mail.subject)
        ? lines.findIndex((line, i) => fieldIn(line)?.[0] === "from" && fieldsFrom(lines, i).fields.size >= 3)
        : -1;
  if (start < 0) return null;
  const { fields, next } = fieldsFrom(lines, start);
  if (!fields.has("from")) return null;
  // Written without a zone, as most are, it is taken as UTC: the same on every server.
  const said = (fields.get("date") ?? "").replace(/\bat\b/, "");
  const date = new Date(/[+-]\d{4}|\b(?:GMT|UTC|Z)\b/.test(said) ? said : `${said} UTC`);
  return {
    from: mailboxesIn(fields.get("from")!)[0] ?? null,
    to: mailboxesIn(fields.get("to") ?? ""),
    subject: fields.get("subject") ?? "",
    date: Number.isNaN(date.getTime()) ? null : date.toISOString(),
    text: unquoted(lines.slice(next)).join("\n").trim(),
  };
}

/** The header lines from here on, empty lines in front of them passed over. */
function fieldsFrom(lines: readonly string[], start: number): { fields: Map<keyof Forwarded, string>; next: number } {
  const fields = new Map<keyof Forwarded, string>();
  let i = start;
  while (i < lines.length && i < start + 3 && bare(lines[i]!) === "") i += 1;
  for (; i < lines.length && i < start + 20; i += 1) {
    const line = bare(lines[i]!);
    if (line === "") break;
    const found = fieldIn(line);
    if (found && !fields.has(found[0])) fields.set(found[0], found[1]);
    else if (!/^\*?[\p{L}-]{2,20}\s?:/u.test(line) && fields.size === 0) break;
  }
  return { fields, next: i };
}

const bare = (line: string): string => line.replace(/^(?:[ \t]*>)*[ \t]*/, "").trim();

function fieldIn(line: string): [keyof Forwarded, string] | null {
  const match = /^\*?([\p{L} ]{1,12}?)\s?:\*?\s+(\S.{0,1000})$/u.exec(bare(line));
  const name = match && NAMES.find(([, pattern]) => pattern.test(match[1]!))?.[0];
  return name ? [name, match[2]!.trim()] : null;
}

/** `Omar Said <omar@acme.example>`, `"Said, Omar" [mailto:omar@acme.example]`, a bare address, several of them. */
function mailboxesIn(value: string): Mailbox[] {
  const found = [
    ...value
      .slice(0, 2000)
      .matchAll(/(?:"([^"]{0,200})"|([^<>[\],;"]{0,200}?))\s*[<[(]?(?:mailto:)?([^\s<>()[\],;:"]{1,64}@[^\s<>()[\],;:"]{1,255})[>\])]?/g),
  ];
  return found.map(([, quoted, plain, address]) => ({ name: (quoted ?? plain ?? "").replace(/^['\s]+|['\s]+$/g, ""), address: address! }));
}

/** Apple Mail quotes what it forwards. */
function unquoted(lines: readonly string[]): readonly string[] {
  const written = lines.filter((line) => line.trim() !== "");
  return written.length > 0 && written.every((line) => line.startsWith(">")) ? lines.map((line) => line.replace(/^> ?/, "")) : lines;
}
