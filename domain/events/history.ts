import { and, asc, desc, eq, gt, inArray, or, sql } from "drizzle-orm";
import { db } from "@/db";
import { events, eventValues, people, queues, tickets } from "@/db/schema";
import type { Actor } from "../access/actor";
import { can } from "../access/policy";
import { leftSight, visibleTickets } from "../access/visibility";
import { type FieldReader, withoutHiddenAnswers } from "./answers";
import { audienceOf, EVENT_NAMES, type EventName } from "./catalog";

export type HistoryEvent = {
  id: string;
  seq: number | null;
  type: string;
  at: Date;
  actor: { kind: string; id: string | null; name: string | null };
  cause: string | null;
  data: Record<string, unknown>;
  values: Record<string, { before: string | null; after: string | null }>;
  hash: string;
};

const MAX_EVENTS = 1000;

/**
 * The history of a ticket that the actor has been shown to be allowed to read, in the order it happened; of a longer
 * one its latest part. Answers of fields that not every agent may read are left out, unless `reader` may.
 */
export async function listHistory(ticketId: string, withInternal: boolean, reader?: FieldReader): Promise<HistoryEvent[]> {
  const latest = await db
    .select({ event: events, name: people.name })
    .from(events)
    .leftJoin(people, eq(people.id, events.actorId))
    .where(and(eq(events.ticketId, ticketId), inArray(events.type, heardBy(withInternal))))
    .orderBy(desc(events.chainPosition))
    .limit(MAX_EVENTS);
  const shown = latest.reverse();
  const values = shown.length
    ? await db
        .select()
        .from(eventValues)
        .where(
          inArray(
            eventValues.eventId,
            shown.map(({ event }) => event.id),
          ),
        )
    : [];
  const told = shown.map(({ event, name }) => {
    const { values: _digests, ...all } = event.data;
    const data = withInternal ? all : withoutInternal(all);
    return {
      id: event.id,
      seq: event.seq,
      type: event.type,
      at: event.createdAt,
      actor: { kind: event.actorKind, id: event.actorId, name: event.actorName ?? name },
      cause: event.causeId,
      data,
      values: Object.fromEntries(values.filter((v) => v.eventId === event.id).map((v) => [v.key, { before: v.before, after: v.after }])),
      hash: event.hash,
    };
  });
  return withoutHiddenAnswers(told, reader);
}

const heardBy = (withInternal: boolean): EventName[] =>
  EVENT_NAMES.filter((name) => audienceOf(name) === "public" || (withInternal && audienceOf(name) === "internal"));

/** What a public event says of how the desk files a ticket is for agents, like the events that change it. */
const withoutInternal = ({ priority: _, ...data }: Record<string, unknown>): Record<string, unknown> => data;

export type Change = { ticket: string; seq: number; type: string; at: Date };

/**
 * What happened after `since`, as far as this actor may hear of it: the answer to a client that was away. That a ticket
 * was moved out of his sight he hears too, or his lists would keep it.
 */
export async function listChanges(actor: Actor, since: number, limit = 500): Promise<Change[]> {
  return db
    .select({
      ticket: sql<string>`${tickets.number}::text`,
      seq: sql<number>`${events.seq}`.mapWith(Number),
      type: events.type,
      at: events.createdAt,
    })
    .from(events)
    .innerJoin(tickets, eq(tickets.id, events.ticketId))
    .innerJoin(queues, eq(queues.id, tickets.queueId))
    .where(and(gt(events.seq, since), inArray(events.type, heardBy(can(actor, "desk.work"))), or(visibleTickets(actor), leftSight(actor))))
    .orderBy(asc(events.seq))
    .limit(limit);
}

/** The newest sequence number there is: where a listener that needs no past begins. */
export async function latestSeq(): Promise<number> {
  const [row] = await db.select({ seq: sql<number>`coalesce(max(${events.seq}), 0)`.mapWith(Number) }).from(events);
  return row!.seq;
}
