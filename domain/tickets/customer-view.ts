import type { CustomerLabel } from "@/db/schema";
import { Refusal } from "@/lib/errors";
import type { Actor, CustomerActor } from "../access/actor";
import type { State } from "./choices";

/** What a row tells that only agents are to know: who works on it, how it is filed, that something internal happened. */
type Row = {
  state: string;
  stateLabel: CustomerLabel;
  owner: unknown;
  responsible: unknown;
  priority: string | null;
  priorityId: number | null;
  type: string | null;
  tags: string[];
  replyAddress: string | null;
  needsDecision: boolean;
  taskCount: number;
  minutesSpent: number;
  sla: { nextDueAt: Date | null; breached: boolean; overdueSince: Date | null; paused: boolean };
  revision: number;
  updatedAt: Date;
  createdAt: Date;
  lastMessageAt: Date | null;
};

const SILENT = {
  owner: null,
  responsible: null,
  priority: null,
  priorityId: null,
  type: null,
  tags: [],
  replyAddress: null,
  needsDecision: false,
  taskCount: 0,
  minutesSpent: 0,
  sla: { nextDueAt: null, breached: false, overdueSince: null, paused: false },
  revision: 1,
};

/**
 * A ticket's row as this actor may hold it. A customer's shows no trace of what its events call internal
 * (events/catalog), not even as a revision or an instant that moved while nothing was said.
 */
export function asSeenBy<R extends Row>(actor: Actor, row: R): R {
  if (actor.kind !== "customer") return row;
  const state = labelFor(actor, row.stateLabel) ?? row.state;
  return { ...row, ...SILENT, state, updatedAt: row.lastMessageAt ?? row.createdAt };
}

/** The words for a state that customers read, in his own language where it is known, else in English. */
export const labelFor = (customer: CustomerActor, label: CustomerLabel): string | undefined =>
  label[customer.locale === "de" ? "de" : "en"] ?? label.en ?? label.de;

/** What a public event says of states, in the words that customers read. */
export function statesInWordsFor(data: Record<string, unknown>, actor: Actor, all: readonly State[]): Record<string, unknown> {
  if (actor.kind !== "customer") return data;
  return Object.fromEntries(Object.entries(data).map(([key, value]) => [key, STATED.has(key) ? worded(actor, value, all) : value]));
}

/** A move between queues has these too, but its ids are no numbers. */
const STATED = new Set(["from", "to", "state"]);

function worded(customer: CustomerActor, value: unknown, all: readonly State[]): unknown {
  const state = all.find((one) => one.id === (value as { id?: unknown } | null)?.id);
  return state ? { id: state.id, name: labelFor(customer, state.label) ?? state.name } : value;
}

type Message = {
  kind: string;
  direction: "in" | "out" | "none";
  from: unknown;
  replyTo: unknown[];
  unauthenticated: boolean;
  author: { id: string; name: string; email: string | null } | null;
};

/**
 * A message as this actor may hold it. To a customer an agent is a name: the address he signs in with is not the
 * customer's business, mail reaches the desk by its queue. What only agents judge by is left out.
 */
export function messageAsSeenBy<M extends Message>(actor: Actor, message: M): M {
  if (actor.kind !== "customer") return message;
  const silent = { ...message, replyTo: [], unauthenticated: false };
  // A call that the customer made was written down by an agent.
  if (message.direction !== "out" && message.kind !== "phone") return silent;
  return {
    ...silent,
    from: message.direction === "out" ? null : message.from,
    author: message.author && { ...message.author, email: null },
  };
}

/** Refuses what a customer may not ask lists by: an answer would tell him what his rows do not. */
export function requireOwnFilters(actor: Actor, filters: Record<string, unknown>): void {
  const asked = Object.keys(filters).filter((name) => filters[name] !== undefined);
  if (actor.kind !== "customer" || asked.length === 0) return;
  const message = "Only agents may ask by this.";
  throw new Refusal("invalid", "agentsAsk", message, { fields: Object.fromEntries(asked.map((name) => [name, message])) });
}
