import { matchOwnAddress } from "./own-address";
import type { ParsedMail } from "./parse";
import type { Verdict } from "./thread";

const HOURLY = 3;
const DAILY = 10;
const TOO_OLD_MS = 24 * 60 * 60 * 1000;

export type Circumstances = {
  mayAnswer: { ok: true } | { ok: false; reason: string };
  parsed: Pick<ParsedMail, "to" | "cc" | "date" | "header">;
  envelopeTo: readonly string[];
  ownAddresses: readonly string[];
  receivedAt: Date;
  /** Automatic answers this address has had; on this ticket, those of this kind. */
  sent: { lastHour: number; lastDay: number; onTicket?: number; confirmationsToday?: number };
  /** What experience says of the address. */
  address?: { undeliverable: boolean; silenced: boolean; unverified: boolean };
  /** What authentication said of the sender; `fail` only under a policy that asks for quarantine or rejection. */
  verdict?: Verdict;
  /** Why automatic answers to this domain, or all of them, are paused. */
  paused?: string | null;
  now?: Date;
};

/** Each line is a reason to stay silent; read from above, the first that holds is written down (docs: mail rules A3). */
const SILENCES: [reason: string | ((c: Circumstances) => string), holds: (c: Circumstances) => boolean][] = [
  [({ mayAnswer }) => (mayAnswer.ok ? "" : mayAnswer.reason), ({ mayAnswer }) => !mayAnswer.ok],
  ["The sender's domain disowns this mail.", ({ verdict }) => verdict === "fail"],
  ["None of our addresses is among its recipients; it may be a blind copy.", (c) => !addressesUs(c)],
  ["The message is older than 24 hours.", (c) => ageOf(c) > TOO_OLD_MS],
  ["This address has had an answer of this kind on this ticket.", ({ sent }) => (sent.onTicket ?? 0) > 0],
  ["Mail to this address could not be delivered.", ({ address }) => address?.undeliverable === true],
  ["Its owner complained of mail from here.", ({ address }) => address?.silenced === true],
  [
    "Nothing proves this address yet, and it has had its one confirmation today.",
    ({ address, sent }) => address?.unverified === true && (sent.confirmationsToday ?? 0) > 0,
  ],
  [`This address has had ${HOURLY} automatic answers in the last hour.`, ({ sent }) => sent.lastHour >= HOURLY],
  [`This address has had ${DAILY} automatic answers today.`, ({ sent }) => sent.lastDay >= DAILY],
  [({ paused }) => `Automatic answers are paused: ${paused}.`, ({ paused }) => Boolean(paused)],
];

/** Whether a receipt may go out, and if not, the one reason that is written down (docs: mail rules A3). */
export function decideAutoResponse(c: Circumstances): { send: boolean; reason: string } {
  const silence = SILENCES.find(([, holds]) => holds(c))?.[0];
  if (silence === undefined) return { send: true, reason: "A new request, and nothing speaks against an answer." };
  return { send: false, reason: typeof silence === "string" ? silence : silence(c) };
}

function addressesUs({ parsed, envelopeTo, ownAddresses }: Circumstances): boolean {
  const named = [...parsed.to, ...parsed.cc].map((box) => box.address);
  const delivered = [...parsed.header("delivered-to"), ...parsed.header("x-original-to")].map((value) => value.replace(/[<>\s]/g, ""));
  return [...named, ...delivered, ...envelopeTo].some((address) => matchOwnAddress(address, ownAddresses) !== null);
}

/** From the newest of the letter's own date and our receiving it: a wrong clock at the sender makes nothing old. */
const ageOf = ({ parsed, receivedAt, now = new Date() }: Circumstances): number =>
  now.getTime() - Math.max(parsed.date?.getTime() ?? 0, receivedAt.getTime());
