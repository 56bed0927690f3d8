import type { StateType, WaitsFor } from "@/db/schema";

/** Pure: what the fixed state types mean and which may follow which. Names are the desk's own; logic looks here. */
export const STATE_TYPES = [
  "new",
  "open",
  "pending-reminder",
  "pending-auto",
  "closed",
  "merged",
  "removed",
] as const satisfies readonly StateType[];

export const isPending = (type: StateType): boolean => type === "pending-reminder" || type === "pending-auto";

/** Merged and removed are reached by their own acts and never left by setting a state. */
export function mayFollow(from: StateType, to: StateType): boolean {
  if (from === "merged" || from === "removed") return false;
  return to !== "merged" && to !== "removed" && to !== "new";
}

/**
 * A customer's message puts the ticket back on the desk (A11); a new one stays new, and one that waits for a third
 * party goes on waiting: the customer has not brought what it waits for.
 */
export function typeAfterCustomerMessage({ type, waitsFor }: { type: StateType; waitsFor: WaitsFor | null }): StateType {
  if (type === "closed" || type === "pending-auto") return "open";
  if (type === "pending-reminder") return waitsFor === "other" ? type : "open";
  return type;
}

/** A public answer without a chosen state takes a ticket out of `new` and else changes nothing (A11). */
export const typeAfterAgentReply = (type: StateType): StateType => (type === "new" ? "open" : type);
