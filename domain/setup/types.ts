import { db, type Tx } from "@/db";
import type { Actor } from "../access/actor";
import { authorizeDesk } from "../access/authorize";
import { choicesNow, type TicketType } from "../tickets/choices";
import {
  type Activity,
  beginIn,
  type ChoiceInput,
  changeChoiceIn,
  createChoiceIn,
  getChoiceOrThrow,
  restoreChoiceIn,
  retireChoiceIn,
} from "./choices";

/** Makes a type of tickets. Refuses a name that is none or taken. */
export async function createType(actor: Actor, wanted: ChoiceInput & { name: string }): Promise<TicketType> {
  return db.transaction(async (tx) => {
    await beginIn(tx, actor);
    return createChoiceIn(tx, actor, "type", wanted);
  });
}

/** Changes a type by name or id. */
export async function changeType(actor: Actor, nameOrId: string, change: ChoiceInput & Activity): Promise<TicketType> {
  const { active, successor, ...wanted } = change;
  return db.transaction(async (tx) => {
    await beginIn(tx, actor);
    const changed = await changeChoiceIn(tx, actor, "type", await getChoiceOrThrow(tx, "type", nameOrId), wanted);
    if (active === undefined) return changed;
    return active ? restoreChoiceIn(tx, actor, "type", changed) : retireIn(tx, actor, changed, successor);
  });
}

/** Closes a type; tickets that have it take the successor's. Refuses one in use without a successor. */
export async function retireType(actor: Actor, nameOrId: string, successor?: string): Promise<TicketType> {
  return db.transaction(async (tx) => {
    await beginIn(tx, actor);
    return retireIn(tx, actor, await getChoiceOrThrow(tx, "type", nameOrId), successor);
  });
}

async function retireIn(tx: Tx, actor: Actor, before: TicketType, successor: string | undefined): Promise<TicketType> {
  const next = successor === undefined ? null : await getChoiceOrThrow(tx, "type", successor, "successor");
  return retireChoiceIn(tx, actor, "type", before, next, false);
}

/** Offers a closed type again. */
export async function restoreType(actor: Actor, nameOrId: string): Promise<TicketType> {
  return db.transaction(async (tx) => {
    await beginIn(tx, actor);
    return restoreChoiceIn(tx, actor, "type", await getChoiceOrThrow(tx, "type", nameOrId));
  });
}

/** All types in their order, closed ones too. */
export async function listTypes(actor: Actor): Promise<readonly TicketType[]> {
  authorizeDesk(actor, "choice.read");
  return (await choicesNow()).types;
}

export async function getType(actor: Actor, nameOrId: string): Promise<TicketType> {
  authorizeDesk(actor, "choice.read");
  return db.transaction((tx) => getChoiceOrThrow(tx, "type", nameOrId));
}
