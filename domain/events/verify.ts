import { and, asc, gt, inArray, or, sql } from "drizzle-orm";
import { db } from "@/db";
import { events, eventValues } from "@/db/schema";
import { chainHash, digestOf, FIRST_HASH } from "./chain";

export type Verdict = { ok: true; checked: number } | { ok: false; checked: number; row: string; reason: string };

const PAGE = 1000;

/**
 * Recomputes the whole history chain by chain and names the first row that differs. Streams by keyset, so that years
 * of history need no memory. Erased personal values are no fault: their digests stand in the row.
 */
export async function verifyHistory(): Promise<Verdict> {
  let checked = 0;
  let chain = "";
  let position = 0;
  let prevHash = FIRST_HASH;
  for (;;) {
    const rows = await db
      .select()
      .from(events)
      .where(or(gt(events.chain, chain), and(sql`${events.chain} = ${chain}`, gt(events.chainPosition, position))))
      .orderBy(asc(events.chain), asc(events.chainPosition))
      .limit(PAGE);
    if (rows.length === 0) return { ok: true, checked };
    const values = await valuesOf(rows.map((row) => row.id));
    for (const row of rows) {
      if (row.chain !== chain) [chain, position, prevHash] = [row.chain, 0, FIRST_HASH];
      const reason = faultOf(row, position, prevHash, values.get(row.id) ?? []);
      if (reason) return { ok: false, checked, row: row.id, reason };
      position = row.chainPosition;
      prevHash = row.hash;
      checked += 1;
    }
  }
}

type EventRow = typeof events.$inferSelect;
type ValueRow = typeof eventValues.$inferSelect;

function faultOf(row: EventRow, position: number, prevHash: string, values: ValueRow[]): string | null {
  const where = `event ${row.id} (${row.type}, ${row.chain}, position ${row.chainPosition})`;
  if (row.chainPosition !== position + 1) return `${where} does not follow position ${position}: a row is missing`;
  if (row.prevHash !== prevHash) return `${where} does not continue the hash of its predecessor`;
  if (row.hash !== chainHash(prevHash, row)) return `${where} is not what was recorded`;
  for (const value of values) {
    const digests = (row.data.values as Record<string, { before?: string; after?: string }> | undefined)?.[value.key];
    for (const side of ["before", "after"] as const) {
      const text = value[side];
      if (text !== null && digestOf(value.salt, text) !== digests?.[side])
        return `${where}: its value ${value.key} is not what was recorded`;
    }
  }
  return null;
}

async function valuesOf(eventIds: string[]): Promise<Map<string, ValueRow[]>> {
  const byEvent = new Map<string, ValueRow[]>();
  for (const value of await db.select().from(eventValues).where(inArray(eventValues.eventId, eventIds))) {
    byEvent.set(value.eventId, [...(byEvent.get(value.eventId) ?? []), value]);
  }
  return byEvent;
}
