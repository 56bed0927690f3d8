import type { ParsedMail } from "./parse";

const HOURLY = 3;
const DAILY = 10;
const TOO_OLD_MS = 24 * 60 * 60 * 1000;

export type Circumstances = {
  mayAnswer: { ok: true } | { ok: false; reason: string };
  parsed: Pick<ParsedMail, "to" | "cc" | "date" | "header">;
  envelopeTo: readonly string[];
  ownAddresses: readonly string[];
  receivedAt: Date;
  /** Automatic answers this address has had. */
  sent: { lastHour: number; lastDay: number };
};

/** Whether a receipt may go out, and if not, the one reason that is written down (SEMANTICS A3). */
export function decideAutoResponse(c: Circumstances): { send: boolean; reason: string } {
  if (!c.mayAnswer.ok) return { send: false, reason: c.mayAnswer.reason };
  if (!addressesUs(c)) return { send: false, reason: "None of our addresses is among its recipients; it may be a blind copy." };
  if (ageOf(c) > TOO_OLD_MS) return { send: false, reason: "The message is older than 24 hours." };
  if (c.sent.lastHour >= HOURLY) return { send: false, reason: `This address has had ${HOURLY} automatic answers in the last hour.` };
  if (c.sent.lastDay >= DAILY) return { send: false, reason: `This address has had ${DAILY} automatic answers today.` };
  return { send: true, reason: "A new request, and nothing speaks against an answer." };
}

function addressesUs({ parsed, envelopeTo, ownAddresses }: Circumstances): boolean {
  const named = [...parsed.to, ...parsed.cc].map((box) => box.address);
  const delivered = [...parsed.header("delivered-to"), ...parsed.header("x-original-to")];
  return [...named, ...delivered, ...envelopeTo].some((address) => ownAddresses.includes(address.toLowerCase().replace(/\+[^@]*@/, "@")));
}

/** From the newest of the letter's own date and our receiving it: a wrong clock at the sender makes nothing old. */
const ageOf = ({ parsed, receivedAt }: Circumstances): number => Date.now() - Math.max(parsed.date?.getTime() ?? 0, receivedAt.getTime());
