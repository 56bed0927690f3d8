import { db, type Tx } from "@/db";
import { type PriorityColor, priorities } from "@/db/schema";
import type { Actor } from "../access/actor";
import { authorizeDesk } from "../access/authorize";
import { choicesNow, type Priority } from "../tickets/choices";
import {
  type Activity,
  beginIn,
  type ChoiceInput,
  changeChoiceIn,
  createChoiceIn,
  faulty,
  getChoiceOrThrow,
  giveUpDefaultIn,
  requireDefault,
  restoreChoiceIn,
  retireChoiceIn,
} from "./choices";

export type PriorityInput = ChoiceInput & {
  /** From 0, nothing, to 4, the mark of what is most urgent. */
  sign?: number;
  color?: PriorityColor;
  /** Taken where nobody chose one. */
  default?: boolean;
};

/** Makes a priority with its sign and colour. Refuses a name that is none or taken. */
export async function createPriority(actor: Actor, { default: isDefault, ...wanted }: PriorityInput & { name: string }): Promise<Priority> {
  return db.transaction(async (tx) => {
    await beginIn(tx, actor);
    if (isDefault) await giveUpDefaultIn(tx, "priority", await tx.select().from(priorities));
    return createChoiceIn(tx, actor, "priority", { ...wanted, isDefault: Boolean(isDefault) });
  });
}

/** Changes a priority by name or id; tickets and promises know it by id, so a new name changes nothing of theirs. */
export async function changePriority(actor: Actor, nameOrId: string, change: PriorityInput & Activity): Promise<Priority> {
  const { default: isDefault, active, successor, ...wanted } = change;
  return db.transaction(async (tx) => {
    await beginIn(tx, actor);
    const before = await getChoiceOrThrow(tx, "priority", nameOrId);
    requireDefault(isDefault, before.isDefault);
    if (isDefault && before.retiredAt) throw faulty("default", "closedDefault", "A closed priority cannot be the default.");
    if (isDefault && !before.isDefault) await giveUpDefaultIn(tx, "priority", await tx.select().from(priorities));
    const changed = await changeChoiceIn(tx, actor, "priority", before, { ...wanted, ...(isDefault ? { isDefault } : {}) });
    if (active === undefined) return changed;
    return active ? restoreChoiceIn(tx, actor, "priority", changed) : retireIn(tx, actor, changed, successor);
  });
}

/** Closes a priority; tickets that have it take the successor's. Refuses one in use or taken by default without one. */
export async function retirePriority(actor: Actor, nameOrId: string, successor?: string): Promise<Priority> {
  return db.transaction(async (tx) => {
    await beginIn(tx, actor);
    return retireIn(tx, actor, await getChoiceOrThrow(tx, "priority", nameOrId), successor);
  });
}

async function retireIn(tx: Tx, actor: Actor, before: Priority, successor: string | undefined): Promise<Priority> {
  const next = successor === undefined ? null : await getChoiceOrThrow(tx, "priority", successor, "successor");
  return retireChoiceIn(tx, actor, "priority", before, next, before.isDefault);
}

/** Offers a closed priority again. */
export async function restorePriority(actor: Actor, nameOrId: string): Promise<Priority> {
  return db.transaction(async (tx) => {
    await beginIn(tx, actor);
    return restoreChoiceIn(tx, actor, "priority", await getChoiceOrThrow(tx, "priority", nameOrId));
  });
}

/** All priorities in their order, closed ones too. */
export async function listPriorities(actor: Actor): Promise<readonly Priority[]> {
  authorizeDesk(actor, "choice.read");
  return (await choicesNow()).priorities;
}

export async function getPriority(actor: Actor, nameOrId: string): Promise<Priority> {
  authorizeDesk(actor, "choice.read");
  return db.transaction((tx) => getChoiceOrThrow(tx, "priority", nameOrId));
}
