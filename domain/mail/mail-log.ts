import { and, desc, eq, inArray, isNull, type SQL, sql } from "drizzle-orm";
import { db } from "@/db";
import { behind, cursorOf } from "@/db/keyset";
import { incomingMail, queues } from "@/db/schema";
import type { Actor } from "../access/actor";
import { authorizeDesk } from "../access/authorize";
import { groupsWith } from "../access/policy";

const DEFAULT_LIMIT = 50;
const MAX_LIMIT = 200;

export type LogFilter = { limit?: number; cursor?: string };
export type LogPage = { data: LoggedMail[]; nextCursor: string | null };
export type LoggedMail = Awaited<ReturnType<typeof select>>[number];

/** Spam by the queue it was written to: for whoever reads that queue (docs/mail.md, A1.3). Newest first. */
export async function listSpam(actor: Actor, filter: LogFilter = {}): Promise<LogPage> {
  authorizeDesk(actor, "desk.work");
  return page(filter, eq(incomingMail.class, "spam"), readableQueues(actor));
}

/** Reports and challenges that are about no mail of ours: for administrators. Newest first. */
export async function listStrayReports(actor: Actor, filter: LogFilter = {}): Promise<LogPage> {
  authorizeDesk(actor, "mail.readLog");
  const classes = ["dsn-permanent", "dsn-temporary", "dsn-success", "mdn", "challenge"];
  return page(filter, inArray(incomingMail.class, classes), isNull(incomingMail.outgoingId));
}

function readableQueues(actor: Actor): SQL | undefined {
  const groups = groupsWith(actor, "read");
  if (groups === null) return undefined;
  if (groups.length === 0) return sql`false`;
  const readable = db
    .select({ id: queues.id })
    .from(queues)
    .where(inArray(queues.groupId, [...groups]));
  return inArray(incomingMail.queueId, readable);
}

async function page({ limit = DEFAULT_LIMIT, cursor }: LogFilter, ...conditions: (SQL | undefined)[]): Promise<LogPage> {
  const size = Math.min(limit, MAX_LIMIT);
  const rows = await select(and(...conditions, cursor ? behind(cursor, incomingMail.receivedAt, incomingMail.id) : undefined), size + 1);
  const data = rows.slice(0, size);
  const last = data.at(-1);
  return { data, nextCursor: rows.length > size && last ? cursorOf(last.receivedAt, last.id) : null };
}

const select = (where: SQL | undefined, limit: number) =>
  db
    .select({
      id: incomingMail.id,
      class: incomingMail.class,
      classReasons: incomingMail.classReasons,
      envelopeFrom: incomingMail.envelopeFrom,
      envelopeTo: incomingMail.envelopeTo,
      queue: queues.name,
      from: incomingMail.from,
      subject: incomingMail.subject,
      receivedAt: incomingMail.receivedAt,
    })
    .from(incomingMail)
    .leftJoin(queues, eq(queues.id, incomingMail.queueId))
    .where(where)
    .orderBy(desc(incomingMail.receivedAt), desc(incomingMail.id))
    .limit(limit);
