import { inArray } from "drizzle-orm";
import type { Tx } from "@/db";
import { tickets } from "@/db/schema";
import { can } from "../access/policy";
import type { Person } from "../people/find";
import { getSetting } from "../settings";
import { homesOfMessages, ticketsByMessageIds } from "../tickets/message-ids";
import { listSigningKeys, type SigningKey } from "./keys";
import type { Letter } from "./letter";
import { readMessageId, type Signed } from "./message-id";
import { agentOf, type NamedTicket, namedTickets, type Parties, partiesOf } from "./parties";
import { readReplyToken } from "./reply-address";
import { isForward, ticketNumbersIn } from "./subject";
import { type Candidate, type Trust, threadMail, whoCounts } from "./thread";

/**
 * `answer`: an agent's own mail to a party of the ticket, proved to be his; `note`: one that went to no party. `hold`: a
 * stranger's, for agents to decide on.
 */
export type Conversation = {
  outcome: "attach" | "answer" | "note" | "hold" | "open";
  /** The ticket to write in; with `open`, one the new ticket may have to do with. */
  ticket: NamedTicket | null;
  /** The letter counts as that of the person its From names (A2). */
  counts: boolean;
  reason: string;
};

/**
 * Which conversation a letter belongs to, and whether its sender may speak in it: looks up what the pure rules of
 * thread.ts decide on, and writes all candidates down. A number in a subject proves nothing; a signed Message-ID or
 * address does (docs/mail.md, A2).
 */
export async function findConversation(tx: Tx, letter: Letter, sender: Person): Promise<Conversation> {
  const { judged, parsed, decide } = letter;
  const candidates = await candidatesOf(tx, letter);
  const named = await namedTickets(tx, candidates);
  const alive = candidates.flatMap((candidate) => aliveOf(candidate, named, decide));
  const threaded = threadMail(alive);
  for (const { evidence, proof, ticketId } of threaded.candidates) {
    decide("candidate", `#${named.get(ticketId)!.number}`, `${evidence}: ${proof}`);
  }
  const proved = judged.verdict === "pass";
  if (!threaded.ticketId) return { outcome: "open", ticket: null, counts: proved, reason: threaded.reason };

  const ticket = named.get(threaded.ticketId)!;
  const parties = await partiesOf(tx, ticket.id);
  const agent = await agentOf(tx, sender);
  if (agent && !parties.has(sender.email) && proved) {
    const ofAgent = answerOrNote(parties, letter, threaded.candidates[0]!);
    const right = ofAgent.outcome === "answer" ? "ticket.reply" : "ticket.note";
    if (can(agent, right, ticket)) {
      const reason = `${threaded.reason} ${sender.name} is an agent who may write here, and is proved. ${ofAgent.reason}`;
      return { outcome: ofAgent.outcome, ticket, counts: true, reason };
    }
  }
  return standing(letter, ticket, parties, sender, threaded.trust!, `${threaded.reason} `, isForward(parsed.subject));
}

/** An agent's mail is said in public where he said it: to the customer or a participant. Anything else is for agents (A4). */
function answerOrNote(parties: Parties, { parsed }: Letter, proof: Candidate): { outcome: "answer" | "note"; reason: string } {
  if (proof.notification) return { outcome: "note", reason: "It answers a notification: a note for agents." };
  const party = [...parsed.to, ...parsed.cc].find(({ address }) => parties.has(address));
  return party
    ? { outcome: "answer", reason: `It was written to ${party.address} as well: a public answer.` }
    : { outcome: "note", reason: "It was written to nobody who takes part: a note for agents." };
}

function standing(
  { judged }: Letter,
  ticket: NamedTicket,
  parties: Parties,
  sender: Person,
  trust: Trust,
  reason: string,
  forwarded: boolean,
): Conversation {
  const asked = { trust, verdict: judged.verdict, sender: sender.email, forwarded };
  const stands = whoCounts({ ...asked, customer: parties.customer, participants: parties.others });
  const counts = trust === "strong" || judged.verdict === "pass";
  const said = { counts, reason: `${reason}${stands.reason}` };
  if (stands.outcome === "attach") return { outcome: "attach", ticket, ...said };
  if (stands.outcome === "pending-joiner") return { outcome: "hold", ticket, ...said };
  // A stranger's number proves nothing, also about himself.
  return { outcome: "open", ticket: stands.outcome === "new-linked" ? ticket : null, ...said, counts: judged.verdict === "pass" };
}

