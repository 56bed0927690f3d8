import type { StateType, StepRight } from "@/db/schema";
import { mayFollow } from "./state";

/**
 * Pure: which state may follow which when somebody chooses one. A type of tickets has its own lifecycle, else the one
 * for all; where neither says anything, all may follow. What happens by itself is not judged by it: a customer's answer
 * that opens a ticket, a date that comes, a closed state's successor. Nobody could be asked for another way there.
 */
export type Step = { typeId: number | null; fromId: number; toId: number; right: StepRight | null };
type State = { id: number; type: StateType };

/** The steps that hold for tickets of a type. */
export function lifecycleOf(steps: readonly Step[], typeId: number | null): readonly Step[] {
  const own = typeId === null ? [] : steps.filter((step) => step.typeId === typeId);
  return own.length > 0 ? own : steps.filter((step) => step.typeId === null);
}

/**
 * Whether one may follow the other, and the right it asks besides that of changing or closing. From a state that the
 * lifecycle does not know everything may follow: a ticket that came there by itself must be able to leave.
 */
export function stepBetween(lifecycle: readonly Step[], from: State, to: State): { may: boolean; right: StepRight | null } {
  if (!mayFollow(from.type, to.type)) return { may: false, right: null };
  if (from.id === to.id || !knows(lifecycle, from.id)) return { may: true, right: null };
  const step = lifecycle.find((one) => one.fromId === from.id && one.toId === to.id);
  return { may: step !== undefined, right: step?.right ?? null };
}

/** The states of a lifecycle from which no way leads to a closed one: a ticket in them could never be finished. */
export function lockedIn<S extends State>(lifecycle: readonly Step[], states: readonly S[]): S[] {
  const known = states.filter((state) => knows(lifecycle, state.id) && state.type !== "merged" && state.type !== "removed");
  const out = new Set(known.filter((state) => state.type === "closed").map((state) => state.id));
  for (let before = -1; before !== out.size; ) {
    before = out.size;
    for (const step of lifecycle) if (out.has(step.toId)) out.add(step.fromId);
  }
  return known.filter((state) => !out.has(state.id));
}

const knows = (lifecycle: readonly Step[], id: number): boolean => lifecycle.some((step) => step.fromId === id || step.toId === id);
