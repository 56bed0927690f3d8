import { createHmac, timingSafeEqual } from "node:crypto";
import { base32 } from "./base32";
import type { SigningKey } from "./keys";

const MAC_BYTES = 16;
const BODY = "([tn])\\.([0-9a-f]{32})\\.([0-9a-f]{32})\\.(\\d{1,6})\\.([a-z2-7]{26})";
const SHAPE = new RegExp(`^<?${BODY}@[^@<>\\s]+>?$`, "i");
const MARKER = new RegExp(`\\[ref:\\s*${BODY}\\]`, "gi");
/** A quoted thread repeats its markers; more than this is no thread. */
const MAX_MARKERS = 50;

/** `notification`: it stood on a mail to an agent about a ticket, which is no part of the ticket's conversation. */
export type Signed = { ticketId: string; messageId: string; notification?: boolean };

/**
 * The Message-ID of an outgoing mail: `<t.TICKET.MESSAGE.KEY.MAC@domain>`. Whoever answers it proves that he had the
 * mail; a ticket number proves nothing (docs: mail rules A2). Lower case only, because some programs fold case. The
 * newest key signs. A notification's begins with `n`: what answers it is for agents alone (A4).
 */
export const signMessageId = ({ domain, ...ids }: Signed & { domain: string }, keys: readonly SigningKey[]): string =>
  `<${bodyOf(ids, keys)}@${domain}>`;

/** The ticket and message an id of ours names; null when it is none of ours or its signature is wrong. All keys verify. */
export function readMessageId(id: string, keys: readonly SigningKey[]): Signed | null {
  const match = SHAPE.exec(id.trim());
  return match ? verified(match, keys) : null;
}

/** The same proof for the foot of a mail's text, `[ref:t.TICKET.…]`: some programs drop the headers but keep the quote. */
export const signMarker = (ids: Signed, keys: readonly SigningKey[]): string => `[ref:${bodyOf(ids, keys)}]`;

/** What the markers in a text name, topmost and so newest first; forged ones are left out. */
export function readMarkers(text: string, keys: readonly SigningKey[]): Signed[] {
  // A quoted line may be broken within a marker, and quoted again.
  const whole = text.replace(/\r?\n[ \t>]*(?=[0-9a-z.]{1,100}\])/gi, "");
  const found = [...whole.matchAll(MARKER)].slice(0, MAX_MARKERS).flatMap((match) => verified(match, keys) ?? []);
  return found.filter((one, i) => found.findIndex((other) => other.messageId === one.messageId) === i);
}

function bodyOf({ ticketId, messageId, notification }: Signed, keys: readonly SigningKey[]): string {
  const key = newest(keys);
  const [ticket, message] = [ticketId, messageId].map((id) => id.replaceAll("-", "").toLowerCase()) as [string, string];
  const kind = notification ? "n" : "t";
  return `${kind}.${ticket}.${message}.${key.version}.${macOf(kind, ticket, message, key)}`;
}

/** The key that signs. */
export function newest(keys: readonly SigningKey[]): SigningKey {
  const key = [...keys].sort((a, b) => b.version - a.version)[0];
  if (!key) throw new Error("There is no key to sign mail with.");
  return key;
}

function verified(match: RegExpExecArray | RegExpMatchArray, keys: readonly SigningKey[]): Signed | null {
  const [kind, ticket, message, version, mac] = match.slice(1).map((part) => part.toLowerCase()) as [
    string,
    string,
    string,
    string,
    string,
  ];
  const key = keys.find((candidate) => candidate.version === Number(version));
  if (!key || !timingSafeEqual(Buffer.from(macOf(kind, ticket, message, key)), Buffer.from(mac))) return null;
  return { ticketId: dashed(ticket), messageId: dashed(message), ...(kind === "n" ? { notification: true } : {}) };
}

const macOf = (kind: string, ticket: string, message: string, key: SigningKey): string =>
  base32(
    createHmac("sha256", key.secret)
      .update(`${kind === "n" ? "notification" : "message"}-id ${ticket} ${message}`)
      .digest()
      .subarray(0, MAC_BYTES),
  );

const dashed = (hex: string): string => `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
