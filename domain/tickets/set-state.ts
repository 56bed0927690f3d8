import { eq } from "drizzle-orm";
import type { Tx } from "@/db";
import { tickets } from "@/db/schema";
import { now } from "@/lib/clock";
import { Refusal } from "@/lib/errors";
import type { Actor } from "../access/actor";
import { authorize } from "../access/authorize";
import { record } from "../events/record";
import { getStateOrThrow, type LoadedTicket } from "./load";
import { isPending, mayFollow } from "./state";

type State = LoadedTicket["state"];

/** What waiting means when nobody said until when: three days. Business time takes over with the calendars. */
const DEFAULT_WAIT_MS = 3 * 24 * 60 * 60 * 1000;

/**
 * Puts a ticket into a state by its name. Closing asks the right to close, everything else the right to change.
 * Setting the state it is in is not an error and records nothing. Refuses `conflict` what may not follow (state.ts), and
 * a date to wait until in a state that does not wait.
 */
export async function setStateIn(tx: Tx, actor: Actor, ticket: LoadedTicket, name: string, pendingUntil?: Date): Promise<boolean> {
  const state = await getStateOrThrow(tx, name);
  authorize(actor, state.type === "closed" ? "ticket.close" : "ticket.change", ticket);
  if (pendingUntil && !isPending(state.type)) {
    const message = `A ticket that is ${state.name} waits for no date.`;
    throw new Refusal("invalid", "waitsForNothing", message, { fields: { pendingUntil: message } });
  }
  if (state.id === ticket.stateId && (!pendingUntil || pendingUntil.getTime() === ticket.pendingUntil?.getTime())) return false;
  if (!mayFollow(ticket.state.type, state.type)) {
    throw new Refusal("conflict", "stateNotAllowed", `A ticket that is ${ticket.state.name} cannot become ${state.name}.`);
  }
  await moveToState(tx, actor, ticket, state, pendingUntil);
  return true;
}

/** The write itself, for acts whose own rule chose the state (a reply, a customer's message). Permission is theirs. */
export async function moveToState(tx: Tx, actor: Actor, ticket: LoadedTicket, state: State, pendingUntil?: Date): Promise<void> {
  const until = isPending(state.type) ? (pendingUntil ?? new Date(now().getTime() + DEFAULT_WAIT_MS)) : null;
  const closedAt = state.type === "closed" ? now() : null;
  await tx.update(tickets).set({ stateId: state.id, pendingUntil: until, closedAt }).where(eq(tickets.id, ticket.id));

  const change = { from: { id: ticket.state.id, name: ticket.state.name }, to: { id: state.id, name: state.name } };
  if (until) await record(tx, actor, { type: "ticket.pended", ticketId: ticket.id, data: { ...change, until: until.toISOString() } });
  else if (state.type === "closed") await record(tx, actor, { type: "ticket.closed", ticketId: ticket.id, data: change });
  else if (ticket.state.type === "closed") await record(tx, actor, { type: "ticket.reopened", ticketId: ticket.id, data: change });
  else await record(tx, actor, { type: "ticket.stateChanged", ticketId: ticket.id, data: change });

  ticket.stateId = state.id;
  ticket.state = state;
}