/** Every piece of evidence a letter carries, strongest first. */
async function candidatesOf(tx: Tx, { parsed, marks, mail }: Letter): Promise<Candidate[]> {
  const keys = await listSigningKeys(tx);
  // Newest first: In-Reply-To, then References from the end (RFC 5322 section 3.6.4).
  const ids = [...new Set([...parsed.inReplyTo, ...[...parsed.references].reverse()])];
  const signed = ids.flatMap((id) => (readMessageId(id, keys) ? [{ proof: id, ...readMessageId(id, keys)! }] : []));
  const marked = marks.map((read) => ({ proof: `mark of ${read.messageId}`, ...read }));
  const stored = (await ticketsByMessageIds(ids, tx)).map((row) => ({
    ticketId: row.ticketId,
    evidence: "stored-message-id" as const,
    proof: row.messageId,
  }));
  return [
    ...(await byReplyAddress(tx, addressesOf(parsed, mail.envelopeTo), keys)),
    ...(await atHome(tx, signed, "signed-message-id")),
    ...stored,
    ...(await atHome(tx, marked, "marker")),
    ...(await bySubject(tx, parsed.subject)),
  ];
}

const addressesOf = (parsed: Letter["parsed"], envelopeTo: readonly string[]): string[] => [
  ...[...parsed.to, ...parsed.cc].map((box) => box.address),
  ...parsed.header("delivered-to"),
  ...parsed.header("x-original-to"),
  ...envelopeTo,
];

/** A token speaks for the person it was made for, as long as he takes part: a removed participant's is dead. */
async function byReplyAddress(tx: Tx, addresses: readonly string[], keys: readonly SigningKey[]): Promise<Candidate[]> {
  const found: Candidate[] = [];
  for (const address of new Set(addresses)) {
    const token = readReplyToken(address, keys);
    if (!token) continue;
    const [ticket] = await tx
      .select({ id: tickets.id })
      .from(tickets)
      .where(inArray(tickets.number, [token.ticketNumber]));
    const parties = ticket ? await partiesOf(tx, ticket.id) : null;
    if (parties?.ids.some((id) => token.isFor(id))) found.push({ ticketId: ticket!.id, evidence: "reply-address", proof: address });
  }
  return found;
}

/** What was signed for a message is proof for the ticket in which that message lives now. */
async function atHome(
  tx: Tx,
  signed: readonly (Signed & { proof: string })[],
  evidence: "signed-message-id" | "marker",
): Promise<Candidate[]> {
  const homes = await homesOfMessages(
    signed.map((one) => one.messageId),
    tx,
  );
  return signed.map(({ ticketId, messageId, proof, notification }) => ({
    ...{ ticketId: homes.get(messageId) ?? ticketId, messageId, evidence, proof, notification },
  }));
}

async function bySubject(tx: Tx, subject: string): Promise<Candidate[]> {
  const numbers = ticketNumbersIn(subject, await getSetting("subjectPrefix", tx))
    .map(Number)
    .filter(Number.isSafeInteger);
  if (numbers.length === 0) return [];
  const rows = await tx.select({ id: tickets.id, number: tickets.number }).from(tickets).where(inArray(tickets.number, numbers));
  return rows.map((row) => ({ ticketId: row.id, evidence: "subject-number" as const, proof: String(row.number) }));
}

/**
 * The candidate in the ticket that stands for it now: a merged one's target. One that was removed is not brought back,
 * and a restored backup may never have seen the ticket a letter names.
 */
function aliveOf(candidate: Candidate, named: ReadonlyMap<string, NamedTicket>, decide: Letter["decide"]): Candidate[] {
  const ticket = named.get(candidate.ticketId);
  if (!ticket) return [];
  if (ticket.stateType === "removed") {
    decide("candidate", `#${ticket.number}`, `${candidate.evidence}: it was removed, and a removed ticket is not brought back.`);
    return [];
  }
  return [{ ...candidate, ticketId: ticket.id, lastActivityAt: ticket.lastActivityAt }];
}
