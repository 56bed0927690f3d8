import { eq, inArray } from "drizzle-orm";
import { db, type Tx } from "@/db";
import { type Mailbox, people } from "@/db/schema";
import { now } from "@/lib/clock";
import { Refusal } from "@/lib/errors";
import type { Actor, AgentActor, CustomerActor } from "../access/actor";
import { authorize } from "../access/authorize";
import { record } from "../events/record";
import { addMessage, type Content, contentIn, messageFacts } from "./add-message";
import { type Booking, bookTimeIn, requireTime } from "./book-time";
import type { When } from "./business-time";
import { refuseOfCustomer } from "./customer-wishes";
import { followUpOfLoaded, openFollowUpIn } from "./follow-up";
import { type LoadedTicket, lockTicket, stateOfType } from "./load";
import { requireText } from "./note";
import { releaseUnableOwnerIn } from "./release-owner";
import { requireRevision } from "./revision";
import { moveToState, setStateIn } from "./set-state";
import { typeAfterAgentReply, typeAfterCustomerMessage } from "./state";
import { touch } from "./touch";

export type Reply = Content & {
  /** An agent's choice of recipients; without `to` the customer, and with neither the participants as well. */
  to?: Mailbox[];
  cc?: Mailbox[];
  /** The state to leave the ticket in, by name. */
  state?: string;
  /** Until when it then waits. */
  pendingUntil?: When;
  /** What the agent spent on it. */
  time?: Booking;
  /** The revision the writer had on screen; a stale one is refused with what is there now. */
  revision?: number;
  /** For mail: what it said of itself. */
  mail?: MailFacts;
  /** A customer's message that must not open the ticket again: the queue takes none once it is closed (A5). */
  keepsState?: boolean;
};

/** What a letter says of itself, as a message keeps it. */
export type MailFacts = {
  messageId: string | null;
  from: Mailbox;
  to: Mailbox[];
  cc: Mailbox[];
  replyTo?: Mailbox[];
  subject: string;
  at: Date;
  unauthenticated: boolean;
};

/**
 * Answers in public: an agent to the customer (mail leaves once the event is relayed), or a customer to the desk, by
 * portal or by mail. Refuses who may not reply, an empty answer, a stale revision, and a merged or removed ticket. To a
 * closed one a customer's answer does what its queue says (docs/mail.md, A5): it may be refused, or open a new ticket.
 */
export async function replyToTicket(actor: Actor, ticketId: string, reply: Reply): Promise<Replied> {
  return db.transaction((tx) => replyToTicketIn(tx, actor, ticketId, reply));
}

/** `opened` is the new ticket that the message stands in, where the old one was closed for good. */
export type Replied = { messageId: string; opened?: { id: string; number: string } };

export async function replyToTicketIn(tx: Tx, actor: Actor, ticketId: string, reply: Reply): Promise<Replied> {
  const ticket = await lockTicket(tx, ticketId);
  authorize(actor, "ticket.reply", ticket);
  requireRevision(ticket, reply.revision);
  requireText(reply);
  if (ticket.state.type === "merged" || ticket.state.type === "removed") {
    throw new Refusal("conflict", "ticketEnded", `This ticket is ${ticket.state.name}; it takes no further messages.`);
  }
  // What becomes of a letter the intake has judged, by the same policy.
  if (actor.kind === "customer" && !reply.mail) {
    refuseOfCustomer({ to: reply.to, cc: reply.cc, state: reply.state, pendingUntil: reply.pendingUntil, time: reply.time });
    const outcome = followUpOfLoaded(ticket);
    if (outcome === "reject") throw new Refusal("conflict", "closedForGood", "This request is closed for good. Please open a new one.");
    if (outcome === "new-linked") {
      const { messageId, ...opened } = await openFollowUpIn(tx, actor, ticket, reply);
      return { messageId, opened };
    }
  }
  const messageId =
    actor.kind === "agent" ? await answerCustomer(tx, actor, ticket, reply) : await hearCustomer(tx, actor as CustomerActor, ticket, reply);
  await touch(tx, ticketId);
  return { messageId };
}

