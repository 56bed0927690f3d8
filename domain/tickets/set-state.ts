import { eq } from "drizzle-orm";
import type { Tx } from "@/db";
import { tickets } from "@/db/schema";
import { now } from "@/lib/clock";
import { Refusal } from "@/lib/errors";
import type { Actor } from "../access/actor";
import { authorize } from "../access/authorize";
import { record } from "../events/record";
import { requireTime } from "./book-time";
import { defaultWaitIn, instantIn, type When } from "./business-time";
import { choicesNow } from "./choices";
import { lifecycleOf, stepBetween } from "./lifecycle";
import { requirePartsClosed } from "./link";
import { getStateOrThrow, type LoadedTicket, stateOfType } from "./load";
import { isKeptOpen } from "./open-tasks";
import { requireFieldsToClose } from "./set-fields";
import { isPending } from "./state";

type State = LoadedTicket["state"];

/** Until when a ticket waits, and the state it then gets by itself; absent means: as it is, else the default. */
export type Waiting = { until?: When; target?: string };

/**
 * Puts a ticket into a state by its name. Closing, also at a later date, asks the right to close, everything else the
 * right to change. Setting the state it is in is not an error and records nothing. Refuses `conflict` what may not follow
 * (state.ts), what belongs to waiting in a state that does not wait, and closing while a field is empty that must not be then.
 */
export async function setStateIn(tx: Tx, actor: Actor, ticket: LoadedTicket, name: string, waiting: Waiting = {}): Promise<boolean> {
  const state = await getStateOrThrow(tx, name, ticket.stateId);
  authorize(actor, state.type === "closed" ? "ticket.close" : "ticket.change", ticket);
  if (waiting.until !== undefined && !isPending(state.type)) refuse("pendingUntil", `A ticket that is ${state.name} waits for no date.`);
  if (waiting.target !== undefined && state.type !== "pending-auto") {
    refuse("pendingTarget", `A ticket that is ${state.name} gets no other state by itself.`);
  }
  const stays = state.id === ticket.stateId;
  const until = waiting.until === undefined ? undefined : await instantIn(tx, ticket.queueId, waiting.until);
  const target = await targetOf(tx, actor, ticket, state, waiting.target);
  if (stays && (!until || until.getTime() === ticket.pendingUntil?.getTime()) && (target?.id ?? null) === ticket.pendingTargetId) {
    return false;
  }
  if (!stays) await requireStep(tx, actor, ticket, state);
  if (state.type === "closed") await requirePartsClosed(tx, ticket.id);
  if (actor.kind === "agent" && state.type === "closed" && ticket.state.type !== "closed") await requireFieldsToClose(tx, ticket);
  if (state.type === "closed") requireTime(ticket, actor);
  await moveToState(tx, actor, ticket, state, { until: until ?? (stays ? (ticket.pendingUntil ?? undefined) : undefined), target });
  return true;
}

/** Refuses what may not follow, by the fixed types or by the lifecycle of the ticket's type, and who lacks the step's right. */
async function requireStep(tx: Tx, actor: Actor, ticket: LoadedTicket, state: State): Promise<void> {
  const { may, right } = stepBetween(lifecycleOf((await choicesNow(tx)).steps, ticket.typeId), ticket.state, state);
  if (!may) throw new Refusal("conflict", "stateNotAllowed", `A ticket that is ${ticket.state.name} cannot become ${state.name}.`);
  if (right) authorize(actor, `ticket.${right}`, ticket);
}

/** What a ticket that waits to be closed becomes: what was chosen, else what was chosen before. */
async function targetOf(tx: Tx, actor: Actor, ticket: LoadedTicket, state: State, name: string | undefined): Promise<State | null> {
  if (state.type !== "pending-auto") return null;
  const kept = state.id === ticket.stateId && ticket.pendingTargetId !== null ? String(ticket.pendingTargetId) : undefined;
  const chosen = name ?? kept;
  const target =
    chosen === undefined ? await stateOfType(tx, "closed") : await getStateOrThrow(tx, chosen, ticket.pendingTargetId, "pendingTarget");
  if (target.type !== "closed" && target.type !== "open") refuse("pendingTarget", "By itself a ticket can only be closed or opened again.");
  if (target.type === "closed") authorize(actor, "ticket.close", ticket);
  return target;
}

type Until = { until?: Date; target?: State | null };

/**
 * The write itself, for acts whose own rule chose the state (a reply, a customer's message). Permission is theirs. Refuses
 * `conflict` to close what has required tasks open; a machine leaves it open and says so in the history.
 */
export async function moveToState(tx: Tx, actor: Actor, ticket: LoadedTicket, wanted: State, { until, target }: Until = {}): Promise<void> {
  const state = wanted.type === "closed" && (await isKeptOpen(tx, actor, ticket)) ? await stateOfType(tx, "open") : wanted;
  if (state !== wanted && state.id === ticket.stateId) return;
  const pendingUntil = isPending(state.type) ? (until ?? (await defaultWaitIn(tx, ticket.queueId))) : null;
  const closedAt = state.type === "closed" ? now() : null;
  const written = { stateId: state.id, pendingUntil, pendingTargetId: target?.id ?? null, closedAt };
  await tx.update(tickets).set(written).where(eq(tickets.id, ticket.id));

  const change = { from: { id: ticket.state.id, name: ticket.state.name }, to: { id: state.id, name: state.name } };
  if (pendingUntil) {
    const chosen = target ? { target: { id: target.id, name: target.name } } : {};
    await record(tx, actor, {
      type: "ticket.pended",
      ticketId: ticket.id,
      data: { ...change, until: pendingUntil.toISOString(), ...chosen },
    });
  } else if (state.type === "closed") await record(tx, actor, { type: "ticket.closed", ticketId: ticket.id, data: change });
  else if (ticket.state.type === "closed") await record(tx, actor, { type: "ticket.reopened", ticketId: ticket.id, data: change });
  else await record(tx, actor, { type: "ticket.stateChanged", ticketId: ticket.id, data: change });

  Object.assign(ticket, written, { state });
}

function refuse(field: string, message: string): never {
  throw new Refusal("invalid", "waitsForNothing", message, { fields: { [field]: message } });
}
