import "@/domain/projections";
import { z } from "zod";
import type { Actor, Scope } from "@/domain/access/actor";
import { actorOfToken } from "@/domain/people/actors";
import { isRefusal, notFound, type RefusalCode } from "@/lib/errors";
import { isId, newId } from "@/lib/ids";
import { log } from "@/lib/log";
import { MAX_JSON_BYTES, maxMailBytes, readBody } from "./body";
import { faultyFields } from "./fields";
import { once } from "./once";
import { currentActor } from "./session";
import { Unreadable } from "./unreadable";

/** One call of the API, as the door checks it and the OpenAPI document tells it. */
export type Operation = {
  summary: string;
  /** What a token must hold; without it the act alone decides. */
  scopes?: readonly Scope[];
  query?: z.ZodType;
  /** A schema of the JSON, or the media type of a body taken as it comes. */
  body?: z.ZodType | "message/rfc822";
  /** 201 for what makes something. */
  status?: number;
  /** A schema of the JSON, or the media type of bytes. */
  answer: z.ZodType | "application/octet-stream" | "message/rfc822" | "text/plain";
};

/** A call that takes no parameters refuses any, like every unknown field. */
const NOTHING = z.strictObject({});

type Params = Record<string, string>;
type BodyOf<B> = B extends z.ZodType ? z.output<B> : B extends string ? Buffer : undefined;
type QueryOf<Q> = Q extends z.ZodType ? z.output<Q> : undefined;
type Call<O extends Operation> = { actor: Actor; params: Params; body: BodyOf<O["body"]>; query: QueryOf<O["query"]>; request: Request };

/**
 * An API route: token or session → actor, parse body and query by the schemas that are also the documentation, one act,
 * JSON. Refusals become problem details, anything else a 500 with a reference. A Response is passed on as it is.
 */
export function handler<O extends Operation>(operation: O, act: (call: Call<O>) => Promise<unknown>) {
  return async (request: Request, context?: { params: Promise<Params> }): Promise<Response> => {
    try {
      const actor = await actorOfRequest(request);
      if (!actor)
        return problem(401, "Sign in first", { detail: "Send an API token as Authorization: Bearer …" }, { "www-authenticate": "Bearer" });
      const missing = missingScope(actor, operation.scopes);
      if (missing) {
        const challenge = { "www-authenticate": `Bearer error="insufficient_scope", scope="${missing}"` };
        return problem(403, `This token lacks the scope ${missing}.`, {}, challenge);
      }
      const params = readable((await context?.params) ?? {});
      const query = parse(operation.query ?? NOTHING, queryOf(new URL(request.url).searchParams), "query");
      const { bytes, body } = await bodyOf(request, operation.body);
      const work = async () => answer(await act({ actor, params, body, query, request } as Call<O>), operation.status);
      return request.method === "POST" ? await once(actor, request, bytes, work) : await work();
    } catch (error) {
      return failure(error);
    }
  };
}

/** A token may do everything its owner may, within its scopes. A session cookie counts for reading, and for the rest only from our own pages. */
export async function actorOfRequest(request: Request): Promise<Actor | null> {
  const authorization = request.headers.get("authorization");
  if (authorization) {
    const [scheme, token] = authorization.split(" ");
    return scheme?.toLowerCase() === "bearer" && token ? actorOfToken(token) : null;
  }
  const reads = request.method === "GET" || request.method === "HEAD";
  return reads || isOwnOrigin(request) ? currentActor() : null;
}

function isOwnOrigin(request: Request): boolean {
  const origin = request.headers.get("origin");
  if (!origin || !URL.canParse(origin)) return false;
  return origin === new URL(process.env.NEXTAUTH_URL ?? "http://localhost").origin || new URL(origin).host === request.headers.get("host");
}

const missingScope = (actor: Actor, scopes: readonly Scope[] = []): Scope | undefined =>
  actor.kind === "system" || !actor.scopes ? undefined : scopes.find((scope) => !actor.scopes!.has(scope));

/** What is no id, or no text, names nothing. */
function readable(encoded: Params): Params {
  const params = Object.fromEntries(Object.entries(encoded).map(([name, text]) => [name, decoded(text)]));
  if (params.id !== undefined && !isId(params.id)) throw notFound("thing");
  return params;
}

function decoded(text: string): string {
  try {
    const plain = decodeURIComponent(text);
    if (!plain.includes("\0")) return plain;
  } catch {}
  throw notFound("thing");
}

/** Parameters by name; `field.KEY` are gathered under `field`, as their keys are the desk's own. */
function queryOf(parameters: URLSearchParams): Record<string, unknown> {
  const [answers, others] = [new Map<string, string>(), new Map<string, unknown>()];
  for (const [name, value] of parameters) {
    if (name.startsWith("field.")) answers.set(name.slice("field.".length), value);
    else others.set(name, value);
  }
  return Object.fromEntries(answers.size ? others.set("field", Object.fromEntries(answers)) : others);
}

async function bodyOf(request: Request, wanted: Operation["body"]): Promise<{ bytes: Buffer; body: unknown }> {
  if (!wanted) return { bytes: Buffer.alloc(0), body: undefined };
  const bytes = await readBody(request, wanted === "message/rfc822" ? maxMailBytes() : MAX_JSON_BYTES);
  if (bytes === null) throw new Unreadable(413, "The body is too large.");
  if (typeof wanted !== "string") return { bytes, body: parse(wanted, json(bytes), "body") };
  if (bytes.length === 0) throw new Unreadable(422, "The body is empty.", { body: "Send the raw message." });
  return { bytes, body: bytes };
}

function json(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString("utf8"));
  } catch {
    throw new Unreadable(400, "The body is no JSON.");
  }
}

function parse(schema: z.ZodType | undefined, value: unknown, where: string): unknown {
  if (!schema) return undefined;
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const errors = faultyFields(parsed.error, where);
  throw new Unreadable(422, `The ${where} is not as it should be: ${Object.keys(errors).join(", ")}.`, errors);
}

const answer = (outcome: unknown, status = 200): Response => (outcome instanceof Response ? outcome : Response.json(outcome, { status }));

const STATUS: Record<RefusalCode, number> = { not_found: 404, forbidden: 403, invalid: 422, conflict: 409, too_many: 429 };

function failure(error: unknown): Response {
  if (error instanceof Unreadable) return problem(error.status, error.message, { errors: error.errors });
  if (isRefusal(error)) return problem(STATUS[error.code], error.message, { errors: error.fields, current: error.current });
  const reference = newId();
  log().error({ reference, error: error instanceof Error ? error.stack : error }, "a request failed");
  return problem(500, "Something went wrong on our side", { detail: `Reference ${reference}` });
}

type More = { detail?: string; errors?: Record<string, string>; current?: unknown };

/** Problem details for HTTP (RFC 9457). */
function problem(status: number, title: string, more: More = {}, headers: HeadersInit = {}): Response {
  return Response.json(
    { type: "about:blank", title, status, ...more },
    { status, headers: { "content-type": "application/problem+json", ...headers } },
  );
}
