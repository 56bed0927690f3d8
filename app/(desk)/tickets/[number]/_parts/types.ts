import type { Due } from "@/components/due-badge";
import type { TicketRow } from "@/domain/tickets/queries";

type Instant = "createdAt" | "updatedAt" | "closedAt" | "pendingUntil" | "lastMessageAt" | "unansweredSince";

/** What the page of a ticket hands to its parts: its row, with instants as text. */
export type Ticket = Omit<TicketRow, Instant | "sla" | "groupId" | "customerId" | "priorityId" | "priority"> & {
  priority: string;
  createdAt: string;
  updatedAt: string;
  closedAt: string | null;
  pendingUntil: string | null;
  lastMessageAt: string | null;
  unansweredSince: string | null;
  sla: Due;
};
export type Person = { id: string; name: string; email: string };
type Named = { id: string; name: string };
export type Task = {
  id: string;
  text: string;
  required: boolean;
  doneAt: string | null;
  doneBy: Named | null;
  assignee: Named | null;
  dueAt: string | null;
};
export type Can = {
  reply: boolean;
  note: boolean;
  change: boolean;
  assign: boolean;
  move: boolean;
  close: boolean;
  decide: boolean;
  task: boolean;
  tick: boolean;
  bookTime: boolean;
};
export type Choices = {
  /** `usual` is the one of its type that is taken where nobody chose. */
  states: { name: string; type: Ticket["stateType"]; usual: boolean }[];
  priorities: string[];
  types: string[];
  /** Where it may be moved to; the mover cannot follow into those not readable. */
  queues: { name: string; readable: boolean }[];
  agents: Person[];
};
