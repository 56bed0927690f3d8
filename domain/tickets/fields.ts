import { and, eq } from "drizzle-orm";
import { db } from "@/db";
import { queues, tickets } from "@/db/schema";
import { notFound } from "@/lib/errors";
import type { Actor } from "../access/actor";
import { can } from "../access/policy";
import { visibleTickets } from "../access/visibility";
import { type FormField, listAnsweredFields, listFormFields, namesOfPeople } from "../fields/read";

export type TicketFields = { data: FormField[]; people: Record<string, { name: string; email: string }> };

/**
 * The fields of a ticket, for its page: an agent's with those that are still empty, a customer's with those that are
 * answered. Refuses `not_found` like every read of a ticket.
 */
export async function getTicketFields(actor: Actor, number: string): Promise<TicketFields> {
  const value = Number(number);
  const [ticket] = Number.isSafeInteger(value)
    ? await db
        .select({ id: tickets.id, groupId: queues.groupId, queueId: tickets.queueId, typeId: tickets.typeId })
        .from(tickets)
        .innerJoin(queues, eq(queues.id, tickets.queueId))
        .where(and(eq(tickets.number, value), visibleTickets(actor)))
    : [];
  if (!ticket) throw notFound("ticket");
  if (actor.kind !== "agent") return { data: await listAnsweredFields(actor, ticket), people: {} };
  const data = await listFormFields(actor, "ticket", ticket, can(actor, "ticket.read", { ...ticket, customerId: "", participantIds: [] }));
  return { data, people: await namesOfPeople(data) };
}
