import type { Due } from "./durations";
import { holds, liftEquality, lookupValue } from "./expressions";
import { momentOf, setTimer } from "./queue";
import { asMemo, type EventBody, type Json, type Memo, type Run, type Sql, type Tx, type World } from "./types";

type Waiting = { run: Pick<Run, "id" | "fn_id" | "events">; name: string; expr?: string; due?: Due };

/** A step waits for an event. */
export const waitForEvent = (tx: Tx, wait: Waiting, stepId: string) => addWait(tx, wait, "event", stepId);

/** A run is to be cancelled by an event. */
export const waitForCancel = (tx: Tx, wait: Waiting) => addWait(tx, wait, "cancel", null);

async function addWait(tx: Tx, { run, name, expr, due }: Waiting, kind: "event" | "cancel", stepId: string | null): Promise<void> {
  const trigger = run.events[0];
  const { at, after } = momentOf(due ?? { after: 0 });
  const lifted = liftEquality(expr, trigger);
  if (lifted) await tx`insert into ie.wait_path (name, path) values (${name}, ${lifted.path}) on conflict do nothing`;
  await tx`
    insert into ie.wait (run_id, step_id, kind, name, expr, path, value, trigger_id, expires_at)
    values (${run.id}, ${stepId}, ${kind}, ${name}, ${expr ?? null}, ${lifted?.path ?? null}, ${lifted?.value ?? null},
      ${trigger?.id ?? null}, case when ${due !== undefined} then coalesce(${at}::timestamptz, ie.clock() + ${after}::float8 * interval '1 millisecond') end)`;
}

type Match = {
  id: string;
  run_id: string;
  step_id: string | null;
  kind: "event" | "cancel";
  expr: string | null;
  fn_id: string;
  trigger: EventBody;
};

/**
 * Hands the event to whoever waits for it. Taking the wait away decides who was first; the run hears of it through a
 * job of its own, so that one event never holds the locks of many runs.
 */
export async function satisfyWaits(tx: Tx, event: EventBody): Promise<number> {
  const matches = (await candidates(tx, event)).filter((wait) => holds(wait.expr, { event: wait.trigger, async: event }));
  let taken = 0;
  for (const wait of matches) {
    const gone = await tx`delete from ie.wait where id = ${wait.id} returning 1`;
    if (gone.length === 0) continue;
    taken++;
    if (wait.kind === "event") await resume(tx, wait.fn_id, wait.run_id, wait.step_id!, asMemo(event));
    else await setTimer(tx, { kind: "cancel", fn_id: wait.fn_id, run_id: wait.run_id });
  }
  return taken;
}

async function candidates(tx: Tx, event: EventBody): Promise<Match[]> {
  const paths = await tx<{ path: string }[]>`select path from ie.wait_path where name = ${event.name}`;
  const lookups = paths.flatMap(({ path }) => {
    const value = lookupValue(event, path);
    return value === undefined ? [] : [{ path, value }];
  });
  return tx<Match[]>`
    select w.id::text, w.run_id, w.step_id, w.kind, w.expr, r.fn_id, r.events -> 0 as trigger
    from ie.wait w join ie.run r on r.id = w.run_id
    where w.id in (
        select id from ie.wait where name = ${event.name} and path is null
        union all
        select x.id from unnest(${lookups.map((l) => l.path)}::text[], ${lookups.map((l) => l.value)}::text[]) as l(path, value)
        join ie.wait x on x.name = ${event.name} and x.path = l.path and x.value = l.value)
      and w.kind <> 'signal' and w.trigger_id is distinct from ${event.id}
      and (w.expires_at is null or w.expires_at > ie.clock())
    order by w.id`;
}

/** Tells a run that a step of it has an answer. */
export const resume = (tx: Tx, fnId: string, runId: string, stepId: string, memo: Memo) =>
  setTimer(tx, { kind: "resume", fn_id: fnId, run_id: runId, step_id: stepId, payload: memo });

/** A step waits for a signal. A name has one waiter: a second either replaces the first or fails. */
export async function waitForSignal(tx: Tx, run: Run, stepId: string, name: string, replace: boolean): Promise<boolean> {
  if (replace) await tx`delete from ie.wait where kind = 'signal' and name = ${name}`;
  const rows = await tx`
    insert into ie.wait (run_id, step_id, kind, name) values (${run.id}, ${stepId}, 'signal', ${name})
    on conflict (name) where kind = 'signal' do nothing returning 1`;
  return rows.length > 0;
}

/** Answers the run that was waiting, or nothing when nobody waits. */
export async function sendSignal(world: World, signal: string, data: Json): Promise<string | undefined> {
  const runId = await world.sql.transaction(async (tx) => {
    const [wait] = await tx<{ run_id: string; step_id: string; fn_id: string }[]>`
      delete from ie.wait w using ie.run r where w.kind = 'signal' and w.name = ${signal} and r.id = w.run_id
      returning w.run_id, w.step_id, r.fn_id`;
    if (!wait) return undefined;
    await resume(tx, wait.fn_id, wait.run_id, wait.step_id, asMemo({ signal, data }));
    await tx`select pg_notify('ie', 'signal')`;
    return wait.run_id;
  });
  world.wake("timers");
  return runId;
}

/** Takes away what a step was waiting for; false when it had been satisfied already. */
export async function giveUpWait(sql: Sql, runId: string, stepId: string): Promise<boolean> {
  const rows = await sql`delete from ie.wait where run_id = ${runId} and step_id = ${stepId} returning 1`;
  return rows.length > 0;
}
