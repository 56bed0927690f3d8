import { and, desc, eq, sql } from "drizzle-orm";
import { db } from "@/db";
import { type CustomerLabel, type StateType, states, tickets, type WaitsFor } from "@/db/schema";
import type { CustomerActor } from "../access/actor";
import { visibleTickets } from "../access/visibility";

export type OwnRequest = {
  number: string;
  subject: string;
  label: CustomerLabel;
  stateType: StateType;
  waitsFor: WaitsFor | null;
  preview: string;
  at: Date;
};

export const MAX_REQUESTS = 200;

/**
 * A customer's requests for his own side, latest word first. Only what he may know is read: it is sorted by what was
 * said in public, because a row that moves would tell him of a note.
 */
export async function listOwnRequests(actor: CustomerActor): Promise<OwnRequest[]> {
  const said = sql`coalesce(${tickets.lastMessageAt}, ${tickets.createdAt})`;
  return db
    .select({
      number: sql<string>`${tickets.number}::text`,
      subject: tickets.subject,
      label: states.label,
      stateType: states.type,
      waitsFor: states.waitsFor,
      preview: tickets.preview,
      at: sql<Date>`${said}`.mapWith(tickets.createdAt),
    })
    .from(tickets)
    .innerJoin(states, eq(states.id, tickets.stateId))
    .where(and(visibleTickets(actor), sql`${states.type} <> 'removed'`))
    .orderBy(desc(said), desc(tickets.id))
    .limit(MAX_REQUESTS);
}
