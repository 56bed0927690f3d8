import { and, eq, type SQL } from "drizzle-orm";
import { db } from "@/db";
import { idempotencyKeys } from "@/db/schema";

/** A question asked under an Idempotency-Key: whose token, which route, and what was asked. */
export type AskedOnce = { tokenId: string; route: string; key: string; bodyDigest: string };
export type EarlierAnswer = { bodyDigest: string /** Null while the first is at work. */; status: number | null; response: unknown };

/** Takes the key for this question; gives what stands under it when it is taken. Of two at once one gets it. */
export async function takeKey(asked: AskedOnce): Promise<EarlierAnswer | null> {
  const [mine] = await db.insert(idempotencyKeys).values(asked).onConflictDoNothing().returning();
  if (mine) return null;
  const [known] = await db.select().from(idempotencyKeys).where(thisOne(asked));
  return known ?? { bodyDigest: asked.bodyDigest, status: null, response: null };
}

export async function keepAnswer(asked: AskedOnce, status: number, response: unknown): Promise<void> {
  await db.update(idempotencyKeys).set({ status, response }).where(thisOne(asked));
}

/** Gives a key back after it came to nothing. */
export async function freeKey(asked: AskedOnce): Promise<void> {
  await db.delete(idempotencyKeys).where(thisOne(asked));
}

const thisOne = ({ tokenId, route, key }: AskedOnce): SQL | undefined =>
  and(eq(idempotencyKeys.tokenId, tokenId), eq(idempotencyKeys.route, route), eq(idempotencyKeys.key, key));
