import { listNewEvents } from "@/domain/events/heard";
import { latestSeq } from "@/domain/events/history";
import { recheckPerson, recheckTicket, turnsTicketRights } from "./recheck";
import { type Realtime, roomOf } from "./server";

/**
 * Tells rooms what changed: ids and a sequence number, nothing more; pages ask again through the ordinary queries. Each
 * process reads by its own cursor. It may miss nothing while it lives, and a client that was away asks /changes.
 */
export function publisher(io: Realtime) {
  let cursor: number | undefined;
  let running: Promise<void> | undefined;
  let again = false;

  async function drain(): Promise<void> {
    cursor ??= await latestSeq();
    for (;;) {
      const news = await listNewEvents(cursor);
      if (news.length === 0) return;
      for (const event of news) {
        cursor = event.seq;
        if (event.person) await recheckPerson(io, event.person);
        if (!event.ticket || event.audience === "audit") continue;
        const change = { ticket: Number(event.ticket.number), seq: event.seq, type: event.type, at: event.at.toISOString() };
        const rooms = [roomOf.group(event.ticket.groupId), ...event.otherGroups.map(roomOf.group)];
        rooms.push(event.audience === "public" ? roomOf.ticket(event.ticket.id) : roomOf.internal(event.ticket.id));
        io.to(rooms).emit("changed", change);
        if (turnsTicketRights(event.type)) await recheckTicket(io, event.ticket);
      }
    }
  }

  /** Rung by the bell; rings that come while it reads make it read once more. */
  return async function publish(): Promise<void> {
    if (running) {
      again = true;
      return running;
    }
    do {
      again = false;
      running = drain();
      await running.finally(() => {
        running = undefined;
      });
    } while (again);
  };
}
