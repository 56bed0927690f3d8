import { eq } from "drizzle-orm";
import { db, type Tx } from "@/db";
import { type Channel, people, type StateType, tickets } from "@/db/schema";
import { now } from "@/lib/clock";
import { Refusal } from "@/lib/errors";
import type { Actor } from "../access/actor";
import { authorizeQueue } from "../access/authorize";
import { record } from "../events/record";
import { addMessage, type Content, messageFacts } from "./add-message";
import { getPriorityOrThrow, getQueueOrThrow, getTypeOrThrow, stateOfType } from "./load";
import { cleanTags } from "./tag";

export type Opening = Content & {
  subject: string;
  /** Name or id of the queue. */
  queue: string;
  customerId: string;
  channel: Channel;
  priority?: string;
  type?: string;
  tags?: readonly string[];
  fields?: Record<string, unknown>;
  /** The first message is a note that the customer never sees. */
  internal?: boolean;
  /** For mail: the letter it came in, and what it said of itself. */
  mail?: { id: string; messageId: string | null; from: { name: string; address: string } | null; at: Date; unauthenticated: boolean };
};

export type OpenedTicket = { id: string; number: string; messageId: string };

const NORMAL = "normal";

/**
 * Opens a ticket with its first message. An agent opens for a customer (a call, a web form), a customer for himself.
 * Refuses: a queue the actor may not create in, unknown names, an empty subject, somebody else as customer when a
 * customer asks.
 */
export async function openTicket(actor: Actor, opening: Opening): Promise<OpenedTicket> {
  return db.transaction((tx) => openTicketIn(tx, actor, opening));
}

export async function openTicketIn(tx: Tx, actor: Actor, opening: Opening): Promise<OpenedTicket> {
  const queue = await getQueueOrThrow(tx, opening.queue);
  authorizeQueue(actor, "ticket.create", queue);
  if (actor.kind === "customer" && actor.personId !== opening.customerId) {
    throw new Refusal("forbidden", "forbidden", "You may open tickets for yourself only.");
  }
  const subject = requireSubject(opening.subject);
  const [customer] = await tx.select().from(people).where(eq(people.id, opening.customerId));
  if (!customer)
    throw new Refusal("invalid", "unknownPerson", "There is no such customer.", { fields: { customer: "There is no such customer." } });

  // An agent who writes down a call is already at work on it; what a customer sends is new until somebody looks.
  const state = await stateOfType(tx, firstState(actor));
  const priority = await getPriorityOrThrow(tx, opening.priority ?? NORMAL);
  const type = opening.type ? await getTypeOrThrow(tx, opening.type) : null;
  const [ticket] = await tx
    .insert(tickets)
    .values({
      subject,
      queueId: queue.id,
      stateId: state.id,
      priorityId: priority.id,
      typeId: type?.id ?? null,
      customerId: customer.id,
      organizationId: customer.organizationId,
      ownerId: null,
      tags: cleanTags(opening.tags ?? []),
      fields: opening.fields ?? {},
      channel: opening.channel,
    })
    .returning();

  await record(tx, actor, {
    type: "ticket.opened",
    ticketId: ticket!.id,
    data: {
      queue: { id: queue.id, name: queue.name },
      state: { id: state.id, name: state.name },
      priority: { id: priority.id, name: priority.name },
      customerId: customer.id,
      channel: opening.channel,
      ...(opening.mail ? { mailId: opening.mail.id } : {}),
    },
    values: { subject: { after: subject } },
  });

  const internal = Boolean(opening.internal) && actor.kind === "agent";
  const message = await addMessage(tx, {
    ticketId: ticket!.id,
    kind: internal ? "note" : kindOf(opening.channel),
    direction: internal ? "none" : "in",
    internal,
    // Who asked is the customer, also when an agent typed it.
    authorId: internal && actor.kind === "agent" ? actor.personId : customer.id,
    from: internal ? null : (opening.mail?.from ?? { name: customer.name, address: customer.email }),
    subject,
    text: opening.text,
    html: opening.html,
    visibleText: opening.visibleText,
    files: opening.files,
    messageId: opening.mail?.messageId ?? null,
    unauthenticated: opening.mail?.unauthenticated ?? false,
    at: opening.mail?.at ?? now(),
  });
  await record(tx, actor, {
    type: internal ? "note.added" : "message.received",
    ticketId: ticket!.id,
    data: messageFacts(message, opening.files),
  });
  return { id: ticket!.id, number: String(ticket!.number), messageId: message.id };
}

const firstState = (actor: Actor): StateType => (actor.kind === "agent" && !actor.tokenId ? "open" : "new");

const kindOf = (channel: Channel) => (channel === "mail" ? "mail" : channel === "phone" ? "phone" : "web");

export const MAX_SUBJECT = 500;

export function requireSubject(text: string): string {
  const subject = text.replace(/\s+/g, " ").trim().slice(0, MAX_SUBJECT);
  if (subject === "")
    throw new Refusal("invalid", "subjectMissing", "Give the ticket a subject.", { fields: { subject: "Give the ticket a subject." } });
  return subject;
}
