import { eq } from "drizzle-orm";
import { db, type Tx } from "@/db";
import { timeActivities, timeEntries } from "@/db/schema";
import { Refusal } from "@/lib/errors";
import { isId } from "@/lib/ids";
import { optionalProse } from "@/lib/plain-text";
import type { Actor } from "../access/actor";
import { authorize } from "../access/authorize";
import { record } from "../events/record";
import { type LoadedTicket, lockTicket } from "./load";
import { touch } from "./touch";

/** Minutes spent; `activity` by name or id. */
export type Booking = { minutes: number; activity?: string | null; billable?: boolean; note?: string };

const DAY = 24 * 60;
const MAX_NOTE = 1000;

/** Books time on a ticket by itself. Refuses less than a minute, more than a day, an activity that is closed or none. */
export async function bookTime(actor: Actor, ticketId: string, booking: Booking): Promise<{ entryId: string }> {
  return db.transaction(async (tx) => {
    const ticket = await lockTicket(tx, ticketId);
    const entryId = await bookTimeIn(tx, actor, ticket, booking);
    await touch(tx, ticketId);
    return { entryId };
  });
}

/** The same within an act on the ticket: an answer, a note, a call, a change. */
export async function bookTimeIn(tx: Tx, actor: Actor, ticket: LoadedTicket, booking: Booking, messageId?: string): Promise<string> {
  authorize(actor, "ticket.bookTime", ticket);
  const activity = await activityIn(tx, booking.activity ?? null);
  const minutes = requireMinutes(booking.minutes);
  const note = optionalProse(booking.note ?? "", "note", MAX_NOTE);
  const billable = booking.billable ?? false;
  const personId = (actor as { personId: string }).personId;
  const entry = { ticketId: ticket.id, personId, messageId: messageId ?? null, activityId: activity?.id ?? null, minutes, billable, note };
  const [made] = await tx.insert(timeEntries).values(entry).returning({ id: timeEntries.id });
  await record(tx, actor, {
    type: "time.booked",
    ticketId: ticket.id,
    data: { entryId: made!.id, minutes, billable, activity },
    values: { note: { after: note } },
  });
  ticket.timeBooked = true;
  return made!.id;
}

/** Where the queue asks for it, an agent answers, notes and closes with the time he spent. */
export function requireTime(ticket: LoadedTicket, actor: Actor, booking?: Booking): void {
  if (actor.kind !== "agent" || !ticket.timeRequired || ticket.timeBooked || booking) return;
  const message = "This queue asks for the time you spent.";
  throw new Refusal("invalid", "timeRequired", message, { fields: { time: message } });
}

export function requireMinutes(minutes: number): number {
  if (Number.isInteger(minutes) && minutes >= 1 && minutes <= DAY) return minutes;
  const message = `Book 1 to ${DAY} minutes.`;
  throw new Refusal("invalid", "badMinutes", message, { fields: { minutes: message } });
}

/** An activity that is in use, by name or id; `kept` is one that may stay although it is closed. */
export async function activityIn(tx: Tx, nameOrId: string | null, kept?: string | null): Promise<{ id: string; name: string } | null> {
  if (nameOrId === null) return null;
  const [found] = await tx
    .select()
    .from(timeActivities)
    .where(isId(nameOrId) ? eq(timeActivities.id, nameOrId) : eq(timeActivities.name, nameOrId));
  if (found && (!found.closedAt || found.id === kept)) return { id: found.id, name: found.name };
  const message = "There is no such activity in use.";
  throw new Refusal("invalid", "unknownActivity", message, { fields: { activity: message } });
}
