import type { ParsedMail } from "./parse";

export type BouncedRecipient = { address: string; status: string; permanent: boolean };
export type Bounce = { recipients: BouncedRecipient[]; originalMessageId: string | null };
/** What the server that reports says of a recipient, in its own words where it has any. */
export type Reported = BouncedRecipient & { action: string; diagnostic: string };
export type DeliveryReport = { class: "dsn-permanent" | "dsn-temporary" | "dsn-success"; bounce: Bounce; reported: Reported[] };

/**
 * What a report on a delivery says (RFC 3464; and in words, by servers that predate it), or null when the letter is none.
 * `status` is the enhanced code of RFC 3463; `permanent` only for a failure of class 5: an answer of class 4 that gave
 * up after days proves nothing against the address. Addresses are those we wrote to, as far as the report says.
 */
export function deliveryReportOf(mail: ParsedMail, isOwnMessageId: (id: string) => boolean): DeliveryReport | null {
  const reports = mail.attachments.filter((part) => /^message\/(?:global-)?delivery-status$/.test(part.contentType));
  if (reportType(mail) !== "delivery-status" && reports.length === 0 && !speaksOfBounce(mail)) return null;
  const standard = reports.flatMap((part) => standardRecipients(part.content.toString("utf8").slice(0, MAX_REPORT)));
  const found = standard.length > 0 ? standard : recipientsInWords(mail);
  const bounce = {
    recipients: found.map(({ address, status, permanent }) => ({ address, status, permanent })),
    originalMessageId: originalOf(mail, isOwnMessageId),
  };
  return { class: classOf(found, mail), bounce, reported: found };
}

const MAX_REPORT = 256 * 1024;
const MAX_RECIPIENTS = 100;
const MAX_DIAGNOSTIC = 500;

