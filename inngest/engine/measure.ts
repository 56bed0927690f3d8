import { MOST_DUE, MOST_PENDING } from "./limits";
import type { Sql } from "./types";

/** How much waits and for how long. */
export type QueueState = {
  pendingEvents: number;
  oldestEventSeconds: number;
  dueCalls: number;
  oldestCallSeconds: number;
  runningCalls: number;
  retryingCalls: number;
  timers: number;
  lateTimerSeconds: number;
  waits: number;
  setAside: number;
  /** So much waits that no more is taken on until it is less. */
  holdsBack: boolean;
};

/** Counting stops here: that it is this much says enough. */
const ENOUGH = 100_000;

export async function measureQueue(sql: Sql): Promise<QueueState> {
  const [state] = await sql<Omit<QueueState, "holdsBack">[]>`
    with event as (
        select count(*)::int as n, extract(epoch from ie.clock() - min(at))::float8 as age
        from (select received_at as at from ie.event where pending order by seq limit ${ENOUGH}) as x),
      call as (
        select count(*)::int as n, extract(epoch from ie.clock() - min(run_at))::float8 as age
        from (select run_at from ie.job where kind = 'call' and owner is null and sort_at <= ie.clock() + interval '10 minutes'
          and run_at <= ie.clock() limit ${ENOUGH}) as x),
      timer as (
        select count(*)::int as n, extract(epoch from ie.clock() - min(run_at))::float8 as age
        from (select run_at from ie.job where kind <> 'call' order by run_at limit ${ENOUGH}) as x)
    select event.n as "pendingEvents", greatest(0, event.age) as "oldestEventSeconds", call.n as "dueCalls",
      greatest(0, call.age) as "oldestCallSeconds", timer.n as timers, greatest(0, timer.age) as "lateTimerSeconds",
      (select count(*)::int from ie.job where owner is not null) as "runningCalls",
      (select count(*)::int from (
        select 1 from ie.job where owner is null and run_at > ie.clock() and kind = 'call' and attempt > 0 limit ${ENOUGH}) as x) as "retryingCalls",
      (select count(*)::int from (select 1 from ie.wait limit ${ENOUGH}) as x) as waits,
      (select count(*)::int from (select 1 from ie.event where not pending and failure is not null limit ${ENOUGH}) as x) as "setAside"
    from event, call, timer`;
  return { ...state!, holdsBack: state!.pendingEvents >= MOST_PENDING || state!.dueCalls >= MOST_DUE };
}

/**
 * How long the first thing has been due that somebody should have done by now. Not asked are calls below a concurrency
 * limit, which wait for their turn by design, and what belongs to a function that is not among `fns`.
 */
export async function oldestDue(sql: Sql, fns: string[]): Promise<number> {
  const [row] = await sql<{ age: number | null }[]>`
    select extract(epoch from ie.clock() - least(
      (select greatest(received_at, next_at) from ie.event where pending order by seq limit 1),
      (select run_at from ie.job where owner is null and kind = 'call' and ckeys is null and fn_id = any(${fns})
        and run_at <= ie.clock() order by run_at limit 1),
      (select run_at from ie.job where kind <> 'call' and (run_id is not null or fn_id = any(${fns}))
        and run_at <= ie.clock() order by run_at limit 1)))::float8 as age`;
  return Math.max(0, row?.age ?? 0);
}

export type Figure = { name: string; help: string; values: { labels: Record<string, string>; value: number }[] };

/** The same for Prometheus, with what ended in the last hour by function. */
export async function readFigures(sql: Sql): Promise<Figure[]> {
  const state = await measureQueue(sql);
  const ended = await sql<{ fn: string; status: string; n: number }[]>`
    select fn_id as fn, status, count(*)::int as n
    from (select fn_id, status from ie.run where ended_at > ie.clock() - interval '1 hour' order by ended_at desc limit ${ENOUGH}) as x
    group by fn_id, status order by fn_id, status limit 1000`;
  const plain = (name: string, help: string, value: number): Figure => ({ name: `engine_${name}`, help, values: [{ labels: {}, value }] });
  return [
    plain("pending_events", "Events that have not been dispatched yet.", state.pendingEvents),
    plain("oldest_event_seconds", "Age of the oldest of them.", state.oldestEventSeconds),
    plain("due_calls", "Calls that are due and not yet taken.", state.dueCalls),
    plain("oldest_call_seconds", "How long the first of them has been due.", state.oldestCallSeconds),
    plain("running_calls", "Calls in the hands of some process.", state.runningCalls),
    plain("retrying_calls", "Calls that failed and wait for their next try.", state.retryingCalls),
    plain("timers", "Sleeps, waits and other timers.", state.timers),
    plain("late_timer_seconds", "How late the first timer is.", state.lateTimerSeconds),
    plain("waits", "Runs that wait for an event or a signal.", state.waits),
    plain("holds_back", "1 while so much waits that no more is taken on.", state.holdsBack ? 1 : 0),
    plain("events_set_aside", "Events that could not be dispatched.", state.setAside),
    {
      name: "engine_runs_ended_last_hour",
      help: "Runs that ended within the last hour.",
      values: ended.map(({ fn, status, n }) => ({ labels: { function: fn, status }, value: n })),
    },
  ];
}
