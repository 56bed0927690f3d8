import { can } from "@/domain/access/policy";
import { findTicketForWatching, listReadableGroups } from "@/domain/tickets/watching";
import type { Client, Realtime } from "./server";
import { leaveTicket, roomOf } from "./server";

/** Events after which somebody may no longer be allowed to hear what he listens to. */
const TURNS_RIGHTS = new Set(["ticket.moved", "ticket.customerChanged", "ticket.participantsChanged"]);

export const turnsTicketRights = (type: string): boolean => TURNS_RIGHTS.has(type);

/**
 * Puts those out of a ticket's rooms who may no longer read it: it moved, or they are no party to it any more. They
 * were told once that it changed; their page asks again and finds nothing.
 */
export async function recheckTicket(io: Realtime, ticket: { id: string; number: string }): Promise<void> {
  const listeners = socketsIn(io, roomOf.ticket(ticket.id));
  if (listeners.length === 0) return;
  const found = await findTicketForWatching(ticket.number);
  for (const socket of listeners) {
    const actor = await socket.data.authenticate();
    if (!found || !actor || !can(actor, "ticket.read", found.subject)) await leaveTicket(socket, ticket.id);
    else if (!can(actor, "ticket.readInternal", found.subject)) await socket.leave(roomOf.internal(ticket.id));
  }
}

/** The same for everything somebody listens to, after his roles changed or his sessions ended. */
export async function recheckPerson(io: Realtime, personId: string): Promise<void> {
  for (const socket of io.sockets.sockets.values()) {
    if (socket.data.personId !== personId) continue;
    const actor = await socket.data.authenticate();
    if (!actor) {
      socket.disconnect(true);
      continue;
    }
    const readable = new Set(await listReadableGroups(actor));
    for (const [key, watched] of socket.data.watching) {
      if (watched.kind === "ticket") await recheckTicket(io, watched);
      else if (!readable.has(watched.groupId)) {
        await socket.leave(roomOf[watched.kind](watched.id));
        socket.data.watching.delete(key);
      }
    }
  }
}

const socketsIn = (io: Realtime, room: string): Client[] =>
  [...(io.sockets.adapter.rooms.get(room) ?? [])].flatMap((id) => io.sockets.sockets.get(id) ?? []);
