import { type AnyColumn, and, arrayOverlaps, asc, eq, isNull, lt, notExists, or, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { db } from "@/db";
import { incomingMail } from "@/db/schema";
import type { Actor } from "../access/actor";
import { authorizeDesk } from "../access/authorize";
import { receiveMailIn, setAside } from "./receive";

/** A letter whose own trouble lasts lets those that answer it go on after so many attempts, some minutes. */
const WAITED_FOR = 5;

/**
 * Processes stored mail, oldest first, each letter in its own transaction, until none is left or `budgetMs` has passed;
 * says how many it did and whether more wait. Several drains may run: SKIP LOCKED gives each its own letters. A letter
 * that answers one still waiting goes after it. One bad letter is set aside and never blocks the rest.
 */
export async function drainMail(actor: Actor, budgetMs: number): Promise<{ processed: number; more: boolean }> {
  authorizeDesk(actor, "mail.process");
  const until = Date.now() + budgetMs;
  let processed = 0;
  while (Date.now() < until) {
    const outcome = await processNext(actor);
    if (outcome === "none") return { processed, more: false };
    if (outcome === "done") processed += 1;
  }
  return { processed, more: true };
}

async function processNext(actor: Actor): Promise<"none" | "done" | "failed"> {
  let taken: string | undefined;
  try {
    return await db.transaction(async (tx) => {
      const [mail] = await tx
        .select()
        .from(incomingMail)
        .where(isReady())
        .orderBy(asc(incomingMail.receivedAt), asc(incomingMail.id))
        .limit(1)
        .for("update", { skipLocked: true });
      if (!mail) return "none";
      taken = mail.id;
      await receiveMailIn(tx, actor, mail);
      return "done";
    });
  } catch (error) {
    // Not ours to judge when the database is away: the letter waits, the function retries.
    if (!taken) throw error;
    await setAside(actor, taken, error);
    return "failed";
  }
}

/** Ten seconds after the first attempt, twice as long after each further one, an hour at most. */
const waitAfter = (attempts: AnyColumn) => sql`least(interval '1 hour', interval '5 seconds' * power(2, least(${attempts}, 20)))`;

const earlier = alias(incomingMail, "earlier");

function isReady() {
  const waitsForEarlier = db
    .select({ one: sql`1` })
    .from(earlier)
    .where(
      and(
        eq(earlier.status, "stored"),
        lt(earlier.attempts, WAITED_FOR),
        lt(earlier.receivedAt, incomingMail.receivedAt),
        arrayOverlaps(incomingMail.answers, sql`array[${earlier.messageIdHeader}]`),
      ),
    );
  return and(
    eq(incomingMail.status, "stored"),
    or(isNull(incomingMail.processedAt), lt(incomingMail.processedAt, sql`now() - ${waitAfter(incomingMail.attempts)}`)),
    notExists(waitsForEarlier),
  );
}
