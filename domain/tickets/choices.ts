import { asc } from "drizzle-orm";
import { type Db, db, type Tx } from "@/db";
import { lifecycleSteps, priorities, states, ticketTypes } from "@/db/schema";
import { newId } from "@/lib/ids";
import { getSetting, putSetting } from "../settings";
import type { Step } from "./lifecycle";

export type State = typeof states.$inferSelect;
export type Priority = typeof priorities.$inferSelect;
export type TicketType = typeof ticketTypes.$inferSelect;

/** What an administrator named for tickets to be, closed ones included, each list in its order. */
export type Choices = {
  version: string;
  states: readonly State[];
  priorities: readonly Priority[];
  types: readonly TicketType[];
  steps: readonly Step[];
};

let kept: Choices | undefined;

/** All of them, read once a process for each version (settings.choicesVersion): they stand on every page and hardly change. */
export async function choicesNow(from: Db | Tx = db): Promise<Choices> {
  const version = await getSetting("choicesVersion", from);
  if (kept?.version !== version) kept = await read(from, version);
  return kept;
}

async function read(from: Db | Tx, version: string): Promise<Choices> {
  return {
    version,
    states: await from.select().from(states).orderBy(asc(states.position), asc(states.id)),
    priorities: await from.select().from(priorities).orderBy(asc(priorities.position), asc(priorities.id)),
    steps: await from
      .select({
        typeId: lifecycleSteps.typeId,
        fromId: lifecycleSteps.fromId,
        toId: lifecycleSteps.toId,
        right: lifecycleSteps.right,
      })
      .from(lifecycleSteps)
      .orderBy(asc(lifecycleSteps.fromId), asc(lifecycleSteps.toId)),
    types: await from.select().from(ticketTypes).orderBy(asc(ticketTypes.position), asc(ticketTypes.id)),
  };
}

/** Every act that changes one ends with this, and all processes read them anew. */
export const raiseChoicesVersion = (tx: Tx): Promise<void> => putSetting(tx, "choicesVersion", newId());

/** The one that takes the place of a closed one, however many times that was closed in its turn; null where none does. */
export function successorOf<C extends { id: number; retiredAt: Date | null; successorId: number | null }>(
  all: readonly C[],
  id: number,
): C | null {
  let one = all.find((choice) => choice.id === id);
  for (let i = 0; one?.retiredAt && i < all.length; i += 1) one = all.find((choice) => choice.id === one!.successorId);
  return one && !one.retiredAt ? one : null;
}
