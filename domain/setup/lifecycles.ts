import { eq, isNull } from "drizzle-orm";
import { db, type Tx } from "@/db";
import { lifecycleSteps, type StepRight } from "@/db/schema";
import { Refusal } from "@/lib/errors";
import type { Actor } from "../access/actor";
import { authorizeDesk } from "../access/authorize";
import { record } from "../events/record";
import { choicesNow, raiseChoicesVersion, type State } from "../tickets/choices";
import { lifecycleOf, lockedIn, type Step } from "../tickets/lifecycle";
import { mayFollow } from "../tickets/state";
import { beginIn, faulty, getChoiceOrThrow } from "./choices";

export type StepInput = { from: string; to: string; right?: StepRight | null };
/** Of a type by name, or of all that have none of their own (null). */
export type LifecycleView = { type: string | null; steps: { from: string; to: string; right: StepRight | null }[] };

/**
 * Says which state may follow which for tickets of a type, or (null) for all types without a lifecycle of their own. No
 * step at all means that everything may follow. Refuses unknown and closed states, steps that cannot be, and one that
 * locks tickets in: from each of its states a way must lead to a closed one.
 */
export async function setLifecycle(actor: Actor, type: string | null, wanted: readonly StepInput[]): Promise<LifecycleView> {
  return db.transaction(async (tx) => {
    await beginIn(tx, actor);
    const of = type === null ? null : await getChoiceOrThrow(tx, "type", type);
    const { states, steps: before } = await choicesNow(tx);
    const steps = wanted.map((step, i): Step => stepOf(of?.id ?? null, step, states, i));
    const once = steps.filter((step, i) => steps.findIndex((one) => one.fromId === step.fromId && one.toId === step.toId) === i);
    requireWayOut(once, states);
    await tx.delete(lifecycleSteps).where(of ? eq(lifecycleSteps.typeId, of.id) : isNull(lifecycleSteps.typeId));
    if (once.length > 0) await tx.insert(lifecycleSteps).values(once);
    await raiseChoicesVersion(tx);
    const view = (all: readonly Step[]): LifecycleView => viewOf(all, of, states);
    await record(tx, actor, {
      type: "lifecycle.changed",
      subject: `lifecycle:${of?.id ?? "all"}`,
      data: { type: of && { id: of.id, name: of.name }, before: view(before).steps, after: view(once).steps },
    });
    return view(once);
  });
}

/** The lifecycle for all first, then those of types that have one. */
export async function listLifecycles(actor: Actor): Promise<LifecycleView[]> {
  authorizeDesk(actor, "choice.read");
  const { states, steps, types } = await choicesNow();
  const own = types.filter((type) => steps.some((step) => step.typeId === type.id));
  return [null, ...own].map((type) => viewOf(steps, type, states));
}

/** A closed state leaves every lifecycle, and its successor takes its place. Refuses it where that locks tickets in. */
export async function succeedInLifecyclesIn(tx: Tx, closed: State, successor: State | null): Promise<void> {
  const { steps, states } = await choicesNow(tx);
  if (!steps.some((step) => step.fromId === closed.id || step.toId === closed.id)) return;
  const kept = steps
    .filter((step) => step.fromId !== closed.id)
    .flatMap((step): Step[] => {
      if (step.toId !== closed.id) return [step];
      return successor && successor.id !== step.fromId ? [{ ...step, toId: successor.id }] : [];
    });
  const key = ({ typeId, fromId, toId }: Step) => `${typeId} ${fromId} ${toId}`;
  const once = [...new Map(kept.map((step) => [key(step), step])).values()];
  for (const typeId of new Set(once.map((step) => step.typeId))) requireWayOut(lifecycleOf(once, typeId), states);
  await tx.delete(lifecycleSteps);
  if (once.length > 0) await tx.insert(lifecycleSteps).values(once);
  await raiseChoicesVersion(tx);
}

function requireWayOut(lifecycle: readonly Step[], states: readonly State[]): void {
  const [locked] = lockedIn(lifecycle, states);
  if (!locked) return;
  const message = `A ticket that is "${locked.name}" could never be closed: let a step lead on from it.`;
  throw new Refusal("invalid", "lockedIn", message, { fields: { steps: message } });
}

function stepOf(typeId: number | null, { from, to, right }: StepInput, states: readonly State[], i: number): Step {
  const find = (name: string, field: string): State => {
    const found = states.find((state) => state.name === name || String(state.id) === name);
    if (found && !found.retiredAt) return found;
    throw faulty(`steps.${i}.${field}`, "unknownName", `There is no open state called "${name}".`);
  };
  const [fromState, toState] = [find(from, "from"), find(to, "to")];
  if (fromState.id === toState.id || !mayFollow(fromState.type, toState.type)) {
    throw faulty(`steps.${i}.to`, "badStep", `"${toState.name}" can never follow "${fromState.name}" by choice.`);
  }
  return { typeId, fromId: fromState.id, toId: toState.id, right: right ?? null };
}

function viewOf(all: readonly Step[], type: { id: number; name: string } | null, states: readonly State[]): LifecycleView {
  const name = (id: number) => states.find((state) => state.id === id)!.name;
  const own = all.filter((step) => step.typeId === (type?.id ?? null));
  return { type: type?.name ?? null, steps: own.map(({ fromId, toId, right }) => ({ from: name(fromId), to: name(toId), right })) };
}