/** The report-type parameter of a multipart/report (RFC 6522), or null. */
export function reportType(mail: ParsedMail): string | null {
  const type = mail.header("content-type")[0] ?? "";
  return /multipart\/report/i.test(type) ? (/report-type\s*=\s*"?([\w-]+)/i.exec(type)?.[1]?.toLowerCase() ?? "") : null;
}

const FAILED =
  /undeliver|delivery (?:status notification|failure|has failed|problem|delayed|incomplete)|mail delivery (?:failed|system|failure)|returned mail|returned to sender|failure notice|message (?:blocked|delayed|not delivered)|delayed mail|unzustellbar|nicht (?:zugestellt|zustellbar)|zustellung (?:fehlgeschlagen|verzögert)|non remis|non distribu|échec de (?:la )?remise|no se (?:puede|pudo) entregar|no entregado|impossibile recapitare|mancata consegna|onbestelbaar|niet bezorgd|não entregue|niedostarcz|nie można dostarczyć|kan inte levereras|kunne ikke leveres/i;

/** A letter of a mail server that says in its subject that something could not be delivered. */
function speaksOfBounce(mail: ParsedMail): boolean {
  const byServer = /^(?:mailer-daemon|postmaster|mail-daemon|microsoftexchange[0-9a-f]+)(?:[+.-].*)?@/i.test(mail.from?.address ?? "");
  const noSender = mail.header("return-path").some((value) => value.replace(/\s/g, "") === "<>");
  if (mail.header("x-failed-recipients").length > 0 && (byServer || noSender)) return true;
  return (byServer || noSender) && FAILED.test(mail.subject);
}

/** One group of lines for the message, then one for each recipient (RFC 3464 section 2.1). */
function standardRecipients(report: string): Reported[] {
  const groups = report
    .replace(/\r\n?/g, "\n")
    .replace(/\n[ \t]+(?=\S)/g, " ")
    .split(/\n[ \t]*\n/);
  return groups.slice(0, MAX_RECIPIENTS).flatMap((group) => {
    const address = addressIn(field(group, "Original-Recipient")) ?? addressIn(field(group, "Final-Recipient"));
    if (!address) return [];
    const action =
      field(group, "Action")
        ?.toLowerCase()
        .match(/^[a-z]+/)?.[0] ?? "failed";
    const status =
      /([245]\.\d{1,3}\.\d{1,3})/.exec(field(group, "Status") ?? field(group, "Diagnostic-Code") ?? "")?.[1] ??
      DEFAULT_STATUS[action] ??
      "2.0.0";
    const diagnostic = (field(group, "Diagnostic-Code") ?? "").replace(/^[\w-]+\s*;\s*/, "").slice(0, MAX_DIAGNOSTIC);
    return [{ address, status, action, diagnostic, permanent: action === "failed" && status.startsWith("5") }];
  });
}

const DEFAULT_STATUS: Record<string, string> = { failed: "5.0.0", delayed: "4.0.0" };

const field = (group: string, name: string): string | undefined =>
  new RegExp(`^${name}[ \\t]*:[ \\t]*(.*)$`, "im").exec(group)?.[1]?.trim();

/** `rfc822; <omar@acme.example>`, with what xtext hides as +XX (RFC 3461 section 4). */
function addressIn(value: string | undefined): string | null {
  const bare = (value ?? "").replace(/^[\w-]+\s*;/, "").replace(/[<>\s"]/g, "");
  const plain = bare.includes("@")
    ? bare
    : bare.replace(/\+([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return /^[^@]+@[^@]+$/.test(plain) ? plain.toLowerCase() : null;
}

const DELAYED =
  /delay|verzöger|noch nicht zugestellt|retard|retras|ritard|vertraag|will (?:be retried|continue to try|keep trying)|do not need to resend/i;

/** Servers that predate the standard say it in words: an address and a code near the top, above the returned letter. */
function recipientsInWords(mail: ParsedMail): Reported[] {
  const words = mail.text.slice(0, 20_000).split(/^-{3,}.*(?:copy of|original message|returned|included|header).*$/im)[0] ?? "";
  const named = mail.header("x-failed-recipients").flatMap((value) => value.split(/[\s,]+/));
  const own = new Set([...mail.to, ...mail.cc, ...(mail.from ? [mail.from] : [])].map((box) => box.address.toLowerCase()));
  const written = words.match(/[\w.+=-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+/g) ?? [];
  const addresses = (
    named.some((one) => one.includes("@")) ? named : written.filter((one) => !own.has(one.toLowerCase())).slice(0, 1)
  ).filter((one) => one.includes("@"));
  const delayed = DELAYED.test(mail.subject) || (DELAYED.test(words) && !/fail|fehlgeschlagen|permanent/i.test(mail.subject));
  const status = /\b([245]\.\d{1,3}\.\d{1,3})\b/.exec(words)?.[1] ?? (delayed ? "4.0.0" : "5.0.0");
  const action = delayed ? "delayed" : "failed";
  return [...new Set(addresses.map((one) => one.toLowerCase()))].map((address) => ({
    address,
    status,
    action,
    diagnostic: "",
    permanent: action === "failed" && status.startsWith("5"),
  }));
}

/** An id of ours before any other; else that of the returned letter, of the report's own fields, of what it answers. */
function originalOf(mail: ParsedMail, isOwnMessageId: (id: string) => boolean): string | null {
  const heads = mail.attachments
    .filter((part) => /^text\/rfc822-headers$|^message\/(?:global|global-headers|rfc822-headers)$/.test(part.contentType))
    .map((part) => part.content.toString("utf8").slice(0, MAX_REPORT));
  const idLine = /^(?:X-)?(?:Original-)?Message-ID:\s*(<[^<>\s]{1,500}>)/gim;
  const ids = [
    ...mail.letters().flatMap((letter) => letter.messageId ?? []),
    ...heads.flatMap((head) => [...head.matchAll(idLine)].map((match) => match[1]!)),
    ...mail.header("x-original-message-id").flatMap((value) => value.match(/<[^<>\s]+>/g) ?? []),
    ...mail.inReplyTo,
    ...[...mail.references].reverse(),
    ...[...mail.text.slice(0, MAX_REPORT).matchAll(idLine)].map((match) => match[1]!),
  ];
  return ids.find(isOwnMessageId) ?? ids[0] ?? null;
}

function classOf(found: readonly Reported[], mail: ParsedMail): DeliveryReport["class"] {
  if (found.some((one) => one.permanent)) return "dsn-permanent";
  if (found.some((one) => one.action === "delayed" || one.status.startsWith("4") || one.action === "failed")) return "dsn-temporary";
  if (found.length > 0) return "dsn-success";
  return DELAYED.test(mail.subject)
    ? "dsn-temporary"
    : /succe|relayed|delivered|erfolg/i.test(mail.subject) && !FAILED.test(mail.subject)
      ? "dsn-success"
      : "dsn-permanent";
}
