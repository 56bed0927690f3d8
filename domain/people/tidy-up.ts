import { lt, sql } from "drizzle-orm";
import { db } from "@/db";
import { idempotencyKeys, oneTimeLinks, signInFailures } from "@/db/schema";
import type { Actor } from "../access/actor";
import { authorizeDesk } from "../access/authorize";

/** Long after each has served its time: a program asks again within minutes, links and failures count for a quarter of an hour. */
const KEPT = sql`now() - interval '1 day'`;

/**
 * Throws away what only serves for a while: answers kept for an Idempotency-Key (also a key that a crash left without
 * one: it may be used again), failed sign-ins, links.
 */
export async function tidyUp(actor: Actor): Promise<void> {
  authorizeDesk(actor, "desk.tidyUp");
  await db.delete(idempotencyKeys).where(lt(idempotencyKeys.createdAt, KEPT));
  await db.delete(signInFailures).where(lt(signInFailures.createdAt, KEPT));
  await db.delete(oneTimeLinks).where(lt(oneTimeLinks.expiresAt, KEPT));
}
