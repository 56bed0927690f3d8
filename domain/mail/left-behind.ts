import { and, desc, eq, gt, ne, or, sql } from "drizzle-orm";
import { db } from "@/db";
import { behind, cursorOf } from "@/db/keyset";
import { events, incomingMail, outgoingMail } from "@/db/schema";
import type { Actor } from "../access/actor";
import { authorizeDesk } from "../access/authorize";
import type { LogFilter } from "./mail-log";

const DEFAULT_LIMIT = 50;
const MAX_LIMIT = 200;

/** Mail that has not left: held, given up, or tried in vain so far. For administrators, newest first. */
export async function listNotLeft(actor: Actor, { limit = DEFAULT_LIMIT, cursor }: LogFilter = {}) {
  authorizeDesk(actor, "mail.readLog");
  const size = Math.min(limit, MAX_LIMIT);
  const stuck = and(
    // As the index says it; what is on its first way is nobody's trouble.
    sql`${outgoingMail.status} <> 'sent'`,
    or(ne(outgoingMail.status, "queued"), gt(outgoingMail.attempts, 0)),
    cursor ? behind(cursor, outgoingMail.createdAt, outgoingMail.id) : undefined,
  );
  const rows = await db
    .select()
    .from(outgoingMail)
    .where(stuck)
    .orderBy(desc(outgoingMail.createdAt), desc(outgoingMail.id))
    .limit(size + 1);
  const data = rows.slice(0, size);
  const last = data.at(-1);
  return { data, nextCursor: rows.length > size && last ? cursorOf(last.createdAt, last.id) : null };
}

/** Letters that could not be read, and those that trouble of ours keeps from it, newest first. For administrators. */
export async function listNotRead(actor: Actor) {
  authorizeDesk(actor, "mail.readLog");
  return db
    .select()
    .from(incomingMail)
    .where(or(eq(incomingMail.status, "failed"), and(eq(incomingMail.status, "stored"), gt(incomingMail.attempts, 0))))
    .orderBy(desc(incomingMail.receivedAt))
    .limit(MAX_LIMIT);
}

/** To whom automatic answers are paused at present (docs/mail.md, A3): a domain, or `everybody`. For administrators. */
export async function listPausedAnswers(actor: Actor): Promise<{ scope: string; count: number; at: Date }[]> {
  authorizeDesk(actor, "mail.readLog");
  const rows = await db
    .select({ data: events.data, at: events.createdAt })
    .from(events)
    .where(and(eq(events.type, "mail.answersPaused"), gt(events.createdAt, sql`now() - interval '1 hour'`)))
    .orderBy(desc(events.createdAt))
    .limit(DEFAULT_LIMIT);
  return rows.map(({ data, at }) => ({ scope: String(data.scope), count: Number(data.count), at }));
}
