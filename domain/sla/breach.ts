import { and, asc, eq, gt, isNull, lt, sql } from "drizzle-orm";
import { db } from "@/db";
import { ticketClocks, tickets } from "@/db/schema";
import type { Actor } from "../access/actor";
import { authorize, authorizeDesk } from "../access/authorize";
import { record } from "../events/record";
import { lockTicket } from "../tickets/load";
import { countClocksIn } from "./count";

/**
 * Writes down that promises of a ticket were broken: counts anew first, then records `sla.breached` once for each clock
 * and due time. Called by the timer, by the sweep, and by both at once; who comes second finds nothing left to tell.
 */
export async function breachSla(actor: Actor, ticketId: string): Promise<{ told: number }> {
  return db.transaction(async (tx) => {
    const ticket = await lockTicket(tx, ticketId);
    authorize(actor, "ticket.breach", ticket);
    await countClocksIn(tx, ticketId, new Date());
    const broken = await tx
      .select()
      .from(ticketClocks)
      .where(and(eq(ticketClocks.ticketId, ticketId), eq(ticketClocks.toTell, true)))
      .orderBy(asc(ticketClocks.dueAt));
    for (const { metric, instance, dueAt, endedAt } of broken) {
      await tx
        .update(ticketClocks)
        .set({ toldFor: dueAt, toTell: false })
        .where(and(eq(ticketClocks.ticketId, ticketId), eq(ticketClocks.metric, metric), eq(ticketClocks.instance, instance)));
      await record(tx, actor, {
        type: "sla.breached",
        ticketId,
        data: { metric, instance, dueAt: dueAt!.toISOString(), endedAt: endedAt?.toISOString() ?? null },
      });
    }
    return { told: broken.length };
  });
}

const BATCH = 100;

/** Tickets whose deadline has passed, the oldest first, and those with a breach nobody has told yet. */
export async function listOverdue(actor: Actor): Promise<string[]> {
  authorizeDesk(actor, "sla.count");
  const due = await db
    .select({ id: tickets.id })
    .from(tickets)
    .where(lt(tickets.nextDueAt, sql`now()`))
    .orderBy(asc(tickets.nextDueAt), asc(tickets.id))
    .limit(BATCH);
  const untold = await db
    .selectDistinct({ id: ticketClocks.ticketId })
    .from(ticketClocks)
    .where(eq(ticketClocks.toTell, true))
    .limit(BATCH);
  return [...new Set([...due, ...untold].map((row) => row.id))];
}

/** Counts every ticket with a clock that is not ended, because a rule changed. One batch; gives where to go on. */
export async function recountClocks(actor: Actor, after: string | null): Promise<string | null> {
  authorizeDesk(actor, "sla.count");
  const rows = await db
    .selectDistinct({ id: ticketClocks.ticketId })
    .from(ticketClocks)
    .where(and(isNull(ticketClocks.endedAt), after ? gt(ticketClocks.ticketId, after) : undefined))
    .orderBy(asc(ticketClocks.ticketId))
    .limit(BATCH);
  for (const { id } of rows) {
    await db.transaction(async (tx) => {
      await lockTicket(tx, id);
      await countClocksIn(tx, id, new Date());
    });
  }
  return rows.length < BATCH ? null : rows.at(-1)!.id;
}
