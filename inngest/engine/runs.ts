import { createHash } from "node:crypto";
import { newId } from "../../lib/ids";
import { keyOf, numberOf } from "./expressions";
import { enqueueDiscovery, setTimer } from "./queue";
import { sendEvents } from "./send";
import { asErrorMemo, asFailure, asMemo, type EventBody, type Fn, type Json, type Run, type RunStatus, type Tx, type World } from "./types";
import { resume, waitForCancel } from "./waits";

type Beginning = {
  events: EventBody[];
  idem: string;
  at?: Date;
  after?: number;
  singleton?: string;
  parent?: { run: string; step: string };
};

const FINISHED = "inngest/function.finished";
const LIFECYCLE = [FINISHED, "inngest/function.failed", "inngest/function.cancelled"];

/** A new run and its first call, or nothing when this function has already seen the event. */
export async function startRun(tx: Tx, fn: Fn, { events, idem, at, after, singleton, parent }: Beginning): Promise<string | undefined> {
  const event = events[0]!;
  const id = newId();
  const prio = numberOf(fn.priority, { event }, -600, 600);
  const ckeys = concurrencyKeys(fn, event);
  const [first] = await tx<{ run_at: Date }[]>`
    with begun as (
      insert into ie.run (id, fn_id, idem, events, ckeys, prio, singleton, parent_run, parent_step, silent)
      values (${id}, ${fn.id}, ${idem}, ${tx.json(events as never)}, ${ckeys}, ${prio}, ${singleton ?? null}, ${parent?.run ?? null},
        ${parent?.step ?? null}, ${LIFECYCLE.includes(event.name)})
      on conflict (fn_id, idem) do nothing returning id)
    insert into ie.job (kind, key, fn_id, run_id, run_at, sort_at, ckeys)
    select 'call', ${`d:${id}`}, ${fn.id}, id, moment, moment - ${prio} * interval '1 second', ${ckeys}::text[]
    from begun, greatest(ie.clock() + ${after ?? 0}::float8 * interval '1 millisecond', ${at ?? new Date(0)}::timestamptz) as moment
    returning run_at`;
  if (!first) return undefined;
  await waitForCancels(tx, fn, { id, fn_id: fn.id, events });
  if (fn.timeouts.start !== undefined) {
    const at = new Date(first.run_at.getTime() + fn.timeouts.start);
    await setTimer(tx, { kind: "start-limit", fn_id: fn.id, run_id: id, due: { at } });
  }
  return id;
}

async function waitForCancels(tx: Tx, fn: Fn, run: Pick<Run, "id" | "fn_id" | "events">): Promise<void> {
  for (const rule of fn.cancel) {
    const due = rule.timeout === undefined ? undefined : { after: rule.timeout };
    await waitForCancel(tx, { run, name: rule.event, expr: rule.if, due });
  }
}

/** A failed run goes on: what it had done stays done, and what failed is tried anew. */
export async function reopenRun(tx: Tx, fn: Fn, run: Run): Promise<void> {
  if (run.status !== "failed") return;
  await tx`update ie.run set status = 'active', error = null, ended_at = null where id = ${run.id}`;
  await tx`delete from ie.step where run_id = ${run.id} and (done is null or memo ->> 'type' = 'error')`;
  await waitForCancels(tx, fn, run);
  await enqueueDiscovery(tx, run);
}

/** Every way a run can end. Its jobs and waits go, the one who invoked it hears of it, and the world is told. */
export async function endRun(world: World, tx: Tx, run: Run, status: Exclude<RunStatus, "active">, result: Json): Promise<void> {
  const output = status === "completed" ? (result ?? null) : null;
  const error = status === "completed" ? null : asFailure(result);
  const [ended] = await tx<{ awaited: boolean }[]>`
    with run as (
        update ie.run set status = ${status}, output = ${tx.json(output as never)}, error = ${error && tx.json(error as never)},
          started_at = coalesce(started_at, created_at), ended_at = ie.clock()
        where id = ${run.id}),
      jobs as (delete from ie.job where run_id = ${run.id}),
      waits as (delete from ie.wait where run_id = ${run.id})
    select exists (select 1 from ie.wait where name = ${FINISHED}) as awaited`;
  if (run.parent_run && run.parent_step) {
    await resume(tx, run.fn_id, run.parent_run, run.parent_step, status === "completed" ? asMemo(output) : asErrorMemo(error));
  }
  if (!run.silent) await announce(tx, run, status, output, error, ended!.awaited || startsSomething(world, FINISHED));
}

