import { and, eq, exists, inArray, or, type SQL, sql } from "drizzle-orm";
import { db } from "@/db";
import { events, type FaqVisibility, queues, ticketParticipants, tickets } from "@/db/schema";
import type { Actor } from "./actor";
import { groupsWith } from "./policy";

/**
 * The tickets an actor may read, as the `where` of every list: the same rule as `ticket.read` in policy.ts, said in
 * SQL. tests/access/lists-agree.test.ts holds the two together.
 */
export function visibleTickets(actor: Actor): SQL {
  if (actor.kind === "system") return actor.name === "mail" ? sql`true` : sql`false`;
  if (actor.scopes && !actor.scopes.has("read")) return sql`false`;
  if (actor.kind === "customer") return or(eq(tickets.customerId, actor.personId), participatesIn(actor.personId))!;
  const groupIds = groupsWith(actor, "read");
  if (groupIds === null) return sql`true`;
  if (groupIds.length === 0) return sql`false`;
  return inArray(tickets.queueId, queuesOf(groupIds));
}

/**
 * Of events: that a ticket was moved out of a queue this actor may read, wherever it stands now. Lists that held it must
 * lose it, whether they are told at once (events/heard.ts) or ask afterwards.
 */
export function leftSight(actor: Actor): SQL {
  const groupIds = groupsWith(actor, "read");
  if (groupIds === null || groupIds.length === 0) return sql`false`;
  // As text: other events hold other things under `from`.
  return and(eq(events.type, "ticket.moved"), sql`${events.data} -> 'from' ->> 'id' in (select id::text from (${queuesOf(groupIds)}) q)`)!;
}

const queuesOf = (groupIds: readonly string[]) =>
  db
    .select({ id: queues.id })
    .from(queues)
    .where(inArray(queues.groupId, [...groupIds]));

/**
 * Which published articles somebody may read, nobody (null) included: the one rule for pages, search, sitemap and API.
 * A token that may not read is not even shown what is public.
 */
export function readableArticles(reader: Actor | null): readonly FaqVisibility[] {
  if (reader === null) return ["public"];
  if (reader.kind === "system") return [];
  if (reader.scopes && !reader.scopes.has("read")) return [];
  return reader.kind === "agent" ? ["public", "customers", "internal"] : ["public", "customers"];
}

const participatesIn = (personId: string) =>
  exists(
    db
      .select({ one: sql`1` })
      .from(ticketParticipants)
      .where(and(eq(ticketParticipants.ticketId, tickets.id), eq(ticketParticipants.personId, personId))),
  );
