import { eq, sql } from "drizzle-orm";
import type { Tx } from "@/db";
import { messages, tickets, ticketTasks, timeEntries } from "@/db/schema";
import type { RecordedEvent } from "../events/record";

const PREVIEW_LENGTH = 160;

/** What is said in public. */
const SAID = new Set(["message.received", "message.sent", "message.allowed", "call.logged"]);

/** Projection: how many tasks a ticket has. */
export async function projectTaskCount(tx: Tx, event: RecordedEvent): Promise<void> {
  if (!event.ticketId || !COUNTED.has(event.type)) return;
  const taskCount = sql`(select count(*)::int from ${ticketTasks} where ${ticketTasks.ticketId} = ${event.ticketId})`;
  await tx.update(tickets).set({ taskCount }).where(eq(tickets.id, event.ticketId));
}

const COUNTED = new Set(["task.added", "task.removed", "checklist.applied"]);

/** Projection: the minutes booked on a ticket. */
export async function projectMinutes(tx: Tx, event: RecordedEvent): Promise<void> {
  if (!event.ticketId || !event.type.startsWith("time.")) return;
  const booked = sql`coalesce((select sum(${timeEntries.minutes}) from ${timeEntries} where ${timeEntries.ticketId} = ${event.ticketId}), 0)`;
  await tx.update(tickets).set({ minutesSpent: booked }).where(eq(tickets.id, event.ticketId));
}

/**
 * Projection: what lists show and sort by (last message, preview, unanswered since), kept in the act's own
 * transaction, so that no list is ever behind its tickets.
 */
export async function projectListColumns(tx: Tx, event: RecordedEvent): Promise<void> {
  if (!event.ticketId || !SAID.has(event.type)) return;
  const [message] = await tx
    .select({ at: messages.at, text: messages.visibleText, direction: messages.direction })
    .from(messages)
    .where(eq(messages.id, event.data.messageId as string));
  if (!message) return;
  const [ticket] = await tx
    .select({ unansweredSince: tickets.unansweredSince, lastMessageAt: tickets.lastMessageAt })
    .from(tickets)
    .where(eq(tickets.id, event.ticketId));
  // What is allowed stands at its own time: others may have spoken since.
  const isLast = event.type !== "message.allowed" || (ticket?.lastMessageAt ?? message.at) <= message.at;
  await tx
    .update(tickets)
    .set({
      ...(isLast ? { lastMessageAt: message.at, preview: message.text.replace(/\s+/g, " ").trim().slice(0, PREVIEW_LENGTH) } : {}),
      unansweredSince: unansweredAfter(event, ticket?.unansweredSince ?? null, message.at),
    })
    .where(eq(tickets.id, event.ticketId));
}

/** A call in which nobody was reached answers nothing; what the customer said in one he said to somebody. */
function unansweredAfter(event: RecordedEvent, before: Date | null, at: Date): Date | null {
  if (event.data.turnedAway) return before;
  if (event.type === "message.received" || event.type === "message.allowed") return before ?? at;
  return event.type === "message.sent" || event.data.reached === true ? null : before;
}
