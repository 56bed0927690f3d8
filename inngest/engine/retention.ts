import { RETENTION_TURN, TURN_LOCK } from "./queue";
import type { World } from "./types";

const BATCH = 500;
/** What was set aside waits for somebody to look at it. */
const SET_ASIDE_DAYS = 90;
const DAY_MS = 86_400_000;

/** Removes ended runs and dispatched events after `days`. An event id is remembered, and its repeat dropped, for as long. */
export async function sweepHistory(world: World, days: number): Promise<void> {
  for (;;) {
    const removed = await world.sql.transaction(async (tx) => {
      const [turn] = await tx<{ mine: boolean }[]>`select pg_try_advisory_xact_lock(${TURN_LOCK}, ${RETENTION_TURN}) as mine`;
      if (!turn?.mine) return 0;
      const runs = await tx`
        delete from ie.run where id in (
          select id from ie.run where ended_at < ie.clock() - ${days} * interval '1 day' limit ${BATCH}) returning 1`;
      const events = await tx`
        delete from ie.event where id in (
          select id from ie.event where not pending and received_at < ie.clock() - ${days} * interval '1 day'
            and (failure is null or received_at < ie.clock() - ${SET_ASIDE_DAYS} * interval '1 day') limit ${BATCH}) returning 1`;
      const buckets = await tx`
        delete from ie.bucket where key in (select key from ie.bucket where tat < ie.ms() - ${DAY_MS}::float8 limit ${BATCH}) returning 1`;
      return Math.max(runs.length, events.length, buckets.length);
    });
    if (removed < BATCH) break;
  }
  await forgetPaths(world);
}

/** Paths of waits nobody has any more. A new wait writes its own again. */
async function forgetPaths(world: World): Promise<void> {
  await world.sql`
    delete from ie.wait_path p where not exists (select 1 from ie.wait w where w.name = p.name and w.path = p.path)`;
}
