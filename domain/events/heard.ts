import { asc, eq, gt, inArray, sql } from "drizzle-orm";
import { db } from "@/db";
import { events, queues, tickets } from "@/db/schema";
import { type Audience, audienceOf } from "./catalog";

export type Heard = {
  seq: number;
  type: string;
  at: Date;
  audience: Audience;
  ticket: { id: string; number: string; queueId: string; groupId: string } | null;
  /** For a move: the queue it left, whose lists must lose the row. */
  left: { queueId: string; groupId: string } | null;
  /** Whose rights or sessions it changed. */
  person: string | null;
};

const TURNS_PERSON = new Set(["role.assigned"]);

const BATCH = 500;

/** The events after a cursor, in commit order, with the rooms they concern. For the live channel only. */
export async function listNewEvents(since: number): Promise<Heard[]> {
  const rows = await db
    .select({
      event: events,
      ticket: { id: tickets.id, number: sql<string>`${tickets.number}::text`, queueId: queues.id, groupId: queues.groupId },
    })
    .from(events)
    .leftJoin(tickets, eq(tickets.id, events.ticketId))
    .leftJoin(queues, eq(queues.id, tickets.queueId))
    .where(gt(events.seq, since))
    .orderBy(asc(events.seq))
    .limit(BATCH);
  const left = await queuesLeft(rows.map((row) => row.event));
  return rows.map(({ event, ticket }) => ({
    seq: event.seq!,
    type: event.type,
    at: event.createdAt,
    audience: audienceOf(event.type),
    ticket: ticket?.id && ticket.queueId ? { ...ticket, id: ticket.id, queueId: ticket.queueId, groupId: ticket.groupId! } : null,
    left: left.get(event.id) ?? null,
    person: TURNS_PERSON.has(event.type) ? String(event.data.personId) : null,
  }));
}

async function queuesLeft(rows: (typeof events.$inferSelect)[]): Promise<Map<string, { queueId: string; groupId: string }>> {
  const moves = rows
    .filter((row) => row.type === "ticket.moved")
    .map((row) => ({ id: row.id, queueId: (row.data.from as { id: string }).id }));
  if (moves.length === 0) return new Map();
  const known = await db
    .select({ queueId: queues.id, groupId: queues.groupId })
    .from(queues)
    .where(
      inArray(
        queues.id,
        moves.map((move) => move.queueId),
      ),
    );
  return new Map(
    moves.flatMap((move) => {
      const queue = known.find((one) => one.queueId === move.queueId);
      return queue ? [[move.id, queue] as const] : [];
    }),
  );
}