/** Every run finishes, and hardly anyone wants to know: that event is only written when it would start or wake something. */
async function announce(tx: Tx, run: Run, status: RunStatus, output: Json, error: Json, someoneListens: boolean): Promise<void> {
  const about = { function_id: run.fn_id, run_id: run.id, event: run.events[0], events: run.events, _inngest: { status } };
  const event = (name: string, more: object): EventBody => ({ id: newId(), name, data: { ...about, ...more }, ts: Date.now() });
  if (status === "cancelled") await sendEvents(tx, [event("inngest/function.cancelled", {})]);
  if (status === "failed") await sendEvents(tx, [event("inngest/function.failed", { error, result: null })]);
  if (status !== "cancelled" && someoneListens) {
    await sendEvents(tx, [event(FINISHED, { result: output, ...(error ? { error } : {}) })]);
  }
}

const startsSomething = (world: World, name: string): boolean =>
  [...world.fns.values()].some((fn) => fn.triggers.some((t) => "event" in t && nameMatches(t.event, name)));

export const nameMatches = (pattern: string, name: string): boolean =>
  pattern === name || (pattern.endsWith("*") && name.startsWith(pattern.slice(0, -1)));

/**
 * The run, locked. Whoever changes a run's steps or jobs holds this first. NO KEY UPDATE leaves room for the dispatcher,
 * whose new job refers to the run: with a full lock the two once waited for each other.
 */
export async function lockRun(tx: Tx, id: string): Promise<Run | undefined> {
  const [run] = await tx<Run[]>`
    select id, fn_id, status, events, to_json(ckeys) as ckeys, prio, parent_run, parent_step, silent, started_at from ie.run where id = ${id} for no key update`;
  return run;
}

/** Which job, in whose hands, for the how manieth time. */
export type Fence = { id: string; owner: number; token: number };

/** A call with the run it belongs to, both locked, what its answer needs to know besides, and a number for the steps it brings. */
export type Held = { run: Run; attempt: number; again: boolean; steps: number; group: string };

/**
 * The fence: answers only while the call is still its owner's, and keeps it so until the end of the transaction. Nothing
 * may be written about a run unless this answered. Lock order is run, then job, everywhere.
 */
export async function holdCall(tx: Tx, runId: string, call: Fence): Promise<Held | undefined> {
  const [row] = await tx<(Run & Omit<Held, "run">)[]>`
    with run as (
        select id, fn_id, status, events, to_json(ckeys) as ckeys, prio, parent_run, parent_step, silent, started_at
        from ie.run where id = ${runId} for no key update),
      call as (
        select attempt, again from ie.job
        where id = ${call.id} and owner = ${call.owner} and token = ${call.token} and exists (select 1 from run) for update)
    select run.*, call.attempt, call.again, (select count(*)::int from ie.step where run_id = ${runId}) as steps,
      nextval('ie.completion')::text as group
    from run, call`;
  if (!row) return undefined;
  const { attempt, again, steps, group, ...run } = row;
  return { run, attempt, again, steps, group };
}

/**
 * The plain end of a run that nobody waits for, in one piece: false when it is not that plain, or the call no longer
 * ours, and the long way decides.
 */
export async function completeAtOnce(world: World, runId: string, call: Fence, output: Json): Promise<boolean> {
  return world.sql.atOnce(async (tx) => {
    const locked = holdCall(tx, runId, call);
    const said = tx<{ ended: boolean }[]>`
      with held as (
          select r.id from ie.run r join ie.job j on j.run_id = r.id
          where r.id = ${runId} and r.status = 'active' and r.parent_run is null and r.ckeys is null
            and j.id = ${call.id} and j.owner = ${call.owner} and j.token = ${call.token}
            and (r.silent or not (${startsSomething(world, FINISHED)} or exists (select 1 from ie.wait where name = ${FINISHED})))),
        ended as (
          update ie.run set status = 'completed', output = ${tx.json((output ?? null) as never)}::json,
            started_at = coalesce(started_at, created_at), ended_at = ie.clock()
          where id in (select id from held) returning 1),
        jobs as (delete from ie.job where run_id in (select id from held)),
        waits as (delete from ie.wait where run_id in (select id from held))
      select exists (select 1 from ended) as ended`;
    const [, [row]] = await Promise.all([locked, said]);
    return row!.ended;
  });
}

/** "<what is limited>|<limit>", one per rule; null when nothing is. */
function concurrencyKeys(fn: Fn, event: EventBody): string[] | null {
  const keys = fn.concurrency
    .filter((rule) => rule.limit > 0)
    .map((rule) => {
      const where = rule.scope === "env" || rule.scope === "account" ? `${rule.scope}:${rule.key ?? ""}` : `fn:${fn.id}:${rule.key ?? ""}`;
      const what = createHash("sha256")
        .update(`${where}:${keyOf(rule.key, { event })}`)
        .digest("hex")
        .slice(0, 32);
      return `${what}|${rule.limit}`;
    });
  return keys.length ? keys : null;
}
