import { holds } from "./expressions";
import { batch, batchKey, trigger } from "./flow";
import { isConnectionLoss } from "./lane";
import { DISPATCH_TURN, TURN_LOCK } from "./queue";
import { nameMatches } from "./runs";
import type { EventBody, Fn, Tx, World } from "./types";
import { satisfyWaits } from "./waits";

const AT_ONCE = 50;
const MOST_TRIES = 8;

/** `awaited`: some run waits for an event of this name. Most are awaited by nobody. */
type Pending = { id: string; body: EventBody; awaited: boolean };

/**
 * Turns pending events into runs, resumes and cancellations. One process at a time and in the order they were sent:
 * otherwise the second of two fast events could win a wait. Returns how many were taken.
 */
export async function dispatch(world: World): Promise<number> {
  if (await isBehind(world)) return 0;
  try {
    return await world.sql.transaction(async (tx) => {
      const events = await myTurn(tx, AT_ONCE);
      if (events.length === 0) return 0;
      await dispatchInOrder(world, tx, events);
      await settle(world, tx, events);
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
        await dispatchInOrder(world, tx, [current]);
        await settle(world, tx, [current]);
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
  return tx<Pending[]>`
    select id, body, exists (select 1 from ie.wait w where w.name = e.name and w.kind <> 'signal') as awaited
    from ie.event e where pending and next_at <= ie.clock() order by seq limit ${limit}`;
}

async function settle(world: World, tx: Tx, events: Pending[]): Promise<void> {
  await tx`
    with settled as (update ie.event set pending = false where id = any(${events.map((e) => e.id)}))
    select pg_notify('ie', ${`runs ${world.owner}`})`;
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

/**
 * One after the other as far as the database is concerned. Those that do nothing but begin runs are told to it without
 * waiting for the answers; whatever looks before it acts waits for all that was said before. What only waits with others
 * is put there together at the end.
 */
async function dispatchInOrder(world: World, tx: Tx, events: Pending[]): Promise<void> {
  const awaited = new Set(events.filter((event) => event.awaited).map((event) => event.body.name));
  let begun: Promise<unknown>[] = [];
  const batches = new Map<string, { fn: Fn; events: EventBody[] }>();
  for (const { body } of events) {
    const fns = listeners(world.fns, body).filter((fn) => !gather(batches, fn, body));
    if (!awaited.has(body.name) && fns.every(isPlain)) {
      begun.push(...fns.map((fn) => trigger(tx, fn, body, body.id)));
      continue;
    }
    await Promise.all(begun);
    begun = [];
    await dispatchOne(tx, fns, body, awaited);
  }
  await Promise.all(begun);
  for (const [key, { fn, events: together }] of batches) await batch(tx, fn, key, together);
}

function gather(batches: Map<string, { fn: Fn; events: EventBody[] }>, fn: Fn, event: EventBody): boolean {
  const key = batchKey(fn, event);
  if (!key) return false;
  const open = batches.get(key);
  if (open) open.events.push(event);
  else batches.set(key, { fn, events: [event] });
  return true;
}

/** Beginning a run of it is one statement. */
const isPlain = (fn: Fn): boolean =>
  !(fn.idempotency || fn.rateLimit || fn.debounce || fn.batch || fn.singleton || fn.throttle || fn.timeouts.start !== undefined) &&
  fn.cancel.length === 0;

async function dispatchOne(tx: Tx, fns: Fn[], event: EventBody, awaited: Set<string>): Promise<void> {
  for (const fn of fns) {
    await trigger(tx, fn, event, event.id);
    // The run it began may be cancelled by the next event of this very batch.
    for (const rule of fn.cancel) awaited.add(rule.event);
  }
  if (awaited.has(event.name)) await satisfyWaits(tx, event);
}

/** The functions this event starts. Several triggers of one function that match start it once. */
function listeners(fns: Map<string, Fn>, event: EventBody): Fn[] {
  return [...fns.values()].filter((fn) =>
    fn.triggers.some((t) => "event" in t && nameMatches(t.event, event.name) && holds(t.expression, { event })),
  );
}
