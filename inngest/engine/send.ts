import { sql as drizzleSql } from "drizzle-orm";
import { newId } from "../../lib/ids";
import type { EventBody, Sql } from "./types";

export type NewEvent = { id?: string; name: string; data?: Record<string, unknown>; ts?: number; [more: string]: unknown };
/** A transaction of Drizzle, as far as it is needed here. */
type Executor = { execute: (query: ReturnType<typeof drizzleSql>) => PromiseLike<unknown> };

const MOST_EVENTS = 5000;
const MOST_BYTES = 512 * 1024;

/**
 * Sends events with whatever is given: the pool, or the caller's own transaction (postgres.js or Drizzle), whose commit
 * is then the moment of sending. An id that was sent before is dropped.
 */
export async function sendEvents(db: Sql | Executor, events: NewEvent[]): Promise<string[]> {
  if (events.length === 0) return [];
  const bodies = events.map(asBody);
  refuse(bodies);
  const text = JSON.stringify(bodies);
  if ("execute" in db) await db.execute(insertion(drizzleSql, text));
  else await insertion(db as Sql, text);
  return bodies.map((body) => body.id);
}

/** One statement for every driver: both write their queries as tagged templates. */
const insertion = <T>(tag: (text: TemplateStringsArray, ...values: string[]) => T, text: string): T => tag`
  with sent as (
    insert into ie.event (id, name, body)
    select e ->> 'id', e ->> 'name', e from json_array_elements(${text}::text::json) with ordinality as list(e, n) order by n
    on conflict do nothing)
  select pg_notify('ie', 'event')`;

function asBody(event: NewEvent): EventBody {
  return { ...event, id: event.id || newId(), name: event.name, data: event.data ?? {}, ts: event.ts || Date.now() };
}

export class RefusedEvents extends Error {}

function refuse(bodies: EventBody[]): void {
  if (bodies.length > MOST_EVENTS) throw new RefusedEvents(`At most ${MOST_EVENTS} events can be sent at once.`);
  for (const body of bodies) {
    if (typeof body.name !== "string" || !body.name) throw new RefusedEvents("An event needs a name.");
    if (body.name.includes("\u0000") || body.id.includes("\u0000"))
      throw new RefusedEvents("An event's name and id cannot contain a zero byte.");
    if (JSON.stringify(body).length > MOST_BYTES) throw new RefusedEvents(`The event ${body.name} is larger than ${MOST_BYTES / 1024} KB.`);
  }
}
