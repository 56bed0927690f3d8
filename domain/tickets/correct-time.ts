import { and, eq } from "drizzle-orm";
import { db, type Tx } from "@/db";
import { timeActivities, timeEntries } from "@/db/schema";
import { notFound } from "@/lib/errors";
import { isId } from "@/lib/ids";
import { optionalProse } from "@/lib/plain-text";
import { type Actor, personIdOf } from "../access/actor";
import { authorize } from "../access/authorize";
import { record } from "../events/record";
import { activityIn, type Booking, requireMinutes } from "./book-time";
import { lockTicket } from "./load";
import { touch } from "./touch";

/**
 * Corrects what was booked; absent means: leave it. One's own asks what booking asks, a colleague's the right to change
 * the ticket. What it was before stands in the history. `number` is the ticket it was named with.
 */
export async function correctTime(actor: Actor, entryId: string, wanted: Partial<Booking>, number?: string): Promise<void> {
  await db.transaction(async (tx) => {
    const { ticket, entry, before } = await lockEntry(tx, actor, entryId, number);
    const activity = wanted.activity === undefined ? before.activity : await activityIn(tx, wanted.activity, entry.activityId);
    const minutes = wanted.minutes === undefined ? entry.minutes : requireMinutes(wanted.minutes);
    const note = wanted.note === undefined ? entry.note : optionalProse(wanted.note, "note", 1000);
    const billable = wanted.billable ?? entry.billable;
    const after = { minutes, billable, activity };
    if (JSON.stringify(after) === JSON.stringify(before) && note === entry.note) return;
    await tx
      .update(timeEntries)
      .set({ minutes, billable, note, activityId: activity?.id ?? null })
      .where(eq(timeEntries.id, entryId));
    await record(tx, actor, {
      type: "time.corrected",
      ticketId: ticket.id,
      data: { entryId, before, after },
      values: { note: { before: entry.note, after: note } },
    });
    await touch(tx, ticket.id);
  });
}

/** Takes back what was booked, by the same rights. */
export async function removeTime(actor: Actor, entryId: string, number?: string): Promise<void> {
  await db.transaction(async (tx) => {
    const { ticket, entry, before } = await lockEntry(tx, actor, entryId, number);
    await tx.delete(timeEntries).where(eq(timeEntries.id, entryId));
    await record(tx, actor, {
      type: "time.removed",
      ticketId: ticket.id,
      data: { entryId, ...before },
      values: { note: { before: entry.note } },
    });
    await touch(tx, ticket.id);
  });
}

async function lockEntry(tx: Tx, actor: Actor, entryId: string, number?: string) {
  const read = () =>
    tx
      .select({ entry: timeEntries, activity: { id: timeActivities.id, name: timeActivities.name } })
      .from(timeEntries)
      .leftJoin(timeActivities, eq(timeActivities.id, timeEntries.activityId))
      .where(and(eq(timeEntries.id, entryId)));
  const [found] = isId(entryId) ? await read() : [];
  // Of his own ticket, too, a customer never learns what was booked.
  if (!found || actor.kind === "customer") throw notFound("time entry");
  const ticket = await lockTicket(tx, found.entry.ticketId);
  authorize(actor, found.entry.personId === personIdOf(actor) ? "ticket.bookTime" : "ticket.correctTime", ticket);
  const [row] = await read();
  if (!row || (number !== undefined && String(ticket.number) !== number)) throw notFound("time entry");
  const { minutes, billable } = row.entry;
  return { ticket, entry: row.entry, before: { minutes, billable, activity: row.activity } };
}
