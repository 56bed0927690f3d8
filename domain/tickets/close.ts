import { db } from "@/db";
import type { Actor } from "../access/actor";
import { lockTicket } from "./load";
import { requireRevision } from "./revision";
import { setStateIn } from "./set-state";
import { touch } from "./touch";

const CLOSED = "closed";
const OPEN = "open";

/** Closes a ticket. Closing a closed one returns quietly: a second click is not an error. */
export async function closeTicket(
  actor: Actor,
  ticketId: string,
  { state = CLOSED, revision }: { state?: string; revision?: number } = {},
) {
  await changeState(actor, ticketId, state, { revision });
}

/** Opens a closed or waiting ticket again. */
export async function reopenTicket(actor: Actor, ticketId: string, { revision }: { revision?: number } = {}) {
  await changeState(actor, ticketId, OPEN, { revision });
}

/** Puts a ticket into any state by name, waiting ones with their end. */
export async function changeState(actor: Actor, ticketId: string, state: string, more: { pendingUntil?: Date; revision?: number } = {}) {
  await db.transaction(async (tx) => {
    const ticket = await lockTicket(tx, ticketId);
    requireRevision(ticket, more.revision);
    if (await setStateIn(tx, actor, ticket, state, more.pendingUntil)) await touch(tx, ticketId);
  });
}
