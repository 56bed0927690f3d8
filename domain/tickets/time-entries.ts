import { and, desc, eq, type SQL, sql } from "drizzle-orm";
import { db } from "@/db";
import { behind, cursorOf } from "@/db/keyset";
import { people, tickets, timeActivities, timeEntries } from "@/db/schema";
import { notFound } from "@/lib/errors";
import type { Actor } from "../access/actor";
import { authorizeDesk } from "../access/authorize";
import { visibleTickets } from "../access/visibility";
import type { Page } from "./queries";
import { getTicketSubject } from "./subject";

export type TimeEntryView = Awaited<ReturnType<typeof read>>[number];
type Paging = { limit?: number; cursor?: string };

/** What was booked on a ticket, newest first, for agents who may read it; for everybody else there is no such ticket. */
export async function listTime(actor: Actor, number: string, paging: Paging = {}): Promise<Page<TimeEntryView>> {
  const ticket = await getTicketSubject(actor, number, "ticket.readInternal");
  return page(eq(timeEntries.ticketId, ticket.id), paging);
}

/** What the actor booked himself, newest first, on tickets he may read. */
export async function listOwnTime(actor: Actor, paging: Paging = {}): Promise<Page<TimeEntryView>> {
  authorizeDesk(actor, "words.read");
  const personId = actor.kind === "agent" ? actor.personId : "";
  return page(and(eq(timeEntries.personId, personId), visibleTickets(actor))!, paging);
}

export async function getTimeEntry(actor: Actor, number: string, id: string): Promise<TimeEntryView> {
  const ticket = await getTicketSubject(actor, number, "ticket.readInternal");
  const [found] = await read(and(eq(timeEntries.ticketId, ticket.id), eq(timeEntries.id, id))!, 1);
  if (!found) throw notFound("time entry");
  return found;
}

const MOST = 200;

async function page(which: SQL, { limit = MOST, cursor }: Paging): Promise<Page<TimeEntryView>> {
  const after = cursor ? behind(cursor, timeEntries.createdAt, timeEntries.id) : undefined;
  const rows = await read(and(which, after)!, limit + 1);
  const data = rows.slice(0, limit);
  const last = data.at(-1);
  return { data, nextCursor: rows.length > limit && last ? cursorOf(last.at, last.id) : null };
}

const read = (which: SQL, limit: number) =>
  db
    .select({
      id: timeEntries.id,
      ticket: sql<string>`${tickets.number}::text`,
      person: { id: people.id, name: people.name },
      messageId: timeEntries.messageId,
      activity: timeActivities.name,
      minutes: timeEntries.minutes,
      billable: timeEntries.billable,
      note: timeEntries.note,
      at: timeEntries.createdAt,
    })
    .from(timeEntries)
    .innerJoin(tickets, eq(tickets.id, timeEntries.ticketId))
    .innerJoin(people, eq(people.id, timeEntries.personId))
    .leftJoin(timeActivities, eq(timeActivities.id, timeEntries.activityId))
    .where(which)
    .orderBy(desc(timeEntries.createdAt), desc(timeEntries.id))
    .limit(limit);
