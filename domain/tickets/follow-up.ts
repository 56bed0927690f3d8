import { eq } from "drizzle-orm";
import { db, type Tx } from "@/db";
import { queues, states, tickets } from "@/db/schema";
import { now } from "@/lib/clock";
import type { CustomerActor } from "../access/actor";
import { type Content, contentIn } from "./add-message";
import { type FollowUp, followUpOf } from "./closed-policy";
import { addParticipantsIn } from "./join";
import { addLinkIn } from "./link";
import { type LoadedTicket, lockTicket } from "./load";
import { type OpenedTicket, openTicketIn } from "./open";

/**
 * A new ticket that goes on from a closed one: one of its parties asks anew, the others who took part and the tags come
 * along, nothing internal does (docs/mail.md, A5). That he may, and that the queue has it so, is for the act around it.
 */
export async function openFollowUpIn(tx: Tx, customer: CustomerActor, before: LoadedTicket, said: Content): Promise<OpenedTicket> {
  const opened = await openTicketIn(tx, customer, {
    ...contentIn(said),
    subject: before.subject,
    queue: before.queueId,
    customerId: customer.personId,
    channel: "web",
    tags: before.tags,
    follows: before.id,
  });
  await addLinkIn(tx, customer, opened, before.id, "follow-up-of");
  await addParticipantsIn(tx, customer, await lockTicket(tx, opened.id), [before.customerId, ...before.participantIds]);
  return opened;
}

/** What an answer to this ticket does now, by its queue's policy for closed ones. */
export const followUpOfLoaded = (ticket: LoadedTicket): FollowUp =>
  outcomeOf(ticket, ticket.state.type === "closed" ? ticket.closedAt : null);

/** The same for a page, before anybody writes. */
export async function whatAnAnswerDoes(ticketId: string): Promise<FollowUp> {
  const [row] = await db
    .select({ queue: queues, type: states.type, closedAt: tickets.closedAt })
    .from(tickets)
    .innerJoin(queues, eq(queues.id, tickets.queueId))
    .innerJoin(states, eq(states.id, tickets.stateId))
    .where(eq(tickets.id, ticketId));
  return row ? outcomeOf(row.queue, row.type === "closed" ? row.closedAt : null) : "attach";
}

type Policy = Pick<LoadedTicket, "closedPolicy" | "reopenDays" | "reopenBusinessDays">;

const outcomeOf = ({ closedPolicy, reopenDays, reopenBusinessDays }: Policy, closedAt: Date | null): FollowUp =>
  followUpOf({ policy: closedPolicy, days: reopenDays, businessDays: reopenBusinessDays, closedAt, now: now() }).outcome;
