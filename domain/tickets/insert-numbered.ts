import { randomInt } from "node:crypto";
import { between, max } from "drizzle-orm";
import type { Tx } from "@/db";
import { tickets } from "@/db/schema";
import { now } from "@/lib/clock";
import { getSetting } from "../settings";
import { numbersOfDay, randomNumber } from "./number";

type NewRow = Omit<typeof tickets.$inferInsert, "number">;

/** Two who open at once may pick one number: the second picks anew. */
const MOST_TRIES = 100;

/**
 * Writes a new ticket under a number of the kind the administrator chose. Numbers given before keep their tickets,
 * whatever the choice is now: one that is taken is passed over.
 */
export async function insertNumberedIn(tx: Tx, row: NewRow): Promise<typeof tickets.$inferSelect> {
  const chosen = await getSetting("ticketNumbers", tx);
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const number = await nextNumber(tx, chosen);
    const [made] = await tx
      .insert(tickets)
      .values(number === null ? row : { ...row, number })
      .onConflictDoNothing({ target: tickets.number })
      .returning();
    if (made) return made;
  }
  throw new Error("No free ticket number was found.");
}

/** Null: the database counts. A day that is full goes on with random ones rather than take nothing more. */
async function nextNumber(tx: Tx, { kind, timeZone }: { kind: string; timeZone: string }): Promise<number | null> {
  if (kind === "random") return randomNumber(randomInt);
  if (kind !== "date") return null;
  const { first, last } = numbersOfDay(now(), timeZone);
  const [{ highest }] = (await tx
    .select({ highest: max(tickets.number) })
    .from(tickets)
    .where(between(tickets.number, first, last))) as [{ highest: number | null }];
  if (highest === null) return first;
  return highest < last ? highest + 1 : randomNumber(randomInt);
}
