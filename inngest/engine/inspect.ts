import type { EventBody, Failure, JobKind, Json, RunStatus, Sql, Trigger } from "./types";

/** What people see of the engine. Every list has a limit and an index; nothing here needs a running engine. */

const MOST = 200;
const WINDOW = 20_000;

export type FunctionView = {
  id: string;
  name: string;
  triggers: Trigger[];
  seenAt: Date;
  /** False when no process has run it for some minutes: what sleeps of it will not be woken. */
  served: boolean;
  active: number;
  /** Ended within the last hour. */
  lastHour: number;
  /** Of the last day, or of the last twenty thousand runs that ended. */
  completed: number;
  failed: number;
  cancelled: number;
  p50Ms: number | null;
  p95Ms: number | null;
  lastEndedAt: Date | null;
};

export async function listFunctions(sql: Sql): Promise<FunctionView[]> {
  return sql<FunctionView[]>`
    with ended as (
      select fn_id, status, ended_at, extract(epoch from ended_at - created_at) * 1000 as ms from ie.run
      where ended_at > ie.clock() - interval '1 day' order by ended_at desc limit ${WINDOW}),
    tally as (
      select fn_id, count(*) filter (where status = 'completed')::int as completed, count(*) filter (where status = 'failed')::int as failed,
        count(*) filter (where status = 'cancelled')::int as cancelled, max(ended_at) as last,
        count(*) filter (where ended_at > ie.clock() - interval '1 hour')::int as recent,
        percentile_cont(0.5) within group (order by ms) as p50, percentile_cont(0.95) within group (order by ms) as p95
      from ended group by fn_id),
    going as (
      select fn_id, count(*)::int as n from (select fn_id from ie.run where status = 'active' limit ${WINDOW}) as a group by fn_id)
    select f.id, f.name, f.triggers, f.seen_at as "seenAt", f.seen_at > ie.clock() - interval '5 minutes' as served,
      coalesce(t.recent, 0) as "lastHour", coalesce(g.n, 0) as active, coalesce(t.completed, 0) as completed,
      coalesce(t.failed, 0) as failed, coalesce(t.cancelled, 0) as cancelled, t.p50 as "p50Ms", t.p95 as "p95Ms", t.last as "lastEndedAt"
    from ie.function f left join tally t on t.fn_id = f.id left join going g on g.fn_id = f.id order by f.id limit ${MOST}`;
}

export type RunView = {
  id: string;
  fn: string;
  status: RunStatus;
  event: string;
  createdAt: Date;
  endedAt: Date | null;
  error: string | null;
};
export type RunLine = RunView & { cursor: string };
export type RunQuery = { fn?: string; status?: RunStatus; limit?: number; before?: string };

/** Newest first. The cursor of the last of a page is the `before` of the next. */
export async function listRuns(sql: Sql, { fn, status, limit = 50, before }: RunQuery = {}): Promise<RunLine[]> {
  const from = readCursor(before);
  return sql<RunLine[]>`
    select id, fn_id as fn, status, events -> 0 ->> 'name' as event, created_at as "createdAt", ended_at as "endedAt",
      left(error ->> 'message', 500) as error, created_at::text || '|' || id as cursor
    from ie.run
    where (${fn ?? null}::text is null or fn_id = ${fn ?? null}) and (${status ?? null}::text is null or status = ${status ?? null})
      and (${from?.id ?? null}::text is null or (created_at, id) < (${from?.at ?? null}::text::timestamptz, ${from?.id ?? null}))
    order by created_at desc, id desc limit ${page(limit)}`;
}

export const findRunFunction = async (sql: Sql, id: string): Promise<string | undefined> =>
  (await sql<{ fn: string }[]>`select fn_id as fn from ie.run where id = ${id}`)[0]?.fn;

export const findEventName = async (sql: Sql, id: string): Promise<string | undefined> =>
  (await sql<{ name: string }[]>`select name from ie.event where id = ${id}`)[0]?.name;

