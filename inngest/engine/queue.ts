import type { Due } from "./durations";
import type { Call, JobKind, Json, Sql, Tx, World } from "./types";

/** First key of the two-part advisory locks: one number for presence, one for things only one process does at a time. */
export const PRESENCE_LOCK = 73_011;
export const TURN_LOCK = 73_012;
export const DISPATCH_TURN = 1;
export const CLAIM_TURN = 2;
export const RETENTION_TURN = 3;

/** Takes up to `limit` due calls for this process. Each gets a new token: whoever held it before can no longer commit. */
export async function claimUnlimited(world: World, limit: number): Promise<Call[]> {
  if (limit <= 0) return [];
  const limited = limitedFunctions(world);
  const calls = await world.sql<Call[]>`
    update ie.job set owner = ${world.owner}, token = token + 1 where id in (
      select id from ie.job
      where kind = 'call' and owner is null and (ckeys is null or not fn_id = any(${limited}))
        and sort_at <= ie.clock() + interval '10 minutes' and run_at <= ie.clock() and fn_id = any(${[...world.fns.keys()]})
      order by sort_at, id limit ${limit} for update skip locked)
    returning id::text, kind, key, fn_id, run_id, step_id, attempt, payload, token`;
  return inOrder(calls);
}

/**
 * Calls under a concurrency limit are claimed by one process at a time, so that counting what is in flight and taking
 * more cannot interleave. A key is written "<what is limited>|<limit>".
 */
export async function claimLimited(world: World, limit: number): Promise<Call[]> {
  const fns = limitedFunctions(world);
  if (fns.length === 0 || limit <= 0) return [];
  const [waiting] = await world.sql`
    select 1 from ie.job where kind = 'call' and owner is null and ckeys is not null
      and sort_at <= ie.clock() + interval '10 minutes' and run_at <= ie.clock() and fn_id = any(${fns}) limit 1`;
  if (!waiting) return [];
  return world.sql.transaction(async (tx) => {
    await tx`select pg_advisory_xact_lock(${TURN_LOCK}, ${CLAIM_TURN})`;
    const flying = await tx<{ key: string; n: number }[]>`
      select ckey as key, count(*)::int as n from ie.job, unnest(ckeys) as ckey where owner is not null group by ckey`;
    const count = new Map(flying.map((row) => [row.key, row.n]));
    const full = (key: string) => (count.get(key) ?? 0) >= Number(key.slice(key.lastIndexOf("|") + 1));
    const taken: string[] = [];
    for (;;) {
      const saturated = [...count.keys()].filter(full);
      // A bare `id` in an ORDER BY would be the text of the select list, in which ten comes before nine.
      const candidates = await tx<{ id: string; ckeys: string[] }[]>`
        select id::text, to_json(ckeys) as ckeys from ie.job
        where kind = 'call' and owner is null and ckeys is not null and not ckeys && ${saturated}::text[]
          and not id = any(${taken}::bigint[])
          and sort_at <= ie.clock() + interval '10 minutes' and run_at <= ie.clock() and fn_id = any(${fns})
        order by sort_at, job.id limit ${limit - taken.length} for update skip locked`;
      for (const { id, ckeys } of candidates) {
        for (const key of ckeys) if (!count.has(key)) count.set(key, 0);
        if (ckeys.some(full)) continue;
        for (const key of ckeys) count.set(key, count.get(key)! + 1);
        taken.push(id);
      }
      // Who was refused has a full key, and is not asked for again.
      if (candidates.length === 0 || taken.length >= limit) break;
    }
    if (taken.length === 0) return [];
    const calls = await tx<Call[]>`
      update ie.job set owner = ${world.owner}, token = token + 1 where id = any(${taken}::bigint[])
      returning id::text, kind, key, fn_id, run_id, step_id, attempt, payload, token`;
    return inOrder(calls);
  });
}

const inOrder = (calls: Iterable<Call>) => [...calls].sort((a, b) => Number(a.id) - Number(b.id));

const limitedFunctions = (world: World) => [...world.fns.values()].filter((fn) => fn.concurrency.length).map((fn) => fn.id);

