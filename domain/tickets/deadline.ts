import { eq } from "drizzle-orm";
import type { Tx } from "@/db";
import { tickets } from "@/db/schema";

/** What lists show of a ticket's clocks. */
export type Deadline = { nextDueAt: Date | null; overdueSince: Date | null; clocksPaused: boolean; slaBreached: boolean };

/** Writes what domain/sla folded, in the transaction of the act that moved the clocks. No new revision: nobody edited. */
export async function setDeadlineIn(tx: Tx, ticketId: string, deadline: Deadline): Promise<void> {
  await tx.update(tickets).set(deadline).where(eq(tickets.id, ticketId));
}
