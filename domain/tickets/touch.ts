import { eq, sql } from "drizzle-orm";
import type { Tx } from "@/db";
import { tickets } from "@/db/schema";
import { now } from "@/lib/clock";

/** Every act that changed a ticket ends with this: a new revision, and the place at the top of the lists. */
export async function touch(tx: Tx, ticketId: string): Promise<void> {
  await tx
    .update(tickets)
    .set({ revision: sql`${tickets.revision} + 1`, updatedAt: now() })
    .where(eq(tickets.id, ticketId));
}
