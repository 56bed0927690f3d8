import { and, asc, isNotNull, lte } from "drizzle-orm";
import { db, type Tx } from "@/db";
import { tickets } from "@/db/schema";
import { now } from "@/lib/clock";
import type { Actor } from "../access/actor";
import { authorizeDesk } from "../access/authorize";
import { record } from "../events/record";
import { choicesNow, successorOf } from "./choices";
import { type LoadedTicket, lockTicket, stateOfType } from "./load";
import { moveToState } from "./set-state";
import { isPending } from "./state";
import { touch } from "./touch";

/**
 * Ends the waiting of a ticket whose date has come: one that reminds is open again, one that waits to be closed gets the
 * state chosen for it. Whose customer has had the last word is opened, never closed (SEMANTICS A11). Called by the timer,
 * by the sweep, and by both at once: what does not wait any more, or waits for a later date, is left alone.
 */
export async function wakeTicket(actor: Actor, ticketId: string): Promise<boolean> {
  authorizeDesk(actor, "ticket.wake");
  return db.transaction(async (tx) => {
    const ticket = await lockTicket(tx, ticketId);
    if (!isPending(ticket.state.type) || !ticket.pendingUntil || ticket.pendingUntil > now()) return false;
    const reminds = ticket.state.type === "pending-reminder" || ticket.unansweredSince !== null;
    const state = reminds ? await stateOfType(tx, "open") : await chosenState(tx, ticket);
    await record(tx, actor, { type: "ticket.woken", ticketId, data: { until: ticket.pendingUntil.toISOString(), reminds } });
    await moveToState(tx, actor, ticket, state);
    await touch(tx, ticketId);
    return true;
  });
}

async function chosenState(tx: Tx, { pendingTargetId }: LoadedTicket) {
  const chosen = pendingTargetId === null ? null : successorOf((await choicesNow(tx)).states, pendingTargetId);
  return chosen ?? stateOfType(tx, "closed");
}

const BATCH = 100;

/** Tickets whose date has come, the oldest first. */
export async function listDueTickets(actor: Actor): Promise<string[]> {
  authorizeDesk(actor, "ticket.wake");
  const due = await db
    .select({ id: tickets.id })
    .from(tickets)
    .where(and(isNotNull(tickets.pendingUntil), lte(tickets.pendingUntil, now())))
    .orderBy(asc(tickets.pendingUntil), asc(tickets.id))
    .limit(BATCH);
  return due.map((row) => row.id);
}
