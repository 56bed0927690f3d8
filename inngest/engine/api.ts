import { createHash } from "node:crypto";
import { MOST_PENDING } from "./limits";
import { holdCall } from "./runs";
import { type NewEvent, RefusedEvents, sendEvents } from "./send";
import { checkpoint, checkpointAtOnce } from "./steps";
import type { Json, Op, World } from "./types";
import { sendSignal } from "./waits";

/** The Inngest server as the SDK sees it: everything it sends out goes through here instead of the network. */
export function serverOf(world: World): typeof fetch {
  return async (input, init) => {
    const request = asked(input, init);
    const path = request.path;
    try {
      if (request.method === "POST" && path[0] === "e") return await receiveEvents(world, request);
      if (request.method === "POST" && path[1] === "checkpoint" && path[3] === "async") return await receiveSteps(world, path[2]!, request);
      if (request.method === "POST" && path[1] === "signals") return await receiveSignal(world, request);
      return answer(501, { error: `The embedded engine has no ${request.method} /${path.join("/")}.`, status: 501 });
    } catch (error) {
      const status = error instanceof RefusedEvents ? 400 : 500;
      if (status === 500) world.log("error", `${request.method} /${path.join("/")} failed`, error);
      return answer(status, { error: (error as Error).message, status });
    }
  };
}

async function receiveEvents(world: World, request: Asked): Promise<Response> {
  if (await isFull(world)) return answer(503, { error: FULL, status: 503 });
  const events = [(await request.json()) as NewEvent | NewEvent[]].flat();
  const seed = request.header("x-inngest-event-id-seed");
  const ids = await sendEvents(
    world.sql,
    events.map((event, index) => ({ ...event, id: event.id || (seed ? idFrom(seed, index) : undefined) })),
  );
  world.wake("events");
  return answer(200, { ids, status: 200 });
}

const FULL = `More than ${MOST_PENDING} events wait to be dispatched. Send this one again later.`;

/**
 * Whoever sends through the client is asked to keep what he has while too much waits: the outbox is made for that. Who
 * sends in a transaction of his own is never refused.
 */
async function isFull(world: World): Promise<boolean> {
  if (Date.now() - world.fullness.at < 1000) return world.fullness.full;
  const rows = await world.sql`select 1 from ie.event where pending order by seq offset ${MOST_PENDING} limit 1`;
  world.fullness = { at: Date.now(), full: rows.length > 0 };
  if (world.fullness.full) world.log("warn", FULL);
  return world.fullness.full;
}

/** A request that is sent again carries the same seed and must not send its events twice. */
const idFrom = (seed: string, index: number) => createHash("sha256").update(`${seed}:${index}`).digest("hex").slice(0, 32);

/** Steps of a call that goes on. 409 tells it to stop: the call is no longer this process's, or the process is about to end. */
async function receiveSteps(world: World, runId: string, request: Asked): Promise<Response> {
  const { qi_id, steps } = (await request.json()) as { qi_id: string; steps: Op[] };
  const [id, owner, token] = String(qi_id).split(".");
  if (!id || !token || steps.some((op) => op.op !== "StepRun"))
    return answer(400, { error: "These steps cannot be checkpointed.", status: 400 });
  const call = { id, owner: Number(owner), token: Number(token) };
  const [step] = steps;
  if (step && steps.length === 1 && !world.draining && (await checkpointAtOnce(world, runId, call, step))) return answer(200, {});
  const goOn = await world.sql.transaction(async (tx) => {
    const held = await holdCall(tx, runId, call);
    if (held?.run.status !== "active" || !(await checkpoint(world, tx, held, steps))) return false;
    if (!world.draining) return true;
    await tx`update ie.job set owner = null, token = token + 1, attempt = 0 where id = ${id}`;
    await tx`select pg_notify('ie', 'given back')`;
    return false;
  });
  return goOn ? answer(200, {}) : answer(409, { error: "This call is over.", status: 409 });
}

async function receiveSignal(world: World, request: Asked): Promise<Response> {
  const { signal, data } = (await request.json()) as { signal: string; data: Json };
  const runId = await sendSignal(world, signal, data);
  return runId ? answer(200, { data: { run_id: runId } }) : answer(404, { error: "Nobody waits for this signal.", status: 404 });
}

/** What fetch was called with. The SDK brings its bodies as text, and a Request would only unpack them by a detour. */
type Asked = { method: string; path: string[]; header: (name: string) => string | null; json: () => Promise<unknown> };

function asked(input: Parameters<typeof fetch>[0], init: Parameters<typeof fetch>[1]): Asked {
  const path = (url: string) => new URL(url).pathname.split("/").filter(Boolean);
  if (!(input instanceof Request) && typeof init?.body === "string") {
    const { body } = init;
    const headers = new Headers(init.headers);
    return {
      method: init.method ?? "GET",
      path: path(String(input)),
      header: (name) => headers.get(name),
      json: async () => JSON.parse(body),
    };
  }
  const request = new Request(input, init);
  return { method: request.method, path: path(request.url), header: (name) => request.headers.get(name), json: () => request.json() };
}

const answer = (status: number, body: Json) =>
  new Response(JSON.stringify(body), { status, headers: { "content-type": "application/json" } });
