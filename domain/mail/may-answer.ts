import { and, eq, gt, inArray, sql } from "drizzle-orm";
import type { Db, Tx } from "@/db";
import { outgoingMail } from "@/db/schema";
import { getSetting } from "../settings";
import { standingOf } from "./address-standing";
import { decideAutoResponse } from "./auto-response";
import type { AutomaticKind, Letter } from "./letter";

/** Kinds of mail that no person wrote. */
const AUTOMATIC = ["receipt", "confirmation", "rejection"] as const satisfies AutomaticKind[];

type Answer = { kind: AutomaticKind; address: string; ticketId: string | null };
type Answered = Pick<Letter, "mail" | "parsed" | "screening" | "judged" | "own">;
export type Permission = { send: boolean; reason: string /** What paused automatic answers, when something did. */; paused?: Paused };

/** Whether an automatic answer may go out now, with all that was sent before, and if not, why (docs/mail.md, A3). */
export async function mayAnswerNow(from: Db | Tx, letter: Answered, answer: Answer): Promise<Permission> {
  const { mail, parsed, screening, judged, own } = letter;
  const paused = await pausedFor(from, answer.address);
  const decision = decideAutoResponse({
    mayAnswer: screening.mayAnswer,
    parsed,
    envelopeTo: mail.envelopeTo,
    ownAddresses: own.addresses,
    receivedAt: mail.receivedAt,
    verdict: judged.verdict,
    sent: await sentTo(from, answer),
    address: await standingOf(answer.address, from),
    paused: paused && `${paused.count} went to ${paused.scope} in an hour`,
  });
  return { ...decision, ...(paused ? { paused } : {}) };
}

/** Automatic answers an address had, over all tickets and on this one. */
async function sentTo(from: Db | Tx, { kind, ticketId, ...answer }: Answer) {
  // As queueMail writes them down.
  const address = answer.address.toLowerCase();
  const within = (hours: number) => sql`${outgoingMail.createdAt} > now() - make_interval(hours => ${hours})`;
  const [row] = await from
    .select({
      lastHour: sql<number>`(count(*) filter (where ${within(1)}))::int`,
      lastDay: sql<number>`(count(*) filter (where ${within(24)}))::int`,
      confirmationsToday: sql<number>`(count(*) filter (where ${outgoingMail.kind} = 'confirmation' and ${within(24)}))::int`,
    })
    .from(outgoingMail)
    .where(and(inArray(outgoingMail.kind, [...AUTOMATIC]), gt(outgoingMail.createdAt, sql`now() - interval '1 day'`), isTo(address)));
  return { ...row!, onTicket: ticketId ? await sentOn(from, ticketId, kind, address) : 0 };
}

/** One of a kind on a ticket, however long ago: a year of answering each other is a loop as well. */
async function sentOn(from: Db | Tx, ticketId: string, kind: AutomaticKind, address: string): Promise<number> {
  const [row] = await from
    .select({ count: sql<number>`count(*)::int` })
    .from(outgoingMail)
    .where(and(eq(outgoingMail.ticketId, ticketId), eq(outgoingMail.kind, kind), isTo(address)));
  return row!.count;
}

const isTo = (address: string) => sql`${outgoingMail.to} @> ${JSON.stringify([{ address }])}::jsonb`;

export type Paused = { scope: string; count: number };

/** The breaker: so many automatic answers in an hour, to one domain or to all, are a loop or a bomb. */
async function pausedFor(from: Db | Tx, address: string): Promise<Paused | null> {
  const domain = address.slice(address.lastIndexOf("@") + 1).toLowerCase();
  const [row] = await from
    .select({
      all: sql<number>`count(*)::int`,
      domain: sql<number>`(count(*) filter (where ${outgoingMail.to} ->0->>'address' ilike ${`%@${domain}`}))::int`,
    })
    .from(outgoingMail)
    .where(and(inArray(outgoingMail.kind, [...AUTOMATIC]), gt(outgoingMail.createdAt, sql`now() - interval '1 hour'`)));
  if (row!.domain >= (await getSetting("answersPerDomain", from))) return { scope: domain, count: row!.domain };
  if (row!.all >= (await getSetting("answersPerHour", from))) return { scope: "everybody", count: row!.all };
  return null;
}
