import { and, asc, eq, gt, inArray, isNotNull, or, type SQL, sql } from "drizzle-orm";
import { db, type Tx } from "@/db";
import { events, people, queues, states, tickets } from "@/db/schema";
import { now } from "@/lib/clock";
import type { Actor } from "../access/actor";
import { authorizeDesk } from "../access/authorize";
import { record } from "../events/record";
import { always, openBetween } from "../sla/calendar";
import { calendarOfQueue } from "./business-time";
import { type LoadedTicket, lockTicket } from "./load";
import { touch } from "./touch";

const MINUTE_MS = 60_000;
const WARN_AT = 0.8;
const PAGE = 200;
const WORKED_ON = ["new", "open"] as const;

/** What begins the time anew besides an agent's doing: waiting has ended, or somebody else has it now. */
const BEGINS = [
  ...["ticket.opened", "ticket.assigned", "ticket.moved", "ticket.woken"],
  ...["ticket.stateChanged", "ticket.reopened", "ticket.pended"],
];

/**
 * Goes through the owned tickets of queues with a time limit, a page at a time; gives where to go on. What lies idle
 * since four fifths of it is warned of, what has used it up belongs to nobody again (SEMANTICS A9).
 */
export async function sweepIdle(actor: Actor, after: string | null): Promise<string | null> {
  authorizeDesk(actor, "ticket.releaseIdle");
  const lastDoing = sql`(select max(${events.createdAt}) from ${events} where ${events.ticketId} = ${tickets.id} and ${DOING})`;
  const wall = sql`extract(epoch from (${now().toISOString()}::timestamptz - ${lastDoing})) / 60`;
  const rows = await db
    .select({ id: tickets.id })
    .from(tickets)
    .innerJoin(queues, eq(queues.id, tickets.queueId))
    .innerJoin(states, eq(states.id, tickets.stateId))
    .where(
      and(
        isNotNull(queues.unassignMinutes),
        isNotNull(tickets.ownerId),
        inArray(states.type, [...WORKED_ON]),
        after ? gt(tickets.id, after) : undefined,
        // Business minutes are never more than those on the wall: most tickets need no calendar.
        sql`${wall} >= ${queues.unassignMinutes} * ${WARN_AT}::numeric`,
      ),
    )
    .orderBy(asc(tickets.id))
    .limit(PAGE);
  for (const { id } of rows) await releaseIdle(actor, id);
  return rows.length < PAGE ? null : rows.at(-1)!.id;
}

/** Counts anew under the ticket's lock, then warns, releases, or leaves it alone. */
export async function releaseIdle(actor: Actor, ticketId: string): Promise<"released" | "warned" | "left"> {
  authorizeDesk(actor, "ticket.releaseIdle");
  return db.transaction(async (tx) => {
    const ticket = await lockTicket(tx, ticketId);
    const [queue] = await tx.select().from(queues).where(eq(queues.id, ticket.queueId));
    const limit = queue?.unassignMinutes;
    if (!limit || !ticket.ownerId || !WORKED_ON.some((type) => type === ticket.state.type)) return "left";
    const [last] = await tx
      .select({ doing: latest(DOING), warned: latest(eq(events.type, "ticket.idleWarned")) })
      .from(events)
      .where(eq(events.ticketId, ticketId));
    if (!last?.doing) return "left";
    const schedule = always(await calendarOfQueue(tx, ticket.queueId));
    const idle = openBetween(schedule, last.doing.getTime(), now().getTime()) / MINUTE_MS;
    if (idle >= limit) return releaseIn(tx, actor, ticket);
    if (idle < limit * WARN_AT || (last.warned && last.warned > last.doing)) return "left";
    const minutesLeft = Math.max(1, Math.ceil(limit - idle));
    await record(tx, actor, { type: "ticket.idleWarned", ticketId, data: { ownerId: ticket.ownerId, minutesLeft } });
    return "warned";
  });
}

async function releaseIn(tx: Tx, actor: Actor, ticket: LoadedTicket): Promise<"released"> {
  const [owner] = await tx.select().from(people).where(eq(people.id, ticket.ownerId!));
  await tx.update(tickets).set({ ownerId: null }).where(eq(tickets.id, ticket.id));
  await record(tx, actor, {
    type: "ticket.assigned",
    ticketId: ticket.id,
    data: { from: ticket.ownerId, to: null, reason: "idle" },
    values: { owner: { before: owner?.name } },
  });
  await touch(tx, ticket.id);
  return "released";
}

const DOING = or(eq(events.actorKind, "agent"), inArray(events.type, BEGINS))!;

const latest = (which: SQL) => sql<Date | null>`max(${events.createdAt}) filter (where ${which})`.mapWith(tickets.createdAt);
