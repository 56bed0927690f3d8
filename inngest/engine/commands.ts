import type { RunStatus, Sql } from "./types";

/**
 * What people ask of the engine. Each writes down the wish, and the process that takes it up decides again from the
 * facts: it may be asked for in any process, also in one without an engine. The answer says what became of asking:
 * it was written down, somebody had asked before, or it makes no sense any more.
 */
export type Wish = "written" | "standing" | "senseless";

/** The run ends where it stands. A step that is being run is not interrupted, but what it answers is thrown away. */
export const cancelRun = (sql: Sql, runId: string) => ask(sql, "cancel", runId, ["active"]);

/** A failed run goes on where it failed: what it had done stays done. One that waits for its next try is tried at once. */
export async function retryRun(sql: Sql, runId: string): Promise<Wish> {
  const hurried = await sql`
    with hurried as (
      update ie.job set run_at = ie.clock(), sort_at = ie.clock()
      where run_id = ${runId} and kind = 'call' and owner is null and attempt > 0 and run_at > ie.clock() returning 1)
    select pg_notify('ie', 'hurried') from hurried limit 1`;
  return hurried.length > 0 ? "written" : ask(sql, "retry", runId, ["failed"]);
}

/** A new run of the same function with the same events, from the start. */
export const replayRun = (sql: Sql, runId: string) => ask(sql, "replay", runId, ["completed", "failed", "cancelled"]);

/** An event that was set aside is tried again, after the reason is gone. */
export async function releaseEvent(sql: Sql, eventId: string): Promise<Wish> {
  const rows = await sql`
    with released as (
      update ie.event set pending = true, tries = 0, failure = null, next_at = ie.clock()
      where id = ${eventId} and not pending and failure is not null returning 1)
    select pg_notify('ie', 'event') from released`;
  return rows.length > 0 ? "written" : "senseless";
}

/** Asking twice before it is done is asking once: with the run locked, nobody takes a wish up between two who ask. */
async function ask(sql: Sql, kind: "cancel" | "retry" | "replay", runId: string, from: RunStatus[]): Promise<Wish> {
  const [answer] = await sql<{ written: boolean }[]>`
    with run as (select id, fn_id from ie.run where id = ${runId} and status = any(${from}) for no key update),
      asked as (
        insert into ie.job (kind, key, fn_id, run_id, run_at, sort_at)
        select ${kind}, ${`${kind}:${runId}`}, fn_id, id, ie.clock(), ie.clock() from run on conflict (key) do nothing returning 1)
    select exists (select 1 from asked) as written, pg_notify('ie', ${kind}) from run`;
  if (!answer) return "senseless";
  return answer.written ? "written" : "standing";
}
