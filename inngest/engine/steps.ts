import { newId } from "../../lib/ids";
import { type Due, dueOf, retryDelay } from "./durations";
import { MOST_STEPS, tooBig, tooMany } from "./limits";
import { enqueueDiscovery, enqueueStep, putBack, setTimer } from "./queue";
import { endRun, type Fence, type Held, holdCall, startRun } from "./runs";
import { asErrorMemo, asFailure, asMemo, type Call, type Fn, type Json, type Memo, type Op, type Run, type Tx, type World } from "./types";
import { resume, waitForEvent, waitForSignal } from "./waits";

/** What the SDK answered to one call. */
export type Answer = { status: number; body: Json; noRetry: boolean; retryAfter: string | null; version: number };

type Turn = Held & { world: World; tx: Tx; fn: Fn; call: Call; answer: Answer };

/** Writes down one answer. The caller holds the run's lock and has seen that the call is still ours. */
export async function apply(turn: Turn): Promise<void> {
  const { world, tx, run, answer } = turn;
  if (answer.status === 206) return applyOps(turn, answer.body as Op[]);
  if (answer.status === 200) {
    const excess = tooBig("the function", answer.body);
    return excess ? endRun(world, tx, run, "failed", excess) : endRun(world, tx, run, "completed", answer.body);
  }
  if (answer.noRetry || turn.attempt + 1 >= turn.fn.maxAttempts) return endRun(world, tx, run, "failed", answer.body);
  await retry(turn, answer.body);
}

async function applyOps(turn: Turn, ops: Op[]): Promise<void> {
  const { world, tx, run, fn, call, answer, group } = turn;
  const finished = ops.find((op) => op.op === "RunComplete");
  const odd = ops.find((op) => !KNOWN.has(op.op));
  if (odd) return endRun(world, tx, run, "failed", unsupported(odd));
  const excess =
    tooMany(turn.steps + ops.length) ?? ops.map((op) => tooBig(`the step "${op.displayName ?? op.id}"`, op.data)).find(Boolean);
  if (excess) return endRun(world, tx, run, "failed", excess);

  const lastTry = answer.noRetry || turn.attempt + 1 >= fn.maxAttempts;
  const failing = ops.find((op) => op.op === "StepError" && !lastTry);
  let opened = 0;
  let look = ops.some((op) => op.op === "DiscoveryRequest");
  const done: { grp: string; eager: boolean }[] = [];
  for (const op of ops) {
    if (op.op === "StepNotFound") look = (await forget(tx, run.id, op.id)) || look;
    else if (op.op === "StepRun") done.push(...(await complete(tx, run.id, op.id, asMemo(op.data), { op, group, attempt: turn.attempt })));
    else if (op.op === "StepFailed" || (op.op === "StepError" && op !== failing)) {
      done.push(...(await complete(tx, run.id, op.id, asErrorMemo(op.error), { op, group, attempt: turn.attempt })));
    } else if (OPENING.has(op.op)) opened += await open(turn, op, group);
  }
  if (finished) return endRun(world, tx, run, "completed", finished.data);
  if (failing) return retry(turn, failing.error);

  await tx`delete from ie.job where id = ${call.id}`;
  look ||= (call.step_id === null && turn.again) || (answer.version < 2 && done.length > 0);
  look ||= await anyGroupEnded(tx, run.id, done);
  if (look) await enqueueDiscovery(tx, run);
  else if (opened === 0 && done.length === 0 && !(await hasOpenSteps(tx, run.id))) {
    await endRun(world, tx, run, "failed", {
      name: "Error",
      message: "The function stopped without a result and without a step to wait for.",
    });
  }
}

/** The function no longer has a step that was planned: it is asked again what there is to do. */
async function forget(tx: Tx, runId: string, stepId: string): Promise<boolean> {
  await tx`delete from ie.step where run_id = ${runId} and id = ${stepId} and done is null`;
  return true;
}

/** Steps the SDK ran on its own within one call, written down while it goes on. */
export async function checkpoint(world: World, tx: Tx, { run, group, steps }: Held, ops: Op[]): Promise<boolean> {
  const excess = tooMany(steps + ops.length) ?? ops.map((op) => tooBig(`the step "${op.displayName ?? op.id}"`, op.data)).find(Boolean);
  if (excess) await endRun(world, tx, run, "failed", excess);
  else for (const op of ops) await complete(tx, run.id, op.id, asMemo(op.data), { op, group, attempt: 0 });
  return !excess;
}

