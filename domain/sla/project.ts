import type { Tx } from "@/db";
import type { RecordedEvent } from "../events/record";
import { countClocksIn } from "./count";
import { FIRST_MESSAGE, MOVES_CLOCKS } from "./facts";

const MOVES = new Set<string>(MOVES_CLOCKS);

/** Projection: a ticket's clocks, folded anew whenever something moves one, in the act's own transaction. */
export async function projectClocks(tx: Tx, event: RecordedEvent): Promise<void> {
  if (!event.ticketId || event.type === "ticket.opened") return;
  // An opening is counted with the first message, which says who spoke; other notes move nothing.
  if (!MOVES.has(event.type) && event.chainPosition !== FIRST_MESSAGE) return;
  await countClocksIn(tx, event.ticketId, event.createdAt, event.id);
}
