import { and, asc, desc, inArray, isNotNull, isNull, lt, notInArray, sql } from "drizzle-orm";
import { db } from "@/db";
import { events } from "@/db/schema";

export type OutboxEvent = { id: string; name: string; ts: number; data: Record<string, unknown> };

const BATCH = 200;
/** Rows that only get their stamp cost little. */
const PASSED = 2000;

/**
 * Takes the next undispatched events some function waits for, hands them to `send`, and stamps them, in one
 * transaction: two relays never take the same row, and a crash between sending and stamping sends twice with the same
 * id, which the receiver drops. Rows nobody waits for are stamped unsent. Gives how many it stamped.
 */
export async function dispatchEvents(awaited: readonly string[], send: (batch: OutboxEvent[]) => Promise<void>): Promise<number> {
  return db.transaction(async (tx) => {
    const undispatched = and(isNull(events.dispatchedAt), isNotNull(events.seq));
    const unawaited = tx
      .select({ id: events.id })
      .from(events)
      .where(and(undispatched, notInArray(events.type, [...awaited])))
      .orderBy(asc(events.seq))
      .limit(PASSED)
      .for("update", { skipLocked: true });
    const passed = await tx
      .update(events)
      .set({ dispatchedAt: new Date() })
      .where(sql`${events.id} = any(array(${unawaited}))`)
      .returning({ id: events.id });
    const rows = await tx
      .select({ id: events.id, type: events.type, ticketId: events.ticketId, data: events.data, createdAt: events.createdAt })
      .from(events)
      .where(and(undispatched, inArray(events.type, [...awaited])))
      .orderBy(asc(events.seq))
      .limit(BATCH)
      .for("update", { skipLocked: true });
    if (rows.length === 0) return passed.length;
    await send(rows.map(toOutbox));
    await tx
      .update(events)
      .set({ dispatchedAt: new Date() })
      .where(
        inArray(
          events.id,
          rows.map((row) => row.id),
        ),
      );
    return passed.length + rows.length;
  });
}

const AGAIN_BATCH = 1000;
const AN_HOUR_MS = 3_600_000;

/**
 * What was dispatched of the awaited kinds since an instant, under the same ids, in the order it was sent; from the
 * newest batch backwards, `before` being where the last one began. For an engine that may have forgotten it all.
 */
export async function listDispatched(
  awaited: readonly string[],
  since: Date,
  before: number | null,
): Promise<{ events: OutboxEvent[]; before: number | null }> {
  const rows = await db
    .select()
    .from(events)
    .where(and(isNotNull(events.seq), before === null ? undefined : lt(events.seq, before)))
    .orderBy(desc(events.seq))
    .limit(AGAIN_BATCH);
  const again = rows.filter((row) => row.createdAt > since && row.dispatchedAt && !row.data.enteredAt && awaited.includes(row.type));
  const last = rows.at(-1);
  // Numbers are given at the commit: a little before the instant the times may still be mixed.
  const isLast = rows.length < AGAIN_BATCH || last!.createdAt.getTime() < since.getTime() - AN_HOUR_MS;
  return { events: again.reverse().map(toOutbox), before: isLast ? null : last!.seq };
}

/** Ids and small facts only: the engine's tables never see what a person wrote. */
export function toOutbox(row: {
  id: string;
  type: string;
  ticketId: string | null;
  data: Record<string, unknown>;
  createdAt: Date;
}): OutboxEvent {
  const { values: _digests, ...data } = row.data;
  return {
    id: row.id,
    name: row.type,
    ts: row.createdAt.getTime(),
    data: { ...data, eventId: row.id, ...(row.ticketId ? { ticketId: row.ticketId } : {}) },
  };
}