/** Puts a call back for a later try. Also fenced. */
export async function putBack(
  tx: Tx,
  owner: number,
  call: Call,
  later: { attempt: number; delayMs: number; failure: string },
): Promise<void> {
  const { attempt, delayMs, failure } = later;
  await tx`
    update ie.job set owner = null, attempt = ${attempt}, failure = ${failure},
      run_at = ie.clock() + ${delayMs} * interval '1 millisecond', sort_at = ie.clock() + ${delayMs} * interval '1 millisecond'
    where id = ${call.id} and owner = ${owner} and token = ${call.token}`;
}

/** Asks for the function to be called again. One such call per run: a running one is told to look once more when it ends. */
export async function enqueueDiscovery(tx: Tx, run: { id: string; fn_id: string; ckeys: string[] | null; prio: number }): Promise<void> {
  await tx`
    insert into ie.job (kind, key, fn_id, run_id, run_at, sort_at, ckeys)
    values ('call', ${`d:${run.id}`}, ${run.fn_id}, ${run.id}, ie.clock(), ie.clock() - ${run.prio} * interval '1 second', ${run.ckeys})
    on conflict (key) do update set again = true`;
}

export async function enqueueStep(
  tx: Tx,
  run: { id: string; fn_id: string; ckeys: string[] | null; prio: number },
  stepId: string,
): Promise<void> {
  await tx`
    insert into ie.job (kind, key, fn_id, run_id, step_id, run_at, sort_at, ckeys)
    values ('call', ${`s:${run.id}:${stepId}`}, ${run.fn_id}, ${run.id}, ${stepId}, ie.clock(),
      ie.clock() - ${run.prio} * interval '1 second', ${run.ckeys})
    on conflict (key) do nothing`;
}

type Timer = { kind: JobKind; fn_id: string; run_id?: string | null; step_id?: string | null; key?: string; due?: Due; payload?: Json };

/** Something for the engine itself to do, at a time or at once. */
export async function setTimer(tx: Tx, timer: Timer): Promise<void> {
  const { at, after } = momentOf(timer.due ?? { after: 0 });
  await tx`
    insert into ie.job (kind, key, fn_id, run_id, step_id, run_at, sort_at, payload)
    select ${timer.kind}, ${timer.key ?? null}, ${timer.fn_id}, ${timer.run_id ?? null}, ${timer.step_id ?? null}, moment, moment,
      ${timer.payload === undefined ? null : tx.json(timer.payload as never)}::json
    from coalesce(${at}::timestamptz, ie.clock() + ${after}::float8 * interval '1 millisecond') as moment
    on conflict (key) do nothing`;
}

/** Both halves of "at this date, or so long from now", as a statement takes them. */
export const momentOf = (due: Due): { at: Date | null; after: number } =>
  "at" in due ? { at: due.at, after: 0 } : { at: null, after: due.after };

/**
 * Frees the calls of processes that are gone: their session held a lock, and a dead session holds nothing. Not in the
 * first `grace` seconds of a Postgres that was restarted, when nobody holds anything yet.
 */
export async function freeOrphans(world: World, grace: number): Promise<number> {
  const owners = await world.sql<{ owner: number }[]>`
    select distinct owner from ie.job where owner is not null and owner <> ${world.owner}
      and pg_postmaster_start_time() < ie.clock() - ${grace} * interval '1 second'`;
  let freed = 0;
  for (const { owner } of owners) {
    freed += await world.sql.transaction(async (tx) => {
      const [gone] = await tx<{ yes: boolean }[]>`select pg_try_advisory_xact_lock(${PRESENCE_LOCK}, ${owner}) as yes`;
      if (!gone?.yes) return 0;
      const rows = await tx`update ie.job set owner = null, token = token + 1 where owner = ${owner} returning 1`;
      return rows.length;
    });
  }
  if (freed) world.log("warn", `${freed} calls of a process that is gone are free again`);
  return freed;
}

/** Milliseconds until something becomes due, at most `max`. */
export async function untilNext(sql: Sql, max: number): Promise<number> {
  const [row] = await sql<{ ms: number | null }[]>`
    select (extract(epoch from min(run_at) - ie.clock()) * 1000)::float8 as ms from ie.job where owner is null and run_at > ie.clock()`;
  return Math.max(1, Math.min(max, Math.ceil(row?.ms ?? max)));
}