export type StepView = {
  id: string;
  name: string | null;
  op: string;
  attempt: number;
  beganAt: Date | null;
  endedAt: Date | null;
  output: Json;
  error: Failure | null;
  /** When it goes on by itself: the end of a sleep, a time-out, the next try. */
  dueAt: Date | null;
};
export type RunDetail = RunView & {
  events: EventBody[];
  output: Json;
  failure: Failure | null;
  steps: StepView[];
  /** The next call of the function, and why the last one failed. */
  next: { dueAt: Date; attempt: number; failure: string | null; running: boolean } | null;
};

export async function readRun(sql: Sql, id: string): Promise<RunDetail | undefined> {
  const [run] = await sql<Omit<RunDetail, "steps" | "next">[]>`
    select id, fn_id as fn, status, events -> 0 ->> 'name' as event, created_at as "createdAt", ended_at as "endedAt",
      error ->> 'message' as error, events, output, error as failure
    from ie.run where id = ${id}`;
  if (!run) return undefined;
  const steps = await sql<StepView[]>`
    select s.id, s.name, s.op, coalesce(c.attempt, s.attempt) as attempt, s.began_at as "beganAt", s.ended_at as "endedAt",
      case when s.memo ->> 'type' = 'data' then s.memo -> 'data' end as output,
      case when s.memo ->> 'type' = 'error' then s.memo -> 'error' end as error, c.run_at as "dueAt"
    from ie.step s left join lateral (
      select run_at, attempt from ie.job j where j.run_id = s.run_id and j.step_id = s.id order by run_at limit 1) as c on s.done is null
    where s.run_id = ${id} order by s.grp, s.done nulls last, s.id limit 1000`;
  const [next] = await sql<NonNullable<RunDetail["next"]>[]>`
    select run_at as "dueAt", attempt, failure, owner is not null as running from ie.job
    where run_id = ${id} and kind = 'call' order by run_at limit 1`;
  return { ...run, steps, next: next ?? null };
}

export type TimerView = {
  id: string;
  kind: JobKind;
  fn: string;
  run: string | null;
  step: string | null;
  dueAt: Date;
  failure: string | null;
  cursor: string;
};

/** What waits for its time: sleeps, waits for an event, retries, debounces and batches. Soonest first. */
export async function listTimers(sql: Sql, { limit = 50, after }: { limit?: number; after?: string } = {}): Promise<TimerView[]> {
  const from = readCursor(after);
  return sql<TimerView[]>`
    select j.id::text, j.kind, j.fn_id as fn, j.run_id as run, s.name as step, j.run_at as "dueAt", j.failure,
      j.run_at::text || '|' || j.id as cursor
    from (
      select * from ie.job
      where owner is null and run_at > ie.clock()
        and (run_at, id) > (coalesce(${from?.at ?? null}::text::timestamptz, '-infinity'), coalesce(${from?.id ?? null}::text::bigint, 0))
      order by run_at, id limit ${page(limit)}) as j
    left join ie.step s on s.run_id = j.run_id and s.id = j.step_id order by j.run_at, j.id`;
}

export type SetAside = { id: string; name: string; receivedAt: Date; tries: number; failure: string };

/** Events that broke the dispatcher again and again. */
export async function listSetAside(sql: Sql, limit = 50): Promise<SetAside[]> {
  return sql<SetAside[]>`
    select id, name, received_at as "receivedAt", tries, failure from ie.event
    where not pending and failure is not null order by seq desc limit ${page(limit)}`;
}

/** "<time as Postgres writes it>|<id>": a Date has milliseconds and would pass over rows. Anything else is the first page. */
function readCursor(cursor: string | undefined): { at: string; id: string } | undefined {
  const [, at, id] = /^(\d{4}-\d\d-\d\d [\d:.]+[+-][\d:]+)\|([\w-]+)$/.exec(cursor ?? "") ?? [];
  return at && id ? { at, id } : undefined;
}

const page = (limit: number) => Math.max(1, Math.min(MOST, Math.trunc(limit)));
