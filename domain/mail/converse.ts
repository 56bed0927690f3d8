import type { Tx } from "@/db";
import { type Actor, system } from "../access/actor";
import { record } from "../events/record";
import { customerActor } from "../people/actors";
import { findOrCreatePersonIn } from "../people/create";
import { findPersonByEmail, getPersonOrThrow, type Person } from "../people/find";
import { getSetting } from "../settings";
import { followUpOf } from "../tickets/closed-policy";
import { holdMessageIn } from "../tickets/hold";
import { joinTicketIn } from "../tickets/join";
import { linkIn } from "../tickets/link";
import { lockTicket } from "../tickets/load";
import { addNoteIn } from "../tickets/note";
import { openTicketIn } from "../tickets/open";
import { replyToTicketIn } from "../tickets/reply";
import { noteUnverified, noteVerified } from "./address-standing";
import { type Conversation, findConversation } from "./conversation";
import { letJoinIn } from "./join-by-mail";
import { languageOf } from "./language";
import { contentOf, factsOf, type Letter, type Outcome, writerOf } from "./letter";
import { mayAnswerNow } from "./may-answer";
import { agentOf, type NamedTicket, partiesOf } from "./parties";
import { type Asker, askerOf } from "./reply-to";
import { normaliseSubject } from "./subject";

/**
 * A letter that somebody, or a machine with something to say, wrote to us: it joins its conversation or opens one
 * (docs/mail.md, A1.3, A2, A5, A14).
 */
export async function converse(tx: Tx, actor: Actor, letter: Letter): Promise<Outcome> {
  const { decide } = letter;
  const silent = letter.screening.mayAnswer.ok ? undefined : { sent: false, reason: letter.screening.mayAnswer.reason };
  const writer = writerOf(letter);
  if (!writer) {
    decide("sender", "nothing", "It names no sender, neither in From nor in the envelope.");
    return { created: "nothing", autoReply: silent };
  }
  const sender = await personBehind(tx, actor, letter, writer);
  const conversation = await findConversation(tx, letter, sender);
  decide("thread", conversation.outcome, conversation.reason);
  if (conversation.counts) await noteVerified(tx, sender.email);

  if (conversation.outcome === "answer" || conversation.outcome === "note") return hearAgent(tx, letter, sender, conversation);
  if (conversation.outcome === "hold") return hold(tx, actor, letter, sender, conversation.ticket!);
  if (conversation.outcome === "attach") return followUp(tx, actor, letter, sender, conversation);
  const asker = await askerOfNew(tx, actor, letter, writer, sender);
  return open(tx, actor, letter, asker, conversation, conversation.ticket ? "possibly-related" : null);
}

/** Somebody new whom nothing proves yet gets no more than a short confirmation (docs/mail.md, A3). */
async function personBehind(
  tx: Tx,
  actor: Actor,
  { judged, parsed, visible }: Letter,
  writer: { name: string; address: string },
): Promise<Person> {
  const known = await findPersonByEmail(writer.address, tx);
  if (known) return known;
  if (judged.verdict !== "pass") await noteUnverified(tx, writer.address);
  const locale = languageOf(parsed, visible) ?? undefined;
  return findOrCreatePersonIn(tx, actor, { email: writer.address, name: writer.name, locale });
}

async function followUp(tx: Tx, actor: Actor, letter: Letter, sender: Person, conversation: Conversation): Promise<Outcome> {
  const ticket = conversation.ticket!;
  const { outcome, reason } = followUpOf({
    policy: ticket.closedPolicy,
    days: ticket.reopenDays,
    businessDays: ticket.reopenBusinessDays,
    closedAt: ticket.stateType === "closed" ? ticket.closedAt : null,
    now: letter.mail.receivedAt,
  });
  if (outcome !== "attach") letter.decide("closed", outcome, reason);
  if (outcome === "new-linked") return startAnew(tx, actor, letter, sender, conversation);
  if (outcome === "reject") {
    const answer = await mayAnswerNow(tx, letter, { kind: "rejection", address: sender.email, ticketId: ticket.id });
    letter.decide("answer", answer.send ? "rejection" : "new-linked", answer.reason);
    // Who would not hear that his mail changed nothing must not be turned away.
    if (!answer.send) return startAnew(tx, actor, letter, sender, conversation);
  }
  return attach(tx, letter, sender, conversation, outcome === "reject");
}

async function attach(tx: Tx, letter: Letter, sender: Person, { ticket, counts }: Conversation, turnedAway: boolean): Promise<Outcome> {
  const ticketId = ticket!.id;
  const speaker = await speakerOf(tx, ticketId, sender);
  const mail = factsOf(letter, elsewhere(letter));
  const content = await contentOf(tx, letter, ticketId);
  const { messageId } = await replyToTicketIn(tx, customerActor(speaker), ticketId, { ...content, mail, keepsState: turnedAway });
  await letJoinIn(tx, letter, { ticketId, policy: ticket!.joinPolicy, counts, speaker });
  if (turnedAway) {
    await record(tx, system("mail"), { type: "message.turnedAway", ticketId, data: { messageId, mailId: letter.mail.id } });
    return { created: "message", ticketId, messageId };
  }
  const autoReply = { sent: false, reason: "Follow-ups are not answered automatically." };
  return { created: "message", ticketId, messageId, autoReply };
}

/** On an existing ticket another Reply-To is shown and replaces nothing (docs/mail.md, A14). */
const elsewhere = ({ parsed }: Letter) =>
  parsed.replyTo.filter((box) => box.address.toLowerCase() !== (parsed.from?.address ?? "").toLowerCase()).slice(0, 5);

