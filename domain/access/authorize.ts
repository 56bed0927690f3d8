import { notFound, Refusal } from "@/lib/errors";
import type { Actor } from "./actor";
import { can, type DeskRightName, type QueueRight, type QueueSubject, type TicketRight, type TicketSubject } from "./policy";

/**
 * can(), or a refusal. A ticket the actor may not even read is `not_found`, never `forbidden`: that it exists is
 * already information.
 */
export function authorize(actor: Actor, right: TicketRight, ticket: TicketSubject): void {
  if (can(actor, right, ticket)) return;
  if (!can(actor, "ticket.read", ticket)) throw notFound("ticket");
  throw forbidden();
}

export function authorizeQueue(actor: Actor, right: QueueRight, queue: QueueSubject): void {
  if (!can(actor, right, queue)) throw forbidden();
}

export function authorizeDesk(actor: Actor, right: DeskRightName): void {
  if (!can(actor, right)) throw forbidden();
}

const forbidden = () => new Refusal("forbidden", "forbidden", "You may not do this.");