/** The same for a single step, in one piece; false when the call is no longer ours or a limit is near, and the long way decides. */
export async function checkpointAtOnce(world: World, runId: string, call: Fence, op: Op): Promise<boolean> {
  if (tooBig(op.id, op.data)) return false;
  return world.sql.atOnce(async (tx) => {
    const locked = holdCall(tx, runId, call);
    const said = tx<{ held: boolean }[]>`
      with held as (
          select r.id from ie.run r join ie.job j on j.run_id = r.id
          where r.id = ${runId} and r.status = 'active' and j.id = ${call.id} and j.owner = ${call.owner} and j.token = ${call.token}
            and (select count(*) from ie.step where run_id = r.id) < ${MOST_STEPS}),
        stored as (
          insert into ie.step (run_id, id, name, op, grp, done, memo, began_at, ended_at)
          select id, ${op.id}, ${op.displayName ?? op.name ?? null}::text, ${op.op}, nextval('ie.completion'), nextval('ie.completion'),
            ${tx.json(asMemo(op.data) as never)}::json, ie.clock() - ${lasted(op)}::float8 * interval '1 millisecond', ie.clock()
          from held
          on conflict (run_id, id) do update set done = excluded.done, memo = excluded.memo, began_at = excluded.began_at,
            ended_at = excluded.ended_at where ie.step.done is null)
      select exists (select 1 from held) as held`;
    const [, [row]] = await Promise.all([locked, said]);
    return row!.held;
  });
}

/** Gives a waiting step its answer and lets the function look, when its group is through. */
export async function settleStep(tx: Tx, run: Run, stepId: string, memo: Memo): Promise<void> {
  const done = await complete(tx, run.id, stepId, memo);
  if (await anyGroupEnded(tx, run.id, done)) await enqueueDiscovery(tx, run);
}

/** Memoizes a step, once: the first answer stands. */
async function complete(
  tx: Tx,
  runId: string,
  stepId: string,
  memo: Memo,
  fresh?: { op: Op; group: string; attempt: number },
): Promise<{ grp: string; eager: boolean }[]> {
  const json = tx.json(memo as never);
  if (!fresh) {
    return tx<{ grp: string; eager: boolean }[]>`
      update ie.step set done = nextval('ie.completion'), memo = ${json}, ended_at = ie.clock() where run_id = ${runId} and id = ${stepId} and done is null
      returning grp::text, eager`;
  }
  return tx<{ grp: string; eager: boolean }[]>`
    insert into ie.step (run_id, id, name, op, grp, done, memo, attempt, began_at, ended_at)
    values (${runId}, ${stepId}, ${fresh.op.displayName ?? fresh.op.name ?? null}, ${fresh.op.op}, ${fresh.group}, nextval('ie.completion'),
      ${json}, ${fresh.attempt}, ie.clock() - ${lasted(fresh.op)}::float8 * interval '1 millisecond', ie.clock())
    on conflict (run_id, id) do update set done = excluded.done, memo = excluded.memo, attempt = excluded.attempt,
      began_at = excluded.began_at, ended_at = excluded.ended_at where ie.step.done is null
    returning grp::text, eager`;
}

/** Milliseconds the step took, as the SDK measured it (in nanoseconds). */
const lasted = (op: Op) => (op.timing?.b ?? 0) / 1e6;

const KNOWN = new Set([
  "StepRun",
  "StepError",
  "StepFailed",
  "RunComplete",
  "DiscoveryRequest",
  "StepNotFound",
  "StepPlanned",
  "Sleep",
  "WaitForEvent",
  "WaitForSignal",
  "InvokeFunction",
]);
const OPENING = new Set(["StepPlanned", "Sleep", "WaitForEvent", "WaitForSignal", "InvokeFunction"]);

