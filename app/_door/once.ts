import { createHash } from "node:crypto";
import type { Actor } from "@/domain/access/actor";
import { freeKey, keepAnswer, takeKey } from "@/domain/people/idempotency";
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
  const asked = { tokenId, route, key, bodyDigest };
  const earlier = await takeKey(asked);
  if (earlier) {
    if (earlier.bodyDigest !== bodyDigest) throw new Unreadable(422, "This Idempotency-Key was used with another body.");
    if (earlier.status === null) throw new Unreadable(409, "The first request with this Idempotency-Key is still at work.");
    return Response.json(earlier.response, { status: earlier.status });
  }
  const response = await work().catch(async (error: unknown) => {
    await freeKey(asked);
    throw error;
  });
  // Once the act is done the key stays taken, whatever happens here: better no answer twice than the act twice.
  await keepAnswer(asked, response.status, await response.clone().json());
  return response;
}