/** The customer may answer from the address he asked to be answered at; he is the same man. */
async function speakerOf(tx: Tx, ticketId: string, sender: Person): Promise<Person> {
  const parties = await partiesOf(tx, ticketId);
  return parties.ids.includes(sender.id) ? sender : getPersonOrThrow(tx, parties.customerId, "customer");
}

async function hold(tx: Tx, actor: Actor, letter: Letter, sender: Person, { id: ticketId }: NamedTicket): Promise<Outcome> {
  const content = await contentOf(tx, letter, ticketId);
  const mail = factsOf(letter, elsewhere(letter));
  if (await agentOf(tx, sender)) letter.decide("sender", "unproved", `It says it is from the agent ${sender.name}; nothing proves it.`);
  const { messageId } = await holdMessageIn(tx, actor, ticketId, sender.id, { ...content, mail });
  const autoReply = { sent: false, reason: "A pending joiner is not answered automatically." };
  return { created: "message", ticketId, messageId, autoReply };
}

/** An agent's mail from his own program: it has reached whom it names, and nobody is mailed again (A4). */
async function hearAgent(tx: Tx, letter: Letter, sender: Person, { outcome, ticket }: Conversation): Promise<Outcome> {
  const ticketId = ticket!.id;
  const agent = (await agentOf(tx, sender))!;
  const said = { ...(await contentOf(tx, letter, ticketId)), mail: factsOf(letter) };
  const write = outcome === "answer" ? replyToTicketIn : addNoteIn;
  const { messageId } = await write(tx, agent, ticketId, said);
  return { created: "message", ticketId, messageId, autoReply: { sent: false, reason: "Agents are not answered automatically." } };
}

type NewAsker = { person: Person; replyAddress: string | null; shown: Asker["shown"] };

/** Who asks: the writer; who is to be answered, behind a form; whoever wrote what a proved agent forwards (A4, A14). */
async function askerOfNew(
  tx: Tx,
  actor: Actor,
  letter: Letter,
  writer: { name: string; address: string },
  sender: Person,
): Promise<NewAsker> {
  const { own, judged, screening, decide } = letter;
  const original = screening.forwarded?.from;
  if (original?.address && judged.verdict === "pass" && (await agentOf(tx, sender))) {
    decide("sender", original.address, `${sender.name}, an agent, forwarded what ${original.address} wrote.`);
    return {
      person: await findOrCreatePersonIn(tx, actor, { email: original.address, name: original.name }),
      replyAddress: null,
      shown: [],
    };
  }
  const formSenders = await getSetting("formSenders", tx);
  const { customer, replyAddress, shown, reason } = askerOf(writer, letter.parsed.replyTo, { own: own.addresses, formSenders });
  if (reason) decide("reply-to", customer.address, reason);
  const person = customer === writer ? sender : await findOrCreatePersonIn(tx, actor, { email: customer.address, name: customer.name });
  return { person, replyAddress, shown };
}

async function open(
  tx: Tx,
  actor: Actor,
  letter: Letter,
  asker: NewAsker,
  conversation: Conversation,
  link: "possibly-related" | "follow-up-of" | null,
): Promise<Outcome> {
  const { mail, parsed, queue, decide } = letter;
  const into = link === "follow-up-of" ? { name: conversation.ticket!.queueName, reason: "The ticket it follows stands there." } : queue;
  decide("queue", into.name, into.reason);
  const subject = link === "follow-up-of" ? await withoutNumber(tx, parsed.subject) : parsed.subject;
  const opened = await openTicketIn(tx, customerActor(asker.person), {
    ...(await contentOf(tx, letter)),
    subject: subject.trim() || "(no subject)",
    queue: into.name,
    customerId: asker.person.id,
    channel: "mail",
    tags: link === "follow-up-of" ? conversation.ticket!.tags : [],
    replyAddress: asker.replyAddress,
    mail: { id: mail.id, ...factsOf(letter, asker.shown) },
  });
  if (link) await linkIn(tx, actor, await lockTicket(tx, opened.id), conversation.ticket!.id, link);
  const policy = link === "follow-up-of" ? conversation.ticket!.joinPolicy : queue.joinPolicy;
  await letJoinIn(tx, letter, { ticketId: opened.id, policy, counts: conversation.counts, speaker: asker.person });
  return { created: "ticket", ticketId: opened.id, messageId: opened.messageId };
}

/**
 * A new ticket that follows the closed one: the writer asks, the others who took part and the tags come along, nothing
 * internal does (docs/mail.md, A5). Only a party gets here.
 */
async function startAnew(tx: Tx, actor: Actor, letter: Letter, sender: Person, conversation: Conversation): Promise<Outcome> {
  const before = conversation.ticket!;
  const speaker = await speakerOf(tx, before.id, sender);
  const asker = { person: speaker, replyAddress: null, shown: elsewhere(letter) };
  const outcome = await open(tx, actor, letter, asker, conversation, "follow-up-of");
  const parties = await partiesOf(tx, before.id);
  const companions = parties.ids.filter((id) => id !== speaker.id);
  await joinTicketIn(tx, actor, await lockTicket(tx, outcome.ticketId!), companions);
  return outcome;
}

async function withoutNumber(tx: Tx, subject: string): Promise<string> {
  const prefix = (await getSetting("subjectPrefix", tx)).replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  return normaliseSubject(subject.replace(new RegExp(`\\[\\s*${prefix}\\s*#\\s*\\d+\\s*\\]`, "gi"), " "));
}
