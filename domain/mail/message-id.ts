import { createHmac, timingSafeEqual } from "node:crypto";
import type { SigningKey } from "./keys";

const MAC_BYTES = 16;
const BASE32 = "abcdefghijklmnopqrstuvwxyz234567";
const SHAPE = /^<?t\.([0-9a-f]{32})\.([0-9a-f]{32})\.(\d{1,6})\.([a-z2-7]{26})@[^@<>\s]+>?$/i;

export type Signed = { ticketId: string; messageId: string };

/**
 * The Message-ID of an outgoing mail: `<t.TICKET.MESSAGE.KEY.MAC@domain>`. Whoever answers it proves that he had the
 * mail; a ticket number proves nothing (SEMANTICS A2). Lower case only, because some programs fold case. The newest
 * key signs.
 */
export function signMessageId({ ticketId, messageId, domain }: Signed & { domain: string }, keys: readonly SigningKey[]): string {
  const key = keys[0];
  if (!key) throw new Error("There is no key to sign Message-IDs with.");
  const [ticket, message] = [ticketId, messageId].map((id) => id.replaceAll("-", "").toLowerCase()) as [string, string];
  return `<t.${ticket}.${message}.${key.version}.${macOf(ticket, message, key)}@${domain}>`;
}

/** The ticket and message an id of ours names; null when it is none of ours or its signature is wrong. All keys verify. */
export function readMessageId(id: string, keys: readonly SigningKey[]): Signed | null {
  const match = SHAPE.exec(id.trim());
  if (!match) return null;
  const [ticket, message, version, mac] = match.slice(1).map((part) => part.toLowerCase()) as [string, string, string, string];
  const key = keys.find((candidate) => candidate.version === Number(version));
  if (!key || !timingSafeEqual(Buffer.from(macOf(ticket, message, key)), Buffer.from(mac))) return null;
  return { ticketId: dashed(ticket), messageId: dashed(message) };
}

const macOf = (ticket: string, message: string, key: SigningKey): string =>
  base32(createHmac("sha256", key.secret).update(`message-id ${ticket} ${message}`).digest().subarray(0, MAC_BYTES));

/** RFC 4648 section 6, lower case and without padding. */
function base32(bytes: Buffer): string {
  let bits = "";
  for (const byte of bytes) bits += byte.toString(2).padStart(8, "0");
  return bits.match(/.{1,5}/g)!.map((five) => BASE32[Number.parseInt(five.padEnd(5, "0"), 2)]).join("");
}

const dashed = (hex: string): string => `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
