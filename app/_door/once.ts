import { createHash } from "node:crypto";
import { and, eq } from "drizzle-orm";
import { db } from "@/db";
import { idempotencyKeys } from "@/db/schema";
import type { Actor } from "@/domain/access/actor";
import { Unreadable } from "./unreadable";

const LONGEST_KEY = 255;

/**
 * Idempotency-Key: the same question again gets the same answer, another question under the same key is refused. Per
 * token and route; what came to nothing may be tried again.
 */
export async function once(actor: Actor, request: Request, body: Buffer, work: () => Promise<Response>): Promise<Response> {
  const key = request.headers.get("idempotency-key");
  const tokenId = actor.kind === "system" ? undefined : actor.tokenId;
  if (!key || !tokenId) return work();
  if (key.length > LONGEST_KEY) throw new Unreadable(422, `An Idempotency-Key has at most ${LONGEST_KEY} characters.`);
  const { pathname: route, search } = new URL(request.url);
  const bodyDigest = createHash("sha256").update(search).update("\n").update(body).digest("hex");
  const row = and(eq(idempotencyKeys.tokenId, tokenId), eq(idempotencyKeys.route, route), eq(idempotencyKeys.key, key));
  const [mine] = await db.insert(idempotencyKeys).values({ tokenId, route, key, bodyDigest }).onConflictDoNothing().returning();
  if (!mine) return repeated(row, bodyDigest);
  try {
    const response = await work();
    const said = await response.clone().json();
    await db.update(idempotencyKeys).set({ status: response.status, response: said }).where(row);
    return response;
  } catch (error) {
    await db.delete(idempotencyKeys).where(row);
    throw error;
  }
}

async function repeated(row: ReturnType<typeof and>, bodyDigest: string): Promise<Response> {
  const [known] = await db.select().from(idempotencyKeys).where(row);
  if (known && known.bodyDigest !== bodyDigest) throw new Unreadable(422, "This Idempotency-Key was used with another body.");
  if (!known || known.status === null) throw new Unreadable(409, "The first request with this Idempotency-Key is still at work.");
  return Response.json(known.response, { status: known.status });
}
