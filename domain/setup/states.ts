import { eq } from "drizzle-orm";
import { db, type Tx } from "@/db";
import { type CustomerLabel, type StateType, states, type WaitsFor } from "@/db/schema";
import type { Actor } from "../access/actor";
import { authorizeDesk } from "../access/authorize";
import { choicesNow, type State } from "../tickets/choices";
import {
  type Activity,
  beginIn,
  type ChoiceInput,
  CONTROL,
  changeChoiceIn,
  createChoiceIn,
  faulty,
  getChoiceOrThrow,
  giveUpDefaultIn,
  requireDefault,
  restoreChoiceIn,
  retireChoiceIn,
} from "./choices";
import { succeedInLifecyclesIn } from "./lifecycles";
import { plainLabel } from "./state-labels";

export type StateInput = ChoiceInput & {
  /** What customers read in its place; a language left out takes plain words by the type. */
  label?: CustomerLabel;
  /** The one of its type that is taken where nobody chose: for new tickets, for reopened ones, for those that wait. */
  default?: boolean;
  /** Of a waiting state: whether the customer's answer ends the waiting. */
  waitsFor?: WaitsFor;
};
export type NewState = StateInput & { name: string; type: StateType };

/** Makes a state of one of the fixed types. Refuses a name that is none or taken, and a second merged or removed. */
export async function createState(actor: Actor, { type, label, default: isDefault, waitsFor, ...common }: NewState): Promise<State> {
  return db.transaction(async (tx) => {
    await beginIn(tx, actor);
    requireFreeType(type);
    const waits = waitsOf(type, waitsFor);
    const among = await tx.select().from(states).where(eq(states.type, type));
    if (isDefault) await giveUpDefaultIn(tx, "state", among);
    const words = labelOf(plainLabel(type, waits), label);
    return createChoiceIn(tx, actor, "state", { ...common, type, label: words, isDefault: Boolean(isDefault), waitsFor: waits });
  });
}

/** Changes a state by name or id; its type stays, because the history was written by it. */
export async function changeState(actor: Actor, nameOrId: string, change: StateInput & Activity): Promise<State> {
  const { label, default: isDefault, waitsFor, active, successor, ...common } = change;
  return db.transaction(async (tx) => {
    await beginIn(tx, actor);
    const before = await getChoiceOrThrow(tx, "state", nameOrId);
    requireDefault(isDefault, before.isDefault);
    if (isDefault && before.retiredAt) throw faulty("default", "closedDefault", "A closed state cannot be the default.");
    if (isDefault && !before.isDefault)
      await giveUpDefaultIn(tx, "state", await tx.select().from(states).where(eq(states.type, before.type)));
    const changed = await changeChoiceIn(tx, actor, "state", before, {
      ...common,
      ...(label ? { label: labelOf(before.label, label) } : {}),
      ...(waitsFor ? { waitsFor: waitsOf(before.type, waitsFor) } : {}),
      ...(isDefault ? { isDefault } : {}),
    });
    if (active === undefined) return changed;
    return active ? restoreChoiceIn(tx, actor, "state", changed) : retireIn(tx, actor, changed, successor);
  });
}

/**
 * Closes a state: it is offered no more, and tickets in it move to the successor, which is of the same type, so that
 * none is opened or closed by it. Refuses merged and removed, and one in use or taken by default without a successor.
 */
export async function retireState(actor: Actor, nameOrId: string, successor?: string): Promise<State> {
  return db.transaction(async (tx) => {
    await beginIn(tx, actor);
    return retireIn(tx, actor, await getChoiceOrThrow(tx, "state", nameOrId), successor);
  });
}

async function retireIn(tx: Tx, actor: Actor, before: State, successor: string | undefined): Promise<State> {
  requireFreeType(before.type);
  const next = successor === undefined ? null : await getChoiceOrThrow(tx, "state", successor, "successor");
  if (next && next.type !== before.type) {
    throw faulty("successor", "otherType", `The successor of "${before.name}" is a state of the type ${before.type}.`);
  }
  const retired = await retireChoiceIn(tx, actor, "state", before, next, before.isDefault);
  await succeedInLifecyclesIn(tx, before, next);
  return retired;
}

/** Offers a closed state again. */
export async function restoreState(actor: Actor, nameOrId: string): Promise<State> {
  return db.transaction(async (tx) => {
    await beginIn(tx, actor);
    return restoreChoiceIn(tx, actor, "state", await getChoiceOrThrow(tx, "state", nameOrId));
  });
}

/** All states in their order, closed ones too. */
export async function listStates(actor: Actor): Promise<readonly State[]> {
  authorizeDesk(actor, "choice.read");
  return (await choicesNow()).states;
}

export async function getState(actor: Actor, nameOrId: string): Promise<State> {
  authorizeDesk(actor, "choice.read");
  return db.transaction((tx: Tx) => getChoiceOrThrow(tx, "state", nameOrId));
}

/** Merged and removed are where their own acts put a ticket; nobody chooses them. */
function requireFreeType(type: StateType): void {
  if (type === "merged" || type === "removed") throw faulty("type", "fixedState", `There is one state of the type ${type}, and it stays.`);
}

function waitsOf(type: StateType, wanted: WaitsFor | undefined): WaitsFor | null {
  if (type === "pending-reminder") return wanted ?? "customer";
  if (wanted) throw faulty("waitsFor", "waitsForNobody", "Only a state of the type pending-reminder waits for somebody.");
  return null;
}

const MAX_LABEL = 60;

function labelOf(before: CustomerLabel, wanted: CustomerLabel = {}): CustomerLabel {
  const words = { ...before };
  for (const locale of ["en", "de"] as const) {
    const said = wanted[locale]?.replace(/\s+/g, " ").trim();
    if (said && (said.length > MAX_LABEL || CONTROL.test(said))) {
      throw faulty(`label.${locale}`, "badLabel", `A label is a line of at most ${MAX_LABEL} characters.`);
    }
    if (said) words[locale] = said;
  }
  return words;
}
