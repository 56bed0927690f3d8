import { type Bounce, deliveryReportOf, type Reported, reportType } from "./bounce";
import { type Forwarded, forwardedIn } from "./forwarded";
import { isOwnAddress } from "./own-address";
import type { ParsedMail } from "./parse";

export type { Bounce } from "./bounce";
export type { Forwarded } from "./forwarded";

/** What a letter is. Each class is dealt with in its own way (docs: mail rules A1.3). */
export type MailClass =
  | "normal"
  | "out-of-office"
  | "auto-generated"
  | "list"
  | "dsn-permanent"
  | "dsn-temporary"
  | "dsn-success"
  | "mdn"
  | "complaint"
  | "challenge"
  | "own-notification"
  | "spam";

export type MayAnswer = { ok: true } | { ok: false; reason: string };
export type Screening = {
  class: MailClass;
  reasons: string[];
  mayAnswer: MayAnswer;
  bounce: Bounce | null;
  forwarded: Forwarded | null;
  reported: Reported[];
};

export type Ours = { addresses: readonly string[]; domains: readonly string[]; isOwnMessageId: (id: string) => boolean };
/** `envelopeFrom`: "" is the null sender of RFC 5321; null means that nobody knows. */
export type Circumstances = { own: Ours; envelopeFrom?: string | null };

/**
 * Says once what a letter is, with the reasons, and whether a machine may ever answer it (RFC 3834, docs: mail rules A1.3
 * and A3). `spam` is only repeated here from a filter in front of us; else it is for people to say.
 */
export function screenMail(mail: ParsedMail, { own, envelopeFrom = null }: Circumstances): Screening {
  const report = deliveryReportOf(mail, own.isOwnMessageId);
  const [mailClass, reasons] = classify(mail, own, report?.class ?? null);
  const isReport = report !== null && report.class === mailClass;
  return {
    class: mailClass,
    reasons,
    mayAnswer: mayAnswer(mail, mailClass, own, envelopeFrom),
    bounce: isReport ? report.bounce : null,
    reported: isReport ? report.reported : [],
    forwarded: ["normal", "list", "auto-generated"].includes(mailClass) ? forwardedIn(mail) : null,
  };
}

function classify(mail: ParsedMail, own: Ours, delivery: MailClass | null): [MailClass, string[]] {
  const mark = ownMark(mail, own);
  if (mark) return ["own-notification", [mark]];
  const carries = (type: string) => mail.attachments.some((part) => part.contentType === type);
  if (reportType(mail) === "feedback-report" || carries("message/feedback-report"))
    return ["complaint", ["It is an abuse report (RFC 5965)."]];
  if (reportType(mail) === "disposition-notification" || carries("message/disposition-notification"))
    return ["mdn", ["It is a receipt of reading (RFC 8098)."]];
  const spam = spamMark(mail);
  if (spam) return ["spam", [spam]];
  if (delivery) return [delivery, ["It reports on a delivery (RFC 3464)."]];
  const away = absence(mail);
  if (away) return ["out-of-office", [away]];
  if (isChallenge(mail, own)) return ["challenge", ["It asks us to prove that we are no machine."]];
  const list = listMark(mail);
  if (list) return ["list", [list]];
  const machine = machineMarks(mail);
  return machine.length > 0 ? ["auto-generated", machine] : ["normal", []];
}

const automatic = (mail: ParsedMail): string | undefined => mail.header("auto-submitted").find((value) => !/^\s*no\b/i.test(value));
const has = (mail: ParsedMail, ...names: string[]): string | undefined =>
  names.find((name) => mail.header(name).some((value) => !/^(?:no|false|0)?$/i.test(value.trim())));
const local = (mail: ParsedMail): string => mail.from?.address.split("@")[0]?.toLowerCase() ?? "";

/**
 * Our own mail come back: by its signed id, or, where a server has given it another, by our mark. The mark alone is not
 * enough, because programs that answer copy headers.
 */
