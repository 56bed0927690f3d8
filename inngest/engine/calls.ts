import { isConnectionLoss } from "./lane";
import { tooBig, tooMuchState } from "./limits";
import { setTimer } from "./queue";
import type { Handler } from "./registration";
import { completeAtOnce, type Fence, holdCall } from "./runs";
import { type Answer, apply } from "./steps";
import { asFailure, type Call, type EventBody, type Fn, type Json, type Memo, type Op, type Tx, type World } from "./types";

/** Whether something else than further calls may have become due by it. */
export type Outcome = "done" | "more";

export type State = {
  events: EventBody[];
  status: string;
  started: boolean;
  steps: Record<string, Memo> | null;
  stack: string[] | null;
  open: boolean;
};

/** A process may die in the middle of a step this often before the run is given up. */
const MOST_CLAIMS = 100;
const MOST_STORES = 6;

/** Calls the function through the SDK and writes down what it answered, in one transaction behind the fence. */
export async function execute(world: World, handler: Handler, call: Call, state: State | undefined): Promise<Outcome> {
  const fn = world.fns.get(call.fn_id)!;
  if (state?.status !== "active") return discard(world, call);
  if (!state.started) await markStarted(world, fn, call);
  const answer = call.token > MOST_CLAIMS ? givenUp() : await ask(world, handler, fn, call, state);
  return commit(world, fn, call, answer);
}

/** What the calls have to be told, in one query for all that were claimed together. */
export async function loadStates(world: World, calls: Call[]): Promise<Map<string, State>> {
  const states = await world.sql<(State & { id: string })[]>`
    select r.id, r.events, r.status, r.started_at is not null as started,
      (select json_object_agg(s.id, s.memo) from ie.step s where s.run_id = r.id and s.done is not null) as steps,
      (select json_agg(s.id order by s.done) from ie.step s where s.run_id = r.id and s.done is not null) as stack,
      exists (select 1 from ie.step s where s.run_id = r.id and s.done is null) as open
    from ie.run r where r.id = any(${calls.map((call) => call.run_id)})`;
  return new Map(states.map((state) => [state.id, state]));
}

async function markStarted(world: World, fn: Fn, call: Call): Promise<void> {
  if (fn.timeouts.start === undefined && fn.timeouts.finish === undefined) return;
  await world.sql.transaction(async (tx) => {
    const begun =
      await tx`update ie.run set started_at = ie.clock() where id = ${call.run_id} and started_at is null and status = 'active' returning 1`;
    if (begun.length === 0 || fn.timeouts.finish === undefined) return;
    await setTimer(tx, { kind: "finish-limit", fn_id: fn.id, run_id: call.run_id, due: { after: fn.timeouts.finish } });
  });
}

async function ask(world: World, handler: Handler, fn: Fn, call: Call, state: State): Promise<Answer> {
  const url = new URL(fn.url);
  url.searchParams.set("stepId", call.step_id ?? "step");
  const stack = state.stack ?? [];
  const body = {
    event: state.events[0],
    events: state.events,
    steps: state.steps ?? {},
    version: -1,
    use_api: false,
    ctx: {
      run_id: call.run_id,
      // With fn_id the SDK goes on after each step and reports it to /v1/checkpoint.
      ...(world.checkpoint && call.step_id === null && !state.open ? { fn_id: fn.id } : {}),
      qi_id: itemOf(world, call),
      attempt: call.attempt,
      max_attempts: fn.maxAttempts,
      disable_immediate_execution: state.open,
      use_api: false,
      stack: { stack, current: stack.length },
    },
  };
  const text = JSON.stringify(body);
  const excess = tooMuchState(text);
  if (excess) return lastWord(excess.message);
  try {
    const response = await handler(
      new Request(url, { method: "POST", headers: { "content-type": "application/json", host: url.host }, body: text }),
    );
    return await read(response);
  } catch (error) {
    return { status: 500, body: asFailure(error), noRetry: false, retryAfter: null, version: 2 };
  }
}

async function read(response: Response): Promise<Answer> {
  const text = await response.text();
  return {
    status: response.status,
    body: text ? (JSON.parse(text) as Json) : null,
    noRetry: response.headers.get("x-inngest-no-retry") === "true",
    retryAfter: response.headers.get("retry-after"),
    version: Number(response.headers.get("x-inngest-req-version") ?? 2),
  };
}

/**
 * Until this has happened the step has not, so an answer waits for the database as long as the process lives. One that
 * cannot be stored for another reason is tried some times, then it is the run's failure.
 */
async function commit(world: World, fn: Fn, call: Call, answer: Answer): Promise<Outcome> {
  for (let attempt = 0; ; attempt++) {
    try {
      const end = plainEnd(answer);
      if (end && (await completeAtOnce(world, call.run_id, fenceOf(world, call), end.output))) return "done";
      return await world.sql.transaction((tx) => store(world, tx, fn, call, answer));
    } catch (error) {
      world.log("warn", `the answer of ${call.fn_id} (run ${call.run_id}) could not be stored, try ${attempt + 1}`, error);
      if (isConnectionLoss(error) ? world.draining : attempt >= MOST_STORES) {
        if (isConnectionLoss(error)) throw error;
        return world.sql.transaction((tx) => store(world, tx, fn, call, unstorable(error as Error)));
      }
      await new Promise((resolve) => setTimeout(resolve, Math.min(100 * 2 ** attempt, 1000)));
    }
  }
}

/** The function's result and nothing else: what it gave back, or the last step's report that it is through. */
function plainEnd({ status, body }: Answer): { output: Json } | undefined {
  const ops = status === 206 && Array.isArray(body) ? (body as Op[]) : [];
  const [op] = ops;
  const end = status === 200 ? { output: body } : op?.op === "RunComplete" && ops.length === 1 ? { output: op.data } : undefined;
  return end && !tooBig("the function", end.output) ? end : undefined;
}

async function store(world: World, tx: Tx, fn: Fn, call: Call, answer: Answer): Promise<Outcome> {
  const held = await holdCall(tx, call.run_id, fenceOf(world, call));
  if (!held) return "done";
  if (held.run.status === "active") await apply({ ...held, world, tx, fn, call, answer });
  else await tx`delete from ie.job where id = ${call.id}`;
  // Another process may be waiting for the place this call had under a concurrency limit.
  if (held.run.ckeys) await tx`select pg_notify('ie', 'place')`;
  return answer.status === 200 && !held.run.parent_run ? "done" : "more";
}

/** The run ended while its call lay in the queue. */
async function discard(world: World, call: Call): Promise<Outcome> {
  await world.sql`delete from ie.job where id = ${call.id} and owner = ${world.owner} and token = ${call.token}`;
  return "done";
}

const givenUp = (): Answer => lastWord(`Its process ended in the middle of this step ${MOST_CLAIMS} times.`);
const unstorable = (error: Error): Answer => lastWord(`What the function answered could not be stored: ${error.message}`);
const lastWord = (message: string): Answer => ({
  status: 400,
  body: { name: "Error", message },
  noRetry: true,
  retryAfter: null,
  version: 2,
});

/** The queue item's name for the SDK: it comes back with every checkpoint and proves the call is still ours. */
const itemOf = (world: World, call: Call) => `${call.id}.${world.owner}.${call.token}`;
const fenceOf = (world: World, call: Call): Fence => ({ id: call.id, owner: world.owner, token: call.token });
