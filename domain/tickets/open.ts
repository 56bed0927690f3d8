import { eq } from "drizzle-orm";
import { db, type Tx } from "@/db";
import { type Channel, people } from "@/db/schema";
import { Refusal } from "@/lib/errors";
import { type Actor, system } from "../access/actor";
import { authorizeQueue } from "../access/authorize";
import { record } from "../events/record";
import { answerAtOpeningIn } from "../fields/answer";
import { findOrCreatePersonIn } from "../people/create";
import { normaliseAddress, type Person } from "../people/find";
import { addMessage, type Content, messageFacts } from "./add-message";
import { choicesNow, successorOf } from "./choices";
import { refuseOfCustomer } from "./customer-wishes";
import { insertNumberedIn } from "./insert-numbered";
import { defaultPriority, getPriorityOrThrow, getQueueOrThrow, getTypeOrThrow, stateOfType } from "./load";
import type { MailFacts } from "./reply";
import { holderOf, recordAnswers } from "./set-fields";
import { cleanTags } from "./tag";

export type Opening = Content & {
  subject: string;
  /** Name or id of the queue. */
  queue: string;
  /** Who asks: a person that is known, or by address, made when nobody has it yet. One of the two. */
  customerId?: string;
  customer?: { email: string; name?: string };
  channel: Channel;
  priority?: string;
  type?: string;
  tags?: readonly string[];
  fields?: Record<string, unknown>;
  /** The first message is a note that the customer never sees. */
  internal?: boolean;
  /** Where the customer wants to be answered, when it is not his own address. */
  replyAddress?: string | null;
  /** For mail: the letter it came in, and what it said of itself. */
  mail?: { id: string } & Partial<MailFacts>;
  /** The closed ticket it goes on from: it stays in that one's queue (follow-up.ts). */
  follows?: string;
};

export type OpenedTicket = { id: string; number: string; messageId: string };

/**
 * Opens a ticket with its first message. An agent opens for a customer (a call, a web form), a customer for himself.
 * Refuses: a queue the actor may not create in, unknown names, an empty subject, a required field left empty; of a
 * customer, somebody else as customer and what agents decide.
 */
export async function openTicket(actor: Actor, opening: Opening): Promise<OpenedTicket> {
  return db.transaction((tx) => openTicketIn(tx, actor, opening));
}

export async function openTicketIn(tx: Tx, actor: Actor, opening: Opening): Promise<OpenedTicket> {
  const { customer, ...ticket } = await insertTicketIn(tx, actor, opening);
  const internal = Boolean(opening.internal) && actor.kind === "agent";
  const said: Partial<MailFacts> = opening.mail ?? {};
  const message = await addMessage(tx, {
    ticketId: ticket.id,
    kind: internal ? "note" : kindOf(opening.channel),
    direction: internal ? "none" : "in",
    internal,
    // Who asked is the customer, also when an agent typed it.
    authorId: internal && actor.kind === "agent" ? actor.personId : customer.id,
    from: internal ? null : (said.from ?? { name: customer.name, address: customer.email }),
    to: said.to,
    cc: said.cc,
    replyTo: said.replyTo,
    subject: said.subject ?? ticket.subject,
    text: opening.text,
    html: opening.html,
    visibleText: opening.visibleText,
    files: opening.files,
    messageId: said.messageId,
    unauthenticated: said.unauthenticated,
    at: said.at,
  });
  await record(tx, actor, {
    type: internal ? "note.added" : "message.received",
    ticketId: ticket.id,
    data: messageFacts(message, opening.files),
  });
  return { id: ticket.id, number: ticket.number, messageId: message.id };
}

type NewTicket = Omit<Opening, keyof Content | "mail"> & {
  mail?: { id: string };
  /** Nobody is there to be asked for the fields that are required. */
  unasked?: boolean;
};

/** The ticket without its first message, for acts that bring one along. */
export async function insertTicketIn(tx: Tx, actor: Actor, opening: NewTicket) {
  const queue = await getQueueOrThrow(tx, opening.queue, { follows: Boolean(opening.mail || opening.follows) });
  if (!opening.follows) authorizeQueue(opening.mail ? system("mail") : actor, "ticket.create", queue);
  if (actor.kind === "customer" && !opening.mail && !opening.follows) {
    const { priority, type, tags, internal } = opening;
    refuseOfCustomer({ priority, type, tags, internal });
  }
  const subject = requireSubject(opening.subject);
  const customer = await customerIn(tx, actor, opening);

  // An agent who writes down a call is already at work on it; what a customer sends is new until somebody looks.
  const state = await firstState(tx, actor, queue.defaultStateId);
  const priority = opening.priority ? await getPriorityOrThrow(tx, opening.priority) : await defaultPriority(tx, queue.defaultPriorityId);
  const type = opening.type ? await getTypeOrThrow(tx, opening.type) : null;
  const ticket = await insertNumberedIn(tx, {
    subject,
    queueId: queue.id,
    stateId: state.id,
    priorityId: priority.id,
    typeId: type?.id ?? null,
    customerId: customer.id,
    replyAddress: opening.replyAddress ?? null,
    organizationId: customer.organizationId,
    ownerId: null,
    tags: cleanTags(opening.tags ?? []),
    channel: opening.channel,
  });

  await record(tx, actor, {
    type: "ticket.opened",
    ticketId: ticket.id,
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
  const holder = holderOf({ ...ticket, groupId: queue.groupId });
  const asks = !opening.unasked && !opening.mail && !opening.follows;
  const answered = await answerAtOpeningIn(tx, actor, holder, opening.fields ?? {}, asks);
  if (answered) await recordAnswers(tx, actor, ticket.id, answered);

  return { id: ticket.id, number: String(ticket.number), subject, customer };
}

/** A customer asks for himself; whom else he names is not even looked for: the answer would tell him who is known here. */
async function customerIn(tx: Tx, actor: Actor, { customerId, customer }: NewTicket): Promise<Person> {
  if (actor.kind === "customer") {
    const himself = customerId ? customerId === actor.personId : normaliseAddress(customer?.email ?? "") === actor.email;
    if (!himself) throw new Refusal("forbidden", "forYourself", "You may open tickets for yourself only.");
  }
  if (!customerId && customer && actor.kind !== "customer") return findOrCreatePersonIn(tx, actor, customer);
  const id = customerId ?? (actor.kind === "customer" ? actor.personId : "");
  const [person] = id ? await tx.select().from(people).where(eq(people.id, id)) : [];
  if (person) return person;
  const message = "There is no such customer.";
  throw new Refusal("invalid", "unknownPerson", message, { fields: { customer: message } });
}

/** As the queue has it, unless an agent writes down a call: he is already at work on what a queue would call new. */
async function firstState(tx: Tx, actor: Actor, ofQueue: number | null) {
  const type = actor.kind === "agent" && !actor.tokenId ? "open" : "new";
  const chosen = ofQueue === null ? null : successorOf((await choicesNow(tx)).states, ofQueue);
  return chosen && (chosen.type === type || type === "new") ? chosen : stateOfType(tx, type);
}

const kindOf = (channel: Channel) => (channel === "mail" ? "mail" : channel === "phone" ? "phone" : "web");

export const MAX_SUBJECT = 500;

export function requireSubject(text: string): string {
  const subject = text.replace(/\s+/g, " ").trim().slice(0, MAX_SUBJECT);
  if (subject === "")
    throw new Refusal("invalid", "subjectMissing", "Give the ticket a subject.", { fields: { subject: "Give the ticket a subject." } });
  return subject;
}
