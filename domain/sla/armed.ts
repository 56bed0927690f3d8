import { and, asc, desc, eq, gt, isNotNull, sql } from "drizzle-orm";
import { db } from "@/db";
import { events, tickets } from "@/db/schema";
import type { Actor } from "../access/actor";
import { authorizeDesk } from "../access/authorize";
import { type OutboxEvent, toOutbox } from "../events/outbox";

/** Where a page of deadlines ended. */
export type ArmedCursor = { dueAt: string; ticketId: string };

const BATCH = 1000;

/**
 * For each ticket with a deadline ahead the very event that armed its timer, as it was sent: an engine that knows it
 * drops it, one that has lost it sleeps on it again. In the order of the deadlines, so that the nearest are safe first.
 */
export async function listArmed(actor: Actor, after: ArmedCursor | null): Promise<{ events: OutboxEvent[]; after: ArmedCursor | null }> {
  authorizeDesk(actor, "sla.count");
  const arming = db
    .select({ id: events.id, type: events.type, ticketId: events.ticketId, data: events.data, createdAt: events.createdAt })
    .from(events)
    .where(and(eq(events.ticketId, tickets.id), eq(events.type, "sla.armed")))
    .orderBy(desc(events.chainPosition))
    .limit(1)
    .as("arming");
  const rows = await db
    .select({
      ticketId: tickets.id,
      dueAt: tickets.nextDueAt,
      arming: { id: arming.id, type: arming.type, ticketId: arming.ticketId, data: arming.data, createdAt: arming.createdAt },
    })
    .from(tickets)
    .innerJoinLateral(arming, sql`true`)
    .where(
      and(
        isNotNull(tickets.nextDueAt),
        after ? gt(sql`(${tickets.nextDueAt}, ${tickets.id})`, sql`(${after.dueAt}::timestamptz, ${after.ticketId}::uuid)`) : undefined,
      ),
    )
    .orderBy(asc(tickets.nextDueAt), asc(tickets.id))
    .limit(BATCH);
  const last = rows.at(-1);
  return {
    events: rows.map((row) => toOutbox(row.arming)),
    after: rows.length < BATCH ? null : { dueAt: last!.dueAt!.toISOString(), ticketId: last!.ticketId },
  };
}