function ownMark(mail: ParsedMail, own: Ours): string | null {
  if (mail.messageId && own.isOwnMessageId(mail.messageId))
    return "It is a mail of our own that came back: its Message-ID is signed by us.";
  const marked =
    mail.header("x-open-ticket").length > 0 ||
    mail.header("x-loop").some((value) => isOwnAddress(value.replace(/[<>\s]/g, ""), own.addresses));
  const byUs = Boolean(automatic(mail)) || isOwnAddress(mail.from?.address ?? "", own.addresses);
  return marked && byUs ? "It carries our own mark of an automatic mail." : null;
}

/** What the filter of a mail server in front of us found. Somebody who says it of his own mail harms himself. */
function spamMark(mail: ParsedMail): string | null {
  const level = Number(mail.header("x-ms-exchange-organization-scl")[0] ?? 0);
  if (mail.header("x-spam-flag").some((value) => /^\s*yes\b/i.test(value))) return "A filter marked it as spam (X-Spam-Flag).";
  if (mail.header("x-spam-status").some((value) => /^\s*yes\b/i.test(value))) return "A filter marked it as spam (X-Spam-Status).";
  return level >= 5 ? `A filter marked it as spam (level ${level}).` : null;
}

/** How mail programs begin the subject of an absence; the mails people write about absences rarely begin so. */
const AWAY_PREFIX =
  /^(?:(?:re|aw|antw|sv|vs|odp)\s*:\s*)*(?:automatic reply|automatische (?:antwort|beantwortung)|réponse automatique|respuesta automática|risposta automatica|automatisch antwoord|resposta automática|autosvar|automatiskt svar|automatisk svar|automaattinen vastaus|automatyczna odpowiedź|odpowiedź automatyczna|automatická odpověď|automatikus válasz|otomatik yanıt|автоматический ответ|自动答复|自動回覆|自動応答|abwesenheits?(?:notiz|nachricht|meldung|agent|assistent)|out[ -]of[ -](?:the[ -])?office(?: auto-?reply| reply| response| notification)?|auto(?:matic|mated)?[- ]?(?:reply|response)|absence du bureau|message d'absence|fuera de (?:la )?oficina|fuori (?:sede|ufficio)|afwezigheids?(?:bericht|melding)|ausência temporária|nieobecność)\s*[:：(\]-]/i;
/** Words of an absence, in the subject or the first lines of an answer that a machine marked as one. */
const AWAY_WORDS =
  /out of (?:the |my )?office|away from (?:the office|my (?:desk|mail))|on (?:annual leave|vacation|holiday|parental leave|maternity leave|leave until)|currently (?:away|unavailable|out)|limited access to (?:my )?e?-?mail|i am away|will be back|will return on|nicht im (?:büro|haus|hause|dienst)|abwesen|außer haus|im urlaub|urlaubs|bin (?:ab|bis|vom|zur ?zeit|derzeit) .{0,40}(?:nicht|wieder)|wieder (?:erreichbar|im büro|für sie da)|elternzeit|absent|en congés?|de retour le|hors du bureau|fuera de la oficina|de vacaciones|estaré ausente|fuori (?:sede|ufficio)|in ferie|sono assente|afwezig|met vakantie|niet (?:op|in het) kantoor|ausente|de férias|fora do escritório|nie ma mnie w biurze|poza biurem|na urlopie|nieobecn|på semester|bortrest|inte på kontoret|ferie(?:n)? til|ikke på kontoret|lomalla|poissa|mimo kancelář|szabadságon|yıllık izin|ofis dışında|в отпуске|休暇|不在|休假/i;
const AWAY_SUBJECT =
  /^(?:(?:re|aw|antw|sv|vs|odp)\s*:\s*)*(?:abwesend\b|abwesenheit|vacation\b|on (?:vacation|holiday|leave)\b|urlaub|afwezig|ausência|absence|absent\b|ausente|assente|nieobecn)/i;

/** Why a letter is an absence's, or null. What a person writes about absences has no machine's mark and stays a letter. */
function absence(mail: ParsedMail): string | null {
  const auto = automatic(mail);
  const answering =
    Boolean(auto && /^\s*auto-replied/i.test(auto)) ||
    Boolean(
      has(mail, "x-autoreply", "x-autorespond", "x-autoresponder", "x-auto-reply", "x-mail-autoreply", "x-autoreply-from", "x-vacation"),
    );
  const marked =
    answering ||
    Boolean(auto) ||
    mail.header("precedence").some((value) => /^(?:auto_reply|bulk|junk)$/i.test(value)) ||
    mail.header("return-path").some((value) => value.replace(/\s/g, "") === "<>");
  if (marked && auto && /\(\s*vacation\s*\)|vacation/i.test(auto)) return "It is the answer of an absence (Auto-Submitted).";
  if (AWAY_PREFIX.test(mail.subject) && (marked || (mail.inReplyTo.length > 0 && !/^\s*(?:re|aw)\s*:/i.test(mail.subject))))
    return "Its subject says that somebody is away, and a machine wrote it.";
  if (marked && (AWAY_SUBJECT.test(mail.subject) || AWAY_WORDS.test(mail.subject)) && !isTicketSystem(mail))
    return "Its subject says that somebody is away, and a machine wrote it.";
  if (answering && !isTicketSystem(mail) && AWAY_WORDS.test(mail.text.slice(0, 1500))) return "A machine answered that somebody is away.";
  return null;
}

const TICKET_SYSTEMS =
  /^x-(?:otrs|znuny|zammad|rt-|jira|freshdesk|zendesk|github|gitlab|servicenow|osticket|redmine|freescout|helpscout|pagerduty)|^rt-ticket$|^managed-by$/i;
const isTicketSystem = (mail: ParsedMail): boolean =>
  mail.headerNames().some((name) => TICKET_SYSTEMS.test(name)) || /\[[^\]]{0,30}#\s?\d{2,}\]|\bticket ?#? ?\d{3,}/i.test(mail.subject);

const CHALLENGERS = /@(?:[\w-]+\.)*(?:boxbe|spamarrest|sendio|qboxmail-challenge|bluebottle)\.\w+$/i;
const CHALLENGE =
  /(?:please )?confirm (?:that you sent )?your (?:message|e-?mail)|sender (?:verification|confirmation) (?:required|request)|verify your (?:message|identity) to|bitte bestätigen sie ihre (?:nachricht|e-?mail)|challenge[- ]response/i;

const isChallenge = (mail: ParsedMail, own: Ours): boolean =>
  CHALLENGERS.test(mail.from?.address ?? "") ||
  (CHALLENGE.test(mail.subject) && (Boolean(automatic(mail)) || mail.inReplyTo.some(own.isOwnMessageId)));

function listMark(mail: ParsedMail): string | null {
  const header = has(
    mail,
    "list-id",
    "list-post",
    "list-unsubscribe",
    "mailing-list",
    "x-mailing-list",
    "x-mailman-version",
    "x-google-group-id",
  );
  if (header) return `It came over a list (${header}).`;
  return mail.header("precedence").some((value) => /^list$/i.test(value)) ? "Its precedence is list." : null;
}

const MACHINES =
  /^(?:no-?_?reply|do-?_?not-?_?reply|noreply.*|notifications?|alerts?|alarms?|monitor(?:ing)?|nagios|icinga|zabbix|prtg|checkmk|prometheus|alertmanager|scanner|scan(?:to|2)?mail|kopierer|drucker|printer|cron|root|daemon|nobody|auto-?reply|mailer|backup|ups)(?:[+._-].*)?$/;

function machineMarks(mail: ParsedMail): string[] {
  const auto = automatic(mail);
  const header = has(mail, "x-autoreply", "x-autorespond", "x-autogenerated", "x-auto-generated", "x-nagios-notification", "x-cron-env");
  const marks = [
    auto && `Auto-Submitted: ${auto.slice(0, 100)}.`,
    mail.header("precedence").some((value) => /^(?:bulk|junk|auto_reply)$/i.test(value)) &&
      `Its precedence is ${mail.header("precedence")[0]!.toLowerCase()}.`,
    header && `It carries ${header}.`,
    mail.headerNames().some((name) => TICKET_SYSTEMS.test(name)) && "Another ticket system wrote it.",
    MACHINES.test(local(mail)) && "Its sender is a machine by name.",
  ];
  return marks.filter((mark) => typeof mark === "string");
}

type Objection = [reason: string, holds: (mail: ParsedMail, own: Ours, envelopeFrom: string | null) => boolean];

const ROBOTS =
  /^(?:no-?_?reply|do-?_?not-?_?reply|noreply.*|postmaster|mailer-?daemon|mail-daemon|bounces?|daemon|abuse|nobody|root|notifications?|alerts?|auto-?reply|autoresponder|listserv|majordomo|mailman|www-data)(?:[+._=-].*)?$|^owner-.|.-(?:owner|request|bounces?)$/;

/** Each line is one sentence of docs: mail rules A3: never answer automatically if … */
const OBJECTIONS: Objection[] = [
  [
    "The envelope names no sender.",
    (m, _own, envelopeFrom) =>
      envelopeFrom?.replace(/[<>\s]/g, "") === "" || m.header("return-path").some((value) => value.replace(/\s/g, "") === "<>"),
  ],
  ["It names no sender.", (m) => m.from === null],
  ["It was submitted by a machine (Auto-Submitted).", (m) => automatic(m) !== undefined],
  [
    "Its precedence is bulk, list, junk or auto_reply.",
    (m) => m.header("precedence").some((value) => /^(?:bulk|list|junk|auto_reply)$/i.test(value)),
  ],
  ["It came over a list.", (m) => m.headerNames().some((name) => name.startsWith("list-")) || listMark(m) !== null],
  ["It carries a loop mark.", (m) => m.header("x-loop").length > 0 || m.header("x-open-ticket").length > 0],
  [
    "Its Message-ID is of our own domain.",
    (m, own) =>
      m.messageId !== null &&
      (own.isOwnMessageId(m.messageId) || own.domains.some((domain) => m.messageId!.toLowerCase().endsWith(`@${domain.toLowerCase()}>`))),
  ],
  [
    "It asks machines to stay silent (X-Auto-Response-Suppress).",
    (m) => /\b(?:all|autoreply|oof)\b/i.test(m.header("x-auto-response-suppress").join(" ")),
  ],
  [
    "It was made by an automatic answerer.",
    (m) =>
      has(
        m,
        "x-autoreply",
        "x-autorespond",
        "x-autoresponder",
        "x-auto-reply",
        "x-mail-autoreply",
        "x-autogenerated",
        "x-auto-generated",
      ) !== undefined,
  ],
  ["It is bulk mail (Feedback-ID).", (m) => m.header("feedback-id").length > 0],
  ["It is a report.", (m) => reportType(m) !== null],
  ["Its sender is a robot by name.", (m) => ROBOTS.test(local(m))],
  ["Its sender is one of our own addresses.", (m, own) => isOwnAddress(m.from?.address ?? "", own.addresses)],
  ["Its subject is that of an automatic answer.", (m) => AWAY_PREFIX.test(m.subject)],
];

function mayAnswer(mail: ParsedMail, mailClass: MailClass, own: Ours, envelopeFrom: string | null): MayAnswer {
  const objection = OBJECTIONS.find(([, holds]) => holds(mail, own, envelopeFrom));
  if (objection) return { ok: false, reason: objection[0] };
  return mailClass === "normal" ? { ok: true } : { ok: false, reason: `Mail of class ${mailClass} is never answered automatically.` };
}
