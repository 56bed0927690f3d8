import { notFound } from "@/lib/errors";
import type { Actor } from "../access/actor";
import { can, type TicketRight, type TicketSubject } from "../access/policy";
import { findTicketForWatching } from "./watching";

/** A ticket by its number, as far as rights are judged by it, for who has this one. For everybody else there is none. */
export async function getTicketSubject(actor: Actor, number: string, right: TicketRight): Promise<{ id: string; subject: TicketSubject }> {
  const ticket = await findTicketForWatching(number);
  if (!ticket || !can(actor, right, ticket.subject)) throw notFound("ticket");
  return ticket;
}