/** Begins a step that is answered later. One the SDK reports again while it is open is left alone. */
async function open(turn: Turn, op: Op, group: string): Promise<number> {
  const { tx, run } = turn;
  const eager = op.opts?.parallelMode === "race" || turn.answer.version < 2;
  const rows = await tx`
    insert into ie.step (run_id, id, name, op, grp, eager, began_at)
    values (${run.id}, ${op.id}, ${op.displayName ?? op.name ?? null}, ${op.op}, ${group}, ${eager}, ie.clock())
    on conflict do nothing returning 1`;
  if (rows.length === 0) return 0;
  if (op.op === "StepPlanned") await enqueueStep(tx, run, op.id);
  else if (op.op === "Sleep")
    await setTimer(tx, { kind: "sleep", fn_id: run.fn_id, run_id: run.id, step_id: op.id, due: dueOf(op.name ?? "") });
  else if (op.op === "WaitForEvent") await openWait(turn, op);
  else if (op.op === "WaitForSignal") await openSignal(turn, op);
  else await openInvoke(turn, op);
  return 1;
}

async function openWait({ tx, run }: Turn, op: Op): Promise<void> {
  const due = dueOf(String(op.opts?.timeout ?? ""));
  await waitForEvent(tx, { run, name: op.name ?? "", expr: op.opts?.if as string | undefined, due }, op.id);
  await expire(tx, run, op, due, asMemo(null), true);
}

async function openSignal({ tx, run }: Turn, op: Op): Promise<unknown> {
  const name = String(op.opts?.signal ?? op.name ?? "");
  const got = await waitForSignal(tx, run, op.id, name, op.opts?.conflict === "replace");
  if (got) return expire(tx, run, op, dueOf(String(op.opts?.timeout ?? "")), asMemo(null), true);
  await resume(
    tx,
    run.fn_id,
    run.id,
    op.id,
    asErrorMemo({ name: "Error", message: `Another run is already waiting for the signal "${name}".` }),
  );
}

async function openInvoke({ world, tx, run }: Turn, op: Op): Promise<unknown> {
  const id = String(op.opts?.function_id ?? "");
  const fn = world.fns.get(id);
  if (!fn) return resume(tx, run.fn_id, run.id, op.id, asErrorMemo({ name: "Error", message: `could not find function with ID: ${id}` }));
  const payload = (op.opts?.payload ?? {}) as { data?: Record<string, Json> };
  const event = { id: newId(), name: "inngest/function.invoked", data: payload.data ?? {}, ts: Date.now() };
  await startRun(tx, fn, { events: [event], idem: `invoke:${run.id}:${op.id}`, parent: { run: run.id, step: op.id } });
  if (!op.opts?.timeout) return;
  const late = { name: "InngestInvokeTimeoutError", message: "Timed out waiting for invoked function to complete" };
  await expire(tx, run, op, dueOf(String(op.opts.timeout)), asErrorMemo(late), false);
}

const expire = (tx: Tx, run: Run, op: Op, due: Due, memo: Memo, waits: boolean) =>
  setTimer(tx, { kind: "expire", fn_id: run.fn_id, run_id: run.id, step_id: op.id, due, payload: { memo, waits } });

/** The same call again, later. */
async function retry({ world, tx, call, attempt, answer }: Turn, error: Json): Promise<void> {
  await putBack(tx, world.owner, call, {
    attempt: attempt + 1,
    delayMs: retryDelay(attempt, answer.retryAfter),
    failure: asFailure(error).message,
  });
}

/** Steps reported together form a group; the function looks again when the whole group is answered, or at each step of a race. */
async function anyGroupEnded(tx: Tx, runId: string, done: { grp: string; eager: boolean }[]): Promise<boolean> {
  if (done.some((step) => step.eager)) return true;
  const groups = [...new Set(done.map((step) => step.grp))];
  if (groups.length === 0) return false;
  const open = await tx<{ grp: string }[]>`
    select distinct grp::text from ie.step where run_id = ${runId} and grp = any(${groups}::bigint[]) and done is null`;
  return open.length < groups.length;
}

async function hasOpenSteps(tx: Tx, runId: string): Promise<boolean> {
  const rows = await tx`select 1 from ie.step where run_id = ${runId} and done is null limit 1`;
  return rows.length > 0;
}

const unsupported = (op: Op) => ({
  name: "Error",
  message: `The embedded engine does not support the operation ${op.op} (step "${op.displayName ?? op.name ?? op.id}").`,
});
