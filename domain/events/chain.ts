import { createHash } from "node:crypto";

/**
 * The history's chain: each row carries sha256 over its predecessor's hash and its own canonical form. `record` writes
 * with these functions and `ot audit verify` checks with the same ones.
 */
export const FIRST_HASH = "0".repeat(64);

/** The named columns that are chained. `seq` and `dispatchedAt` are stamped later and stay outside. */
export type ChainedRow = {
  id: string;
  type: string;
  ticketId: string | null;
  actorKind: string;
  actorId: string | null;
  actorName: string | null;
  onBehalfOf: string | null;
  data: Record<string, unknown>;
  causeId: string | null;
  chain: string;
  chainPosition: number;
  createdAt: Date;
};

export const sha256 = (text: string): string => createHash("sha256").update(text, "utf8").digest("hex");

export function chainHash(prevHash: string, row: ChainedRow): string {
  return sha256(`${prevHash}\n${canonicalRow(row)}`);
}

/** What stands in the row for a personal value: without the salt the digest cannot be guessed from likely values. */
export const digestOf = (salt: string, value: string): string => sha256(`${salt}\n${value}`);

function canonicalRow(row: ChainedRow): string {
  return canonicalJson({
    id: row.id,
    type: row.type,
    ticketId: row.ticketId,
    actorKind: row.actorKind,
    actorId: row.actorId,
    actorName: row.actorName,
    onBehalfOf: row.onBehalfOf,
    data: row.data,
    causeId: row.causeId,
    chain: row.chain,
    chainPosition: row.chainPosition,
    createdAt: row.createdAt.toISOString(),
  });
}

/**
 * RFC 8785 (JSON Canonicalization Scheme): members sorted by UTF-16 code units, no white space, numbers and strings
 * as ECMAScript writes them, which is what JSON.stringify does for them.
 */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map((item) => canonicalJson(item ?? null)).join(",")}]`;
  if (value !== null && typeof value === "object") {
    const members = Object.entries(value)
      .filter(([, member]) => member !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, member]) => `${JSON.stringify(key)}:${canonicalJson(member)}`);
    return `{${members.join(",")}}`;
  }
  return JSON.stringify(value);
}
