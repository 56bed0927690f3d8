import { and, count, desc, eq, inArray, isNull, sql } from "drizzle-orm";
import { db } from "@/db";
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

const MOST = 50;

/** One's own notifications, newest first, of tickets one may still see; with how many are unread. */
export async function listNotifications(actor: Actor): Promise<{ data: Notice[]; unread: number }> {
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
      .where(mine)
      .orderBy(desc(notifications.createdAt), desc(notifications.id))
      .limit(MOST),
    db
      .select({ value: count() })
      .from(notifications)
      .innerJoin(tickets, eq(tickets.id, notifications.ticketId))
      .where(and(mine, isNull(notifications.readAt))),
  ]);
  return {
    data: rows.map(({ readAt, number, subject, ...row }) => ({ ...row, read: readAt !== null, ticket: { number, subject } })),
    unread: unread!.value,
  };
}

/** Marks one's own notifications read: those named, or all of a ticket one looks at, or all. Somebody else's stay. */
export async function readNotifications(actor: Actor, which: { ids?: readonly string[]; ticketId?: string } = {}): Promise<void> {
  const personId = ownId(actor);
  await db
    .update(notifications)
    .set({ readAt: new Date() })
    .where(
      and(
        eq(notifications.personId, personId),
        isNull(notifications.readAt),
        which.ids ? inArray(notifications.id, [...which.ids]) : undefined,
        which.ticketId ? eq(notifications.ticketId, which.ticketId) : undefined,
      ),
    );
}

function ownId(actor: Actor): string {
  authorizeDesk(actor, "notification.read");
  return actor.kind === "system" ? "" : actor.personId;
}
