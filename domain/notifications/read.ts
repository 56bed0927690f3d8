import { and, count, desc, eq, inArray, isNull, sql } from "drizzle-orm";
import { db } from "@/db";
import { behind, cursorOf } from "@/db/keyset";
import { events, notifications, tickets } from "@/db/schema";
import type { Actor } from "../access/actor";
import { authorizeDesk } from "../access/authorize";
import { visibleTickets } from "../access/visibility";

export type Notice = {
  id: string;
  type: string;
  at: Date;
  read: boolean;
  ticket: { number: string; subject: string };
  data: Record<string, unknown>;
};

export type Notices = { data: Notice[]; unread: number; nextCursor: string | null };

const DEFAULT_LIMIT = 50;
const MAX_LIMIT = 200;

/** One's own notifications, newest first, of tickets one may still see, one page; with how many of all are unread. */
export async function listNotifications(actor: Actor, paging: { limit?: number; cursor?: string } = {}): Promise<Notices> {
  const limit = Math.min(paging.limit ?? DEFAULT_LIMIT, MAX_LIMIT);
  const personId = ownId(actor);
  const mine = and(eq(notifications.personId, personId), visibleTickets(actor));
  const [rows, [unread]] = await Promise.all([
    db
      .select({
        id: notifications.id,
        type: notifications.type,
        at: notifications.createdAt,
        readAt: notifications.readAt,
        number: sql<string>`${tickets.number}::text`,
        subject: tickets.subject,
        data: events.data,
      })
      .from(notifications)
      .innerJoin(tickets, eq(tickets.id, notifications.ticketId))
      .innerJoin(events, eq(events.id, notifications.eventId))
      .where(and(mine, paging.cursor ? behind(paging.cursor, notifications.createdAt, notifications.id) : undefined))
      .orderBy(desc(notifications.createdAt), desc(notifications.id))
      .limit(limit + 1),
    db
      .select({ value: count() })
      .from(notifications)
      .innerJoin(tickets, eq(tickets.id, notifications.ticketId))
      .where(and(mine, isNull(notifications.readAt))),
  ]);
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    data: page.map(({ readAt, number, subject, ...row }) => ({ ...row, read: readAt !== null, ticket: { number, subject } })),
    unread: unread!.value,
    nextCursor: rows.length > limit && last ? cursorOf(last.at, last.id) : null,
  };
}

/** The newest of one's own that stands unread about a ticket. */
export async function findUnread(actor: Actor, ticketId: string): Promise<string | null> {
  const [one] = await db
    .select({ id: notifications.id })
    .from(notifications)
    .where(and(eq(notifications.personId, ownId(actor)), eq(notifications.ticketId, ticketId), isNull(notifications.readAt)))
    .orderBy(desc(notifications.createdAt), desc(notifications.id))
    .limit(1);
  return one?.id ?? null;
}

/** Marks one's own notifications read: those named, or all of a ticket one looks at (by its number), or all. Somebody else's stay. */
export async function readNotifications(actor: Actor, which: { ids?: readonly string[]; ticket?: string } = {}): Promise<void> {
  const personId = ownId(actor);
  await db
    .update(notifications)
    .set({ readAt: new Date() })
    .where(
      and(
        eq(notifications.personId, personId),
        isNull(notifications.readAt),
        which.ids ? inArray(notifications.id, [...which.ids]) : undefined,
        which.ticket ? inArray(notifications.ticketId, ticketNumbered(which.ticket)) : undefined,
      ),
    );
}

const ticketNumbered = (number: string) =>
  db
    .select({ id: tickets.id })
    .from(tickets)
    .where(eq(tickets.number, Number(number)));

function ownId(actor: Actor): string {
  authorizeDesk(actor, "notification.read");
  return actor.kind === "system" ? "" : actor.personId;
}
