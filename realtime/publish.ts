import { listNewEvents } from "@/domain/events/heard";
import { latestSeq } from "@/domain/events/history";
import { coalesce } from "@/lib/coalesce";
import { recheckPerson, recheckTicket, turnsTicketRights } from "./recheck";
import { type Realtime, roomOf } from "./server";

/**
 * Tells rooms what changed: ids and a sequence number, nothing more; pages ask again through the ordinary queries. Each
 * process reads by its own cursor. It may miss nothing while it lives, and a client that was away asks /changes.
 */
export function publisher(io: Realtime): () => Promise<void> {
  let cursor: number | undefined;

  return coalesce(async () => {
    cursor ??= await latestSeq();
    for (;;) {
      const news = await listNewEvents(cursor);
      if (news.length === 0) return;
      for (const event of news) {
        cursor = event.seq;
        if (event.person) await recheckPerson(io, event.person);
        if (!event.ticket || event.audience === "audit") continue;
        const { id, number } = event.ticket;
        const lists = [event.ticket, ...(event.left ? [event.left] : [])];
        const rooms = lists.flatMap((list) => [roomOf.group(list.groupId), roomOf.queue(list.queueId)]);
        rooms.push(event.audience === "public" ? roomOf.ticket(id) : roomOf.internal(id));
        io.to(rooms).emit("changed", { ticket: number, seq: event.seq, type: event.type, at: event.at.toISOString() });
        if (turnsTicketRights(event.type)) await recheckTicket(io, event.ticket);
      }
    }
  });
}
