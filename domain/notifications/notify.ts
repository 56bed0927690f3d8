import { eq } from "drizzle-orm";
import { db } from "@/db";
import { events, notifications } from "@/db/schema";
import type { Actor } from "../access/actor";
import { authorizeDesk } from "../access/authorize";
import { record } from "../events/record";
import { lockTicket } from "../tickets/load";
import { listAgentsOfTicket } from "./recipients";

/**
 * Puts an event before the people it concerns, once each, however often a function tries. Gives whom it was put before,
 * for the mails that follow. A promise that was kept after all, only late, disturbs nobody.
 */
export async function notifyOfBreach(actor: Actor, eventId: string): Promise<string[]> {
  authorizeDesk(actor, "notification.send");
  const [event] = await db.select().from(events).where(eq(events.id, eventId));
  if (!event?.ticketId || event.type !== "sla.breached" || event.data.endedAt) return [];
  const { ticketId } = event;
  const agents = await listAgentsOfTicket(ticketId);
  if (agents.length === 0) return [];
  const personIds = agents.map((agent) => agent.id);
  await db.transaction(async (tx) => {
    await lockTicket(tx, ticketId);
    const added = await tx
      .insert(notifications)
      .values(personIds.map((personId) => ({ eventId, personId, ticketId, type: event.type })))
      .onConflictDoNothing()
      .returning({ personId: notifications.personId });
    if (added.length === 0) return;
    await record(tx, actor, {
      type: "people.notified",
      ticketId,
      data: { people: added.map((row) => row.personId), of: event.type },
      causeId: eventId,
    });
  });
  return personIds;
}
