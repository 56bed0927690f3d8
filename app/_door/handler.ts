import "@/domain/projections";
import { createHash } from "node:crypto";
import { and, eq } from "drizzle-orm";
import { z } from "zod";
import { db } from "@/db";
import { idempotencyKeys } from "@/db/schema";
import type { Actor } from "@/domain/access/actor";
import { actorOfToken } from "@/domain/people/actors";
import { isRefusal, type RefusalCode } from "@/lib/errors";
import { newId } from "@/lib/ids";
import { log } from "@/lib/log";
import { currentActor } from "./session";

/** Problem details for HTTP (RFC 9457). */
export function problem(status: number, title: string, more: { detail?: string; errors?: Record<string, string>; current?: unknown } = {}, headers: HeadersInit = {}): Response {
  return Response.json({ type: "about:blank", title, status, ...more }, { status, headers: { "content-type": "application/problem+json", ...headers } });
}

const STATUS: Record<RefusalCode, number> = { not_found: 404, forbidden: 403, invalid: 422, conflict: 409, too_many: 429 };

type Params = Record<string, string>;
type Context = { params: Promise<Params> };
type Call<B, Q> = { actor: Actor; params: Params; body: B; query: Q; request: Request };
type Route<B extends z.ZodType, Q extends z.ZodType> = {
  body?: B;
  query?: Q;
  /** 201 for what makes something. */
  status?: number;
  act: (call: Call<z.output<B>, z.output<Q>>) => Promise<unknown>;
};

/**
 * An API route: token or session → actor, parse body and query by the schemas that are also the documentation, one act,
 * JSON. Refusals become problem details, anything else a 500 with a reference. A Response is passed on as it is.
 */
export function handler<B extends z.ZodType = z.ZodUndefined, Q extends z.ZodType = z.ZodUndefined>(route: Route<B, Q>) {
  return async (request: Request, context?: Context): Promise<Response> => {
    try {
      const actor = await actorOfRequest(request);
      if (!actor) return problem(401, "Sign in first", { detail: "Send an API token as Authorization: Bearer …" }, { "www-authenticate": "Bearer" });
      const params = (await context?.params) ?? {};
      const query = parse(route.query, Object.fromEntries(new URL(request.url).searchParams), "query");
      const text = route.body ? await request.text() : "";
      const body = parse(route.body, route.body ? json(text) : undefined, "body");
      const work = () => route.act({ actor, params, body: body as z.output<B>, query: query as z.output<Q>, request });
      return await (request.method === "POST" ? once(actor, request, text, work, route.status) : answer(await work(), route.status));
    } catch (error) {
      return failure(error);
    }
  };
}

/** What the door itself could not read. */
class Unreadable extends Error {
  constructor(
    readonly status: number,
    message: string,
    readonly errors?: Record<string, string>,
  ) {
    super(message);
  }
}

export function failure(error: unknown): Response {
  if (error instanceof Unreadable) return problem(error.status, error.message, { errors: error.errors });
  if (isRefusal(error)) return problem(STATUS[error.code], error.message, { errors: error.fields, current: error.current });
  const reference = newId();
  log().error({ reference, error: error instanceof Error ? error.stack : error }, "a request failed");
  return problem(500, "Something went wrong on our side", { detail: `Reference ${reference}` });
}

const answer = (outcome: unknown, status = 200): Response => (outcome instanceof Response ? outcome : Response.json(outcome, { status }));

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Unreadable(400, "The body is no JSON.");
  }
}

function parse(schema: z.ZodType | undefined, value: unknown, where: string): unknown {
  if (!schema) return undefined;
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const errors = Object.fromEntries(parsed.error.issues.flatMap((issue) => (issue.code === "unrecognized_keys" ? issue.keys.map((key) => [key, "Unknown field."]) : [[issue.path.join(".") || where, issue.message]])));
  throw new Unreadable(422, `The ${where} is not as it should be: ${Object.keys(errors).join(", ")}.`, errors);
}

/** A token may do everything its owner may, within its scopes. A session cookie counts for reading, and for the rest only from our own pages. */
export async function actorOfRequest(request: Request): Promise<Actor | null> {
  const authorization = request.headers.get("authorization");
  if (authorization) {
    const [scheme, token] = authorization.split(" ");
    return scheme?.toLowerCase() === "bearer" && token ? actorOfToken(token) : null;
  }
  if (request.method !== "GET" && !isOwnOrigin(request)) return null;
  return currentActor();
}

function isOwnOrigin(request: Request): boolean {
  const origin = request.headers.get("origin");
  if (!origin) return false;
  return origin === new URL(process.env.NEXTAUTH_URL ?? "http://localhost").origin || new URL(origin).host === request.headers.get("host");
}

/** Idempotency-Key: the same question again gets the same answer, another question under the same key is refused. */
async function once(actor: Actor, request: Request, text: string, work: () => Promise<unknown>, status?: number): Promise<Response> {
  const key = request.headers.get("idempotency-key");
  const tokenId = actor.kind === "system" ? undefined : actor.tokenId;
  if (!key || !tokenId) return answer(await work(), status);
  const route = new URL(request.url).pathname;
  const bodyDigest = createHash("sha256").update(text).digest("hex");
  const row = and(eq(idempotencyKeys.tokenId, tokenId), eq(idempotencyKeys.route, route), eq(idempotencyKeys.key, key));
  const [mine] = await db.insert(idempotencyKeys).values({ tokenId, route, key, bodyDigest }).onConflictDoNothing().returning();
  if (!mine) {
    const [known] = await db.select().from(idempotencyKeys).where(row);
    if (known?.bodyDigest !== bodyDigest) throw new Unreadable(422, "This Idempotency-Key was used with another body.");
    if (known.status === null) throw new Unreadable(409, "The first request with this Idempotency-Key is still at work.");
    return Response.json(known.response, { status: known.status });
  }
  try {
    const response = answer(await work(), status);
    await db.update(idempotencyKeys).set({ status: response.status, response: await response.clone().json() }).where(row);
    return response;
  } catch (error) {
    // It came to nothing, so the same key may be tried again.
    await db.delete(idempotencyKeys).where(row);
    throw error;
  }
}
