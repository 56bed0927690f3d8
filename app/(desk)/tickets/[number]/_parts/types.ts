import type { ListRow } from "@/app/(desk)/_parts/use-ticket-list";

/** What the page of a ticket hands to its parts. */
export type Ticket = ListRow & { id: string };
export type Person = { id: string; name: string; email: string };
export type Can = { reply: boolean; note: boolean; change: boolean; assign: boolean; move: boolean; close: boolean; decide: boolean };
export type Choices = {
  states: { name: string; type: ListRow["stateType"] }[];
  priorities: string[];
  queues: string[];
  agents: Person[];
};
