import { eq, inArray } from "drizzle-orm";
import type { Tx } from "@/db";
import { people, ticketParticipants, tickets } from "@/db/schema";
import type { Person } from "../people/find";
import { getSetting } from "../settings";
import { ticketsByMessageIds } from "../tickets/message-ids";
import { listSigningKeys } from "./keys";
import { readMessageId } from "./message-id";
import type { ParsedMail } from "./parse";
import { isForward, ticketNumbersIn } from "./subject";
import { type Candidate, threadMail, whoCounts } from "./thread";

export type Conversation = { outcome: "attach" | "hold" | "open"; ticketId: string | null; reason: string };

/**
 * Which conversation a letter belongs to, and whether its sender may speak in it: looks up what the pure rules of
 * thread.ts decide on. A number in a subject proves nothing; a signed Message-ID does (SEMANTICS A2).
 */
export async function findConversation(tx: Tx, parsed: ParsedMail, _envelopeTo: readonly string[], sender: Person): Promise<Conversation> {
  const threaded = threadMail(await candidatesOf(tx, parsed));
  if (!threaded.ticketId) return { outcome: "open", ticketId: null, reason: threaded.reason };
  const parties = await partiesOf(tx, threaded.ticketId);
  const standing = whoCounts({
    trust: threaded.trust!,
    // Our own door asks no verdict yet: nothing is known of the sender.
    verdict: "none",
    sender: sender.email,
    forwarded: isForward(parsed.subject),
    ...parties,
  });
  const reason = `${threaded.reason} ${standing.reason}`;
  if (standing.outcome === "attach") return { outcome: "attach", ticketId: threaded.ticketId, reason };
  if (standing.outcome === "pending-joiner") return { outcome: "hold", ticketId: threaded.ticketId, reason };
  return { outcome: "open", ticketId: standing.outcome === "new-linked" ? threaded.ticketId : null, reason };
}

async function candidatesOf(tx: Tx, parsed: ParsedMail): Promise<Candidate[]> {
  const keys = await listSigningKeys(tx);
  // Newest first: In-Reply-To, then References from the end (RFC 5322 section 3.6.4).
  const ids = [...new Set([...parsed.inReplyTo, ...[...parsed.references].reverse()])];
  const signed = ids.flatMap((id) => {
    const read = readMessageId(id, keys);
    return read ? [{ ticketId: read.ticketId, evidence: "signed-message-id" as const, proof: id }] : [];
  });
  const stored = (await ticketsByMessageIds(ids, tx)).map((row) => ({
    ticketId: row.ticketId,
    evidence: "stored-message-id" as const,
    proof: row.messageId,
  }));
  const numbers = ticketNumbersIn(parsed.subject, await getSetting("subjectPrefix", tx))
    .map(Number)
    .filter(Number.isSafeInteger);
  const named = numbers.length
    ? await tx.select({ id: tickets.id, number: tickets.number }).from(tickets).where(inArray(tickets.number, numbers))
    : [];
  const bySubject = named.map((row) => ({ ticketId: row.id, evidence: "subject-number" as const, proof: String(row.number) }));
  return existing(tx, [...signed, ...stored, ...bySubject]);
}

/** A letter may name a ticket that a restored backup has never seen. */
async function existing(tx: Tx, candidates: Candidate[]): Promise<Candidate[]> {
  if (candidates.length === 0) return [];
  const ids = [...new Set(candidates.map((candidate) => candidate.ticketId))];
  const rows = await tx.select({ id: tickets.id }).from(tickets).where(inArray(tickets.id, ids));
  const known = new Set(rows.map((row) => row.id));
  return candidates.filter((candidate) => known.has(candidate.ticketId));
}

async function partiesOf(tx: Tx, ticketId: string): Promise<{ customer: string; participants: string[] }> {
  const [ticket] = await tx
    .select({ email: people.email })
    .from(tickets)
    .innerJoin(people, eq(people.id, tickets.customerId))
    .where(eq(tickets.id, ticketId));
  const others = await tx
    .select({ email: people.email })
    .from(ticketParticipants)
    .innerJoin(people, eq(people.id, ticketParticipants.personId))
    .where(eq(ticketParticipants.ticketId, ticketId));
  return { customer: ticket!.email, participants: others.map((other) => other.email) };
}
