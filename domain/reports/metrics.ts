import { count, eq, isNull, sql } from "drizzle-orm";
import { db } from "@/db";
import { events, incomingMail, outgoingMail, states, tickets } from "@/db/schema";
import type { Actor } from "../access/actor";
import { authorizeDesk } from "../access/authorize";
import { engineFigures } from "../work/figures";

export type Metric = { name: string; help: string; values: { labels: Record<string, string>; value: number }[] };

/** How much of what there is, for a monitoring system. Counts only: no name, no address, no text. */
export async function readMetrics(actor: Actor): Promise<Metric[]> {
  authorizeDesk(actor, "metrics.read");
  const [engine, byState, received, sent, [outbox]] = await Promise.all([
    engineFigures(),
    db
      .select({ key: states.type, value: count(tickets.id) })
      .from(states)
      .leftJoin(tickets, eq(tickets.stateId, states.id))
      .groupBy(states.type)
      .orderBy(states.type),
    db.select({ key: incomingMail.status, value: count() }).from(incomingMail).groupBy(incomingMail.status).orderBy(incomingMail.status),
    db.select({ key: outgoingMail.status, value: count() }).from(outgoingMail).groupBy(outgoingMail.status).orderBy(outgoingMail.status),
    db
      .select({ value: count(), age: sql<number>`coalesce(extract(epoch from now() - min(${events.createdAt})), 0)`.mapWith(Number) })
      .from(events)
      .where(isNull(events.dispatchedAt)),
  ]);
  return [
    { name: "open_ticket_tickets", help: "Tickets by type of state.", values: byLabel("state_type", byState) },
    { name: "open_ticket_mail_received", help: "Letters by what became of them; stored ones wait.", values: byLabel("status", received) },
    { name: "open_ticket_mail_outgoing", help: "Outgoing mail by status; queued ones wait.", values: byLabel("status", sent) },
    { name: "open_ticket_outbox_events", help: "Events not yet dispatched.", values: [{ labels: {}, value: outbox!.value }] },
    {
      name: "open_ticket_outbox_age_seconds",
      help: "Age of the oldest event not yet dispatched.",
      values: [{ labels: {}, value: outbox!.age }],
    },
    ...engine.map((figure) => ({ ...figure, name: `open_ticket_${figure.name}` })),
  ];
}

const byLabel = (label: string, rows: { key: string; value: number }[]) =>
  rows.map(({ key, value }) => ({ labels: { [label]: key }, value }));
