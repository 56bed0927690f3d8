import { holds } from "./expressions";
import { trigger } from "./flow";
import { isConnectionLoss } from "./lane";
import { DISPATCH_TURN, TURN_LOCK } from "./queue";
import type { EventBody, Fn, Tx, World } from "./types";
import { satisfyWaits } from "./waits";

const AT_ONCE = 50;
const MOST_TRIES = 8;

type Pending = { id: string; body: EventBody };

/**
 * Turns pending events into runs, resumes and cancellations. One process at a time and in the order they were sent:
 * otherwise the second of two fast events could win a wait. Returns how many were taken.
 */
export async function dispatch(world: World): Promise<number> {
  if (await isBehind(world)) return 0;
  try {
    return await world.sql.transaction(async (tx) => {
      const events = await myTurn(tx, AT_ONCE);
      for (const event of events) await dispatchOne(world, tx, event.body);
      await settle(tx, events);
      return events.length;
    });
  } catch (error) {
    if (isPassing(error)) throw error;
    world.log("warn", "a batch of events could not be dispatched; each is tried alone", error);
    return dispatchAlone(world);
  }
}

/**
 * Whether more runs wait for their turn than it makes sense to add to. Timers and answers still go on, so what waits is
 * worked off; calls of functions that no process here runs do not count, or they would stop all others for ever.
 */
async function isBehind(world: World): Promise<boolean> {
  if (Date.now() - world.backlog.at < 1000) return world.backlog.full;
  const rows = await world.sql`
    select 1 from ie.job where kind = 'call' and owner is null and sort_at <= ie.clock() + interval '10 minutes' and run_at <= ie.clock()
      and fn_id = any(${[...world.fns.keys()]}) offset ${world.mostDue} limit 1`;
  world.backlog = { at: Date.now(), full: rows.length > 0 };
  if (world.backlog.full) world.log("warn", `more than ${world.mostDue} calls are due; events wait until there are fewer`);
  return world.backlog.full;
}

/** Finds the event that breaks its batch, and sets it aside after some tries so that the others go on. */
async function dispatchAlone(world: World): Promise<number> {
  let done = 0;
  for (let i = 0; i < AT_ONCE; i++) {
    let current: Pending | undefined;
    try {
      const found = await world.sql.transaction(async (tx) => {
        [current] = await myTurn(tx, 1);
        if (!current) return false;
        await dispatchOne(world, tx, current.body);
        await settle(tx, [current]);
        return true;
      });
      if (!found) return done;
      done++;
    } catch (error) {
      if (!current || isPassing(error)) throw error;
      await postpone(world, current, error as Error);
    }
  }
  return done;
}

/** Nothing is wrong with the event: the connection broke, or two transactions stood in each other's way. */
const isPassing = (error: unknown) => isConnectionLoss(error) || ["40P01", "40001"].includes(String((error as { code?: unknown }).code));

async function myTurn(tx: Tx, limit: number): Promise<Pending[]> {
  const [turn] = await tx<{ mine: boolean }[]>`select pg_try_advisory_xact_lock(${TURN_LOCK}, ${DISPATCH_TURN}) as mine`;
  if (!turn?.mine) return [];
  return tx<Pending[]>`select id, body from ie.event where pending and next_at <= ie.clock() order by seq limit ${limit}`;
}

async function settle(tx: Tx, events: Pending[]): Promise<void> {
  if (events.length === 0) return;
  await tx`update ie.event set pending = false where id = any(${events.map((e) => e.id)})`;
  await tx`select pg_notify('ie', 'runs')`;
}

async function postpone(world: World, event: Pending, error: Error): Promise<void> {
  const [row] = await world.sql<{ pending: boolean }[]>`
    update ie.event set tries = tries + 1, pending = tries + 1 < ${MOST_TRIES}, failure = ${String(error.message)},
      next_at = ie.clock() + (tries + 1) * interval '2 seconds'
    where id = ${event.id} returning pending`;
  world.log(
    "error",
    row?.pending ? `event ${event.id} could not be dispatched, it is tried again` : `event ${event.id} is set aside`,
    error,
  );
}

async function dispatchOne(world: World, tx: Tx, event: EventBody): Promise<void> {
  for (const fn of listeners(world.fns, event)) await trigger(tx, fn, event, event.id);
  await satisfyWaits(tx, event);
}

/** The functions this event starts. Several triggers of one function that match start it once. */
function listeners(fns: Map<string, Fn>, event: EventBody): Fn[] {
  return [...fns.values()].filter((fn) =>
    fn.triggers.some((t) => "event" in t && nameMatches(t.event, event.name) && holds(t.expression, { event })),
  );
}

export const nameMatches = (pattern: string, name: string): boolean =>
  pattern === name || (pattern.endsWith("*") && name.startsWith(pattern.slice(0, -1)));
