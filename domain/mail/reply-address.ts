import { createHmac, timingSafeEqual } from "node:crypto";
import { base32, fromBase32 } from "./base32";
import type { SigningKey } from "./keys";
import { newest } from "./message-id";

/** One byte names the key, five the ticket, four the recipient, ten (80 bit) sign: 20 bytes are 32 letters. */
const [NUMBER_BYTES, RECIPIENT_BYTES, MAC_BYTES] = [5, 4, 10];
const SHAPE = /[+-]t\.([a-z2-7]{32})@/i;
/** RFC 5321 section 4.5.3.1.1. */
const MAX_LOCAL_PART = 64;

/** A ticket by its number, and the person the address was made for: his leaving ends what it proves. */
export type ReplyTo = { ticketNumber: number; recipientId: string };
export type ReadToken = { ticketNumber: number; isFor: (recipientId: string) => boolean };

/** The token that names a ticket and a recipient: `t.` and 32 letters, signed by the newest key (docs: mail rules A2, A16). */
export function replyToken({ ticketNumber, recipientId }: ReplyTo, keys: readonly SigningKey[]): string {
  const key = newest(keys);
  const head = Buffer.alloc(1 + NUMBER_BYTES);
  head.writeUInt8(key.version % 256);
  head.writeUIntBE(ticketNumber, 1, NUMBER_BYTES);
  const named = Buffer.concat([head, recipientTag(recipientId, key)]);
  return `t.${base32(Buffer.concat([named, macOf(named, key)]))}`;
}

/**
 * A mailbox's address with the token in it, `support+t.…@desk.example`, or null where the mailbox's own name leaves no
 * room for it: then the Message-ID alone carries the thread.
 */
export function replyAddress(mailbox: string, to: ReplyTo, keys: readonly SigningKey[], separator: "+" | "-" = "+"): string | null {
  const at = mailbox.lastIndexOf("@");
  const local = `${mailbox.slice(0, at)}${separator}${replyToken(to, keys)}`;
  return at > 0 && local.length <= MAX_LOCAL_PART ? `${local}${mailbox.slice(at)}` : null;
}

/**
 * The ticket a reply address names, in any case and with anything around it ("… on behalf of …"); null without a token
 * or with a forged one. The caller asks `isFor` of those who take part now. All keys verify.
 */
export function readReplyToken(address: string, keys: readonly SigningKey[]): ReadToken | null {
  const bytes = fromBase32(SHAPE.exec(address)?.[1] ?? "");
  if (bytes?.length !== 1 + NUMBER_BYTES + RECIPIENT_BYTES + MAC_BYTES) return null;
  const [named, mac] = [bytes.subarray(0, -MAC_BYTES), bytes.subarray(-MAC_BYTES)];
  const key = keys.find((candidate) => candidate.version % 256 === named.readUInt8() && timingSafeEqual(macOf(named, candidate), mac));
  if (!key) return null;
  const tag = named.subarray(1 + NUMBER_BYTES);
  return { ticketNumber: named.readUIntBE(1, NUMBER_BYTES), isFor: (recipientId) => timingSafeEqual(recipientTag(recipientId, key), tag) };
}

const recipientTag = (recipientId: string, key: SigningKey): Buffer =>
  createHmac("sha256", key.secret).update(`reply-recipient ${recipientId.toLowerCase()}`).digest().subarray(0, RECIPIENT_BYTES);

const macOf = (named: Buffer, key: SigningKey): Buffer =>
  createHmac("sha256", key.secret).update("reply-address ").update(named).digest().subarray(0, MAC_BYTES);
