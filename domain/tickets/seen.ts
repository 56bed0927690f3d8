import { and, desc, eq } from "drizzle-orm";
import type { Tx } from "@/db";
import { events, people } from "@/db/schema";
import { Refusal } from "@/lib/errors";
import type { EventName } from "../events/catalog";
import type { LoadedTicket } from "./load";

/** What the writer had on screen of the things he changes: names, and people by id or null. */
export type Seen = {
  subject?: string;
  queue?: string;
  state?: string;
  priority?: string | null;
  owner?: string | null;
  responsible?: string | null;
};
type Field = keyof Seen;

/** What somebody else made of a field in the meantime. */
export type Meanwhile = { field: Field; value: string | null; by: string | null; at: string | null };

const CHANGED_BY: Record<Field, readonly EventName[]> = {
  subject: ["ticket.renamed"],
  queue: ["ticket.moved"],
  state: ["ticket.stateChanged", "ticket.pended", "ticket.closed", "ticket.reopened"],
  priority: ["ticket.prioritised"],
  owner: ["ticket.assigned"],
  responsible: ["ticket.responsibleChanged"],
};

/**
 * Each field is compared for itself: a message that came in meanwhile keeps nobody from setting a priority. Refuses
 * `conflict` where a field is no longer what the writer saw, with what it is now and who made it so. What he wants and
 * somebody else has done already is no conflict.
 */
export async function requireSeen(tx: Tx, ticket: LoadedTicket, seen: Seen, wanted: { [F in Field]?: string | null }): Promise<void> {
  for (const field of Object.keys(seen) as Field[]) {
    const [now, aliases] = standing(ticket, field);
    if (wanted[field] === undefined || now === seen[field]) continue;
    if (now === wanted[field] || (wanted[field] !== null && aliases.includes(wanted[field]))) continue;
    const current = await meanwhile(tx, ticket, field);
    throw new Refusal("conflict", "fieldChanged", "Somebody else has changed this in the meantime.", { current });
  }
}

/** The value as it is seen, and by what else it could be asked for. */
function standing(ticket: LoadedTicket, field: Field): [string | null, readonly string[]] {
  if (field === "subject") return [ticket.subject, []];
  if (field === "queue") return [ticket.queueName, [ticket.queueId]];
  if (field === "state") return [ticket.state.name, [String(ticket.stateId)]];
  if (field === "priority") return [ticket.priorityName, [String(ticket.priorityId)]];
  return [field === "owner" ? ticket.ownerId : ticket.responsibleId, []];
}

async function meanwhile(tx: Tx, ticket: LoadedTicket, field: Field): Promise<Meanwhile> {
  const [value] = standing(ticket, field);
  const isPerson = field === "owner" || field === "responsible";
  const [person] = isPerson && value ? await tx.select().from(people).where(eq(people.id, value)) : [];
  const latest = await tx
    .select({ type: events.type, at: events.createdAt, by: people.name })
    .from(events)
    .leftJoin(people, eq(people.id, events.actorId))
    .where(and(eq(events.ticketId, ticket.id)))
    .orderBy(desc(events.chainPosition))
    .limit(50);
  const last = latest.find((event) => CHANGED_BY[field].includes(event.type as EventName));
  return { field, value: person ? person.name : value, by: last?.by ?? null, at: last?.at.toISOString() ?? null };
}
