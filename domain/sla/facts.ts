import { and, asc, eq, inArray, or } from "drizzle-orm";
import type { Db, Tx } from "@/db";
import { events } from "@/db/schema";
import type { EventName } from "../events/catalog";
import type { Fact, FirstWord } from "./clock";
import { choosePolicy, type Policy, type Rulebook, rulingOf, type Subject, whyChosen } from "./rulebook";

/** The events that move a clock. */
export const MOVES_CLOCKS = [
  "ticket.opened",
  "ticket.moved",
  "ticket.prioritised",
  "ticket.stateChanged",
  "ticket.pended",
  "ticket.closed",
  "ticket.reopened",
  "message.received",
  "message.allowed",
  "message.sent",
  "call.logged",
] as const satisfies readonly EventName[];

/** A ticket's first message stands right behind its opening, and says who spoke first. */
export const FIRST_MESSAGE = 2;

export type ClockEvent = { type: string; position: number; data: Record<string, unknown>; actorKind: string; createdAt: Date };
export type Story = { facts: Fact[]; policy: Policy | null; why: string };

export const listClockEvents = (from: Db | Tx, ticketId: string): Promise<ClockEvent[]> =>
  from
    .select({
      type: events.type,
      position: events.chainPosition,
      data: events.data,
      actorKind: events.actorKind,
      createdAt: events.createdAt,
    })
    .from(events)
    .where(and(eq(events.ticketId, ticketId), or(inArray(events.type, [...MOVES_CLOCKS]), eq(events.chainPosition, FIRST_MESSAGE))))
    .orderBy(asc(events.chainPosition));

/**
 * A ticket's events as the clocks see them. The policy is chosen when the ticket opens and again when its queue or
 * priority changes or the policy ends (SEMANTICS A8, Policy choice); a changed promise holds from its change on.
 */
export function storyOf(rows: readonly ClockEvent[], book: Rulebook, now: number): Story {
  const [first, ...rest] = rows;
  if (first?.type !== "ticket.opened") return { facts: [], policy: null, why: "" };
  const openedAt = first.createdAt.getTime();
  let subject: Subject = { queueId: idOf(first, "queue"), priorityId: numberOf(first, "priority") };
  let policy = choosePolicy(book, subject, openedAt);
  let why = policy ? whyChosen(policy, openedAt) : "";
  const facts: Fact[] = [
    {
      at: openedAt,
      type: "opened",
      state: book.states.get(numberOf(first, "state"))!,
      ruling: rulingOf(book, policy, subject, openedAt),
      firstWord: firstWordOf(first, rest[0]),
    },
  ];
  const choose = (at: number, again: boolean) => {
    if (again || (policy?.retiredAt != null && policy.retiredAt <= at)) {
      policy = choosePolicy(book, subject, at);
      why = policy ? whyChosen(policy, at) : "";
    }
    facts.push({ at, type: "ruled", ruling: rulingOf(book, policy, subject, at) });
  };
  const changes = book.changes.filter((at) => at > openedAt && at <= now);
  for (const row of rest) {
    const at = row.createdAt.getTime();
    while (changes.length > 0 && changes[0]! <= at) choose(changes.shift()!, false);
    if (row.type === "ticket.moved") subject = { ...subject, queueId: idOf(row, "to") };
    else if (row.type === "ticket.prioritised") subject = { ...subject, priorityId: numberOf(row, "to") };
    else {
      const fact = factOf(row, book);
      if (fact) facts.push(fact);
      continue;
    }
    choose(at, true);
  }
  for (const at of changes) choose(at, false);
  return { facts, policy, why };
}

function factOf(row: ClockEvent, book: Rulebook): Fact | null {
  const at = row.createdAt.getTime();
  if (row.type === "message.received") {
    // What was turned away asks for no answer: its writer was told to ask anew (docs/mail.md, A5).
    return row.position === FIRST_MESSAGE || row.data.turnedAway ? null : { at, type: "customerWrote" };
  }
  if (row.type === "message.allowed") return { at, type: "strangerAllowed" };
  // A person answered; what a machine sends answers nobody.
  if (row.type === "message.sent") return row.actorKind === "agent" ? { at, type: "agentAnswered" } : null;
  if (row.type === "call.logged") return row.data.reached === true ? { at, type: "agentAnswered" } : null;
  const state = row.data.to ? book.states.get(numberOf(row, "to")) : undefined;
  return state ? { at, type: "stateChanged", state } : null;
}

function firstWordOf(opened: ClockEvent, message: ClockEvent | undefined): FirstWord {
  if (message?.position !== FIRST_MESSAGE) return "none";
  if (message.type === "message.sent") return "sent";
  if (message.type !== "message.received") return "none";
  return opened.data.channel === "phone" && opened.actorKind === "agent" ? "spokenTo" : "asked";
}

const idOf = (row: ClockEvent, key: string): string => String((row.data[key] as { id: unknown }).id);
const numberOf = (row: ClockEvent, key: string): number => Number((row.data[key] as { id: unknown }).id);
