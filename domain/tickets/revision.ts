import { Refusal } from "@/lib/errors";
import type { LoadedTicket } from "./load";

/** Refuses `conflict` when the writer looked at an older ticket than the one that stands. Absent means: does not care. */
export function requireRevision(ticket: LoadedTicket, revision: number | undefined): void {
  if (revision === undefined || revision === ticket.revision) return;
  throw new Refusal("conflict", "ticketChanged", "Somebody changed this ticket in the meantime. Look at it again, then decide.", {
    current: { number: String(ticket.number), revision: ticket.revision },
  });
}
