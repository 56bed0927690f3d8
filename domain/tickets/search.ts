import { and, desc, eq, type SQL, sql } from "drizzle-orm";
import { db } from "@/db";
import { messages, queues, states, ticketDocuments, tickets } from "@/db/schema";
import { excerptOf, type Marked, markedTitle, piecesOf, searchQuery } from "@/lib/search-query";
import type { Actor } from "../access/actor";
import { visibleTickets } from "../access/visibility";
import { labelFor } from "./customer-view";

export type FoundTicket = { number: string; subject: Marked; excerpt: Marked; state: string; queue: string; updatedAt: Date };

/** Ranked is what moved last; older hits are reached by more words. */
const CANDIDATES = 200;
const LISTED = 500;
const LANGUAGES = ["english", "german"];

/**
 * Tickets the actor may see, by what was said in them: best first, with the place it was found. An internal note finds
 * a ticket only for who may read it, and is quoted only to him (SEMANTICS A12).
 */
export async function searchTickets(actor: Actor, text: string, limit = 20): Promise<FoundTicket[]> {
  const query = searchQuery(text, LANGUAGES);
  if (!query) return [];
  const candidates = newestHits(actor, query, CANDIDATES).as("candidates");
  const best = db
    .select({ id: candidates.id, rank: candidates.rank })
    .from(candidates)
    .orderBy(desc(candidates.rank), desc(candidates.id))
    .limit(limit)
    .as("best");
  const rows = await db
    .select({
      number: sql<string>`${tickets.number}::text`,
      subject: markedTitle(sql`'simple'::regconfig`, sql`${tickets.subject}`, query),
      excerpt: excerptIn(actor, query),
      preview: tickets.preview,
      state: states.name,
      label: states.label,
      queue: queues.name,
      // To a customer an instant that moved while nothing was said would tell of a note (customer-view.ts).
      updatedAt:
        actor.kind === "agent"
          ? tickets.updatedAt
          : sql<Date>`coalesce(${tickets.lastMessageAt}, ${tickets.createdAt})`.mapWith(tickets.updatedAt),
    })
    .from(best)
    .innerJoin(tickets, eq(tickets.id, best.id))
    .innerJoin(states, eq(states.id, tickets.stateId))
    .innerJoin(queues, eq(queues.id, tickets.queueId))
    .orderBy(desc(best.rank), desc(tickets.updatedAt));
  return rows.map(({ preview, label, ...row }) => ({
    ...row,
    state: actor.kind === "customer" ? (labelFor(actor, label) ?? row.state) : row.state,
    subject: piecesOf(row.subject),
    excerpt: piecesOf(row.excerpt ?? preview),
  }));
}

/** The condition for lists: the newest tickets in which the words stand, as far as the actor may read. */
export function ticketsSaying(actor: Actor, text: string): SQL {
  const query = searchQuery(text, LANGUAGES);
  if (!query) return sql`true`;
  const hits = newestHits(actor, query, LISTED).as("hits");
  return sql`${tickets.id} = any(array(${db.select({ id: hits.id }).from(hits)}))`;
}

function newestHits(actor: Actor, query: SQL, limit: number) {
  const words = readableWords(actor);
  const matching = db.select({ id: ticketDocuments.ticketId }).from(ticketDocuments).where(sql`${words} @@ ${query}`);
  return (
    db
      .select({ id: tickets.id, rank: sql<number>`ts_rank(${words}, ${query})`.as("rank") })
      .from(ticketDocuments)
      .innerJoin(tickets, eq(tickets.id, ticketDocuments.ticketId))
      // As an array it is found first, by the words' own index; as a condition PostgreSQL may go through every visible
      // ticket and ask each whether it holds them.
      .where(and(sql`${tickets.id} = any(array(${matching}))`, visibleTickets(actor)))
      // Not the bare column: its index would be walked to the end for a word that stands nowhere.
      .orderBy(sql`${tickets.updatedAt} + interval '0' desc`, desc(tickets.id))
      .limit(limit)
  );
}

/** Agents see a ticket by its group, and then all of it; anybody else sees its public side. */
const readableWords = (actor: Actor): SQL =>
  actor.kind === "agent" ? sql`${ticketDocuments.allWords}` : sql`${ticketDocuments.publicWords}`;

/** The newest message that holds one of the words. Cut before it is read: a long one costs as much as the page. */
function excerptIn(actor: Actor, query: SQL): SQL<string | null> {
  const text = sql`left(${messages.visibleText}, 4000)`;
  const found = sql`(to_tsvector('simple', ${text}) || to_tsvector('german', ${text})) @@ ${query}`;
  const readable = actor.kind === "agent" ? sql`true` : sql`not ${messages.internal}`;
  return sql<string | null>`(select ${excerptOf(sql`'german'::regconfig`, text, query)} from ${messages}
    where ${messages.ticketId} = ${tickets.id} and ${readable} and ${found} order by ${messages.at} desc limit 1)`;
}