async function answerCustomer(tx: Tx, agent: AgentActor, ticket: LoadedTicket, reply: Reply): Promise<string> {
  // What came by mail was written where nobody asks for time.
  if (!reply.mail) requireTime(ticket, agent, reply.time);
  const recipients = await recipientsOf(tx, ticket, reply);
  const message = await addMessage(tx, {
    ...contentIn(reply),
    ...recipients,
    from: { name: agent.name, address: agent.email },
    subject: ticket.subject,
    // Sent from his own mail program: it has reached those it names, nobody is mailed again (A4).
    ...reply.mail,
    ticketId: ticket.id,
    kind: reply.mail ? "mail" : "reply",
    direction: "out",
    internal: false,
    authorId: agent.personId,
  });
  await record(tx, agent, { type: "message.sent", ticketId: ticket.id, data: messageFacts(message, reply.files) });

  if (reply.time) await bookTimeIn(tx, agent, ticket, reply.time, message.id);
  const next = typeAfterAgentReply(ticket.state.type);
  if (reply.state) await setStateIn(tx, agent, ticket, reply.state, { until: reply.pendingUntil });
  else if (next !== ticket.state.type) await moveToState(tx, agent, ticket, await stateOfType(tx, next));
  return message.id;
}

async function hearCustomer(tx: Tx, customer: CustomerActor, ticket: LoadedTicket, reply: Reply): Promise<string> {
  const message = await addMessage(tx, {
    ...contentIn(reply),
    ticketId: ticket.id,
    kind: reply.mail ? "mail" : "web",
    direction: "in",
    internal: false,
    authorId: customer.personId,
    from: reply.mail?.from ?? { name: customer.name, address: customer.email },
    to: reply.mail?.to ?? [],
    cc: reply.mail?.cc ?? [],
    replyTo: reply.mail?.replyTo ?? [],
    subject: reply.mail?.subject ?? ticket.subject,
    messageId: reply.mail?.messageId ?? null,
    unauthenticated: reply.mail?.unauthenticated ?? false,
    at: reply.mail?.at ?? now(),
  });
  const turnedAway = reply.keepsState ? { turnedAway: true as const } : {};
  const data = { ...messageFacts(message, reply.files), ...turnedAway };
  await record(tx, customer, { type: "message.received", ticketId: ticket.id, data });

  const next = reply.keepsState ? ticket.state.type : typeAfterCustomerMessage(ticket.state);
  if (next === ticket.state.type) return message.id;
  const reopened = ticket.state.type === "closed";
  await moveToState(tx, customer, ticket, await stateOfType(tx, next));
  if (reopened) await releaseUnableOwnerIn(tx, customer, ticket);
  return message.id;
}

/** Whom the agent named, else everybody; a copy for others does not leave out the customer. */
async function recipientsOf(tx: Tx, ticket: LoadedTicket, { to, cc }: Reply): Promise<{ to: Mailbox[]; cc: Mailbox[] }> {
  if (to?.length) return { to, cc: cc ?? [] };
  const all = await everybody(tx, ticket);
  return { to: all.to, cc: cc ?? all.cc };
}

/** Reply-all is the default (A14): the customer, with the participants in copy. */
async function everybody(tx: Tx, ticket: LoadedTicket): Promise<{ to: Mailbox[]; cc: Mailbox[] }> {
  const [customer] = await tx.select().from(people).where(eq(people.id, ticket.customerId));
  const others = ticket.participantIds.length
    ? await tx
        .select()
        .from(people)
        .where(inArray(people.id, [...ticket.participantIds]))
    : [];
  const mailbox = (person: { name: string; email: string }) => ({ name: person.name, address: person.email });
  const asked = ticket.replyAddress ? { name: customer!.name, address: ticket.replyAddress } : mailbox(customer!);
  return { to: [asked], cc: others.map(mailbox) };
}
