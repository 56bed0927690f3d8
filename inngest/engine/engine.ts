import { randomInt } from "node:crypto";
import { serverOf } from "./api";
import { execute } from "./calls";
import { fireCrons, registerCrons } from "./cron";
import { dispatch } from "./events";
import { openConnections } from "./pool";
import { holdPresence, type Presence } from "./presence";
import { claimLimited, claimUnlimited, freeOrphans, untilNext } from "./queue";
import { type Handler, readFunctions } from "./registration";
import { sweepHistory } from "./retention";
import { fireTimers } from "./timers";
import type { Call, Log, World } from "./types";

export type EngineOptions = {
  databaseUrl: string;
  log?: Log;
  /** Let the SDK run on after each step of a call and report it, instead of one call per step. */
  checkpoint?: boolean;
  maxConnections?: number;
  /** Calls executed at the same time in this process. */
  maxCalls?: number;
  retentionDays?: number;
  /** The clock of the crons. Everything else goes by the database. */
  now?: () => Date;
};

export interface Engine {
  fetch: typeof fetch;
  start(handler: Handler): Promise<void>;
  stop(): Promise<void>;
  health(): Promise<{ ok: boolean; queued: number; oldestDueSeconds: number }>;
}

const POLL_MS = 2000;
const UPKEEP_MS = 5000;
const RETENTION_MS = 600_000;
const DRAIN_MS = 8000;

/**
 * An Inngest server inside this process, durable in Postgres. Sending needs no start: `fetch` works from any bundle.
 * Several processes may run it on one database; each call is executed by one of them.
 */
export function createEngine(options: EngineOptions): Engine {
  const connections = openConnections(options);
  const bell = createBell();
  const ending = createBell();
  const world: World = {
    get sql() {
      return connections.sql;
    },
    owner: randomInt(1, 2 ** 31 - 1),
    log: options.log ?? (() => {}),
    now: options.now ?? (() => new Date()),
    checkpoint: options.checkpoint ?? true,
    fns: new Map(),
    draining: false,
    wake: bell.ring,
  };
  const flying = new Map<string, Promise<void>>();
  let presence: Presence | undefined;
  let loops: Promise<void>[] = [];

  return {
    fetch: serverOf(world),

    async start(handler) {
      if (presence) throw new Error("The engine has been started already.");
      world.fns = await readFunctions(handler);
      world.draining = false;
      presence = await holdPresence(options.databaseUrl, world, bell.ring);
      try {
        await registerCrons(world);
        await freeOrphans(world);
      } catch (error) {
        await presence.end();
        presence = undefined;
        throw error;
      }
      loops = [
        loop(world, bell, () => dispatchAll(world)),
        loop(world, bell, () => fireAll(world)),
        loop(world, bell, () => takeCalls(world, handler, flying, options.maxCalls ?? 20)),
        upkeep(world, ending, flying, presence, options.retentionDays ?? 7),
      ];
    },

    async stop() {
      world.draining = true;
      bell.ring();
      ending.ring();
      await Promise.all(loops);
      await Promise.race([Promise.allSettled(flying.values()), pause(DRAIN_MS)]);
      if (presence) await giveBack(world);
      await presence?.end();
      await connections.end();
      presence = undefined;
      loops = [];
      world.owner = randomInt(1, 2 ** 31 - 1);
    },

    async health() {
      const [row] = await world.sql<{ queued: number; oldest: number | null }[]>`
        select (count(*) + (select count(*) from ie.event where pending))::int as queued,
          extract(epoch from clock_timestamp() - least(min(run_at), (select min(next_at) from ie.event where pending)))::float8 as oldest
        from ie.job where kind = 'call' and owner is null and run_at <= clock_timestamp()`;
      const oldestDueSeconds = Math.max(0, Math.round(row?.oldest ?? 0));
      return { ok: oldestDueSeconds < 60, queued: row?.queued ?? 0, oldestDueSeconds };
    },
  };
}

async function dispatchAll(world: World): Promise<number> {
  let taken = 0;
  while (!world.draining) {
    const n = await dispatch(world);
    if (n === 0) break;
    taken += n;
    world.wake();
  }
  return taken;
}

async function fireAll(world: World): Promise<number> {
  const fired = (await fireTimers(world)) + (await fireCrons(world));
  if (fired > 0) world.wake();
  return fired;
}

async function takeCalls(world: World, handler: Handler, flying: Map<string, Promise<void>>, most: number): Promise<number> {
  const free = await claimUnlimited(world, most - flying.size);
  for (const call of free) fly(world, handler, flying, call);
  const limited = await claimLimited(world, most - flying.size);
  for (const call of limited) fly(world, handler, flying, call);
  return free.length + limited.length;
}

function fly(world: World, handler: Handler, flying: Map<string, Promise<void>>, call: Call): void {
  const key = `${call.id}.${call.token}`;
  const work = execute(world, handler, call)
    .catch((error) => world.log("error", `a call of ${call.fn_id} (run ${call.run_id}) was given back`, error))
    .finally(() => {
      flying.delete(key);
      world.wake();
    });
  flying.set(key, work);
}

/** Does its work whenever the bell rings, something becomes due, or the poll interval is over; at once again while there is more. */
async function loop(world: World, bell: Bell, work: () => Promise<number>): Promise<void> {
  while (!world.draining) {
    const rung = bell.next();
    try {
      if ((await work()) > 0) continue;
      await Promise.race([rung, pause(await untilNext(world.sql, POLL_MS))]);
    } catch (error) {
      if (world.draining) return;
      world.log("warn", "the database did not answer; the engine tries again", error);
      await pause(500);
    }
  }
}

/** What keeps the queue honest: presence, orphaned calls of others, lost calls of our own, old history. */
async function upkeep(world: World, ending: Bell, flying: Map<string, Promise<void>>, presence: Presence, days: number): Promise<void> {
  const stop = ending.next();
  let suspects = new Set<string>();
  let upkept = 0;
  let swept = Date.now() - RETENTION_MS + 30_000;
  while (!world.draining) {
    await Promise.race([stop, pause(POLL_MS)]);
    if (world.draining) return;
    try {
      await freeOrphans(world);
      if (Date.now() - upkept < UPKEEP_MS) continue;
      upkept = Date.now();
      await presence.check();
      suspects = await releaseLost(world, flying, suspects);
      if (Date.now() - swept > RETENTION_MS) {
        swept = Date.now();
        await sweepHistory(world, days);
      }
    } catch (error) {
      if (!world.draining) world.log("warn", "upkeep of the queue failed; it is tried again", error);
    }
  }
}

/**
 * Calls that are ours in the database but not in memory: the answer to their claim was lost. One that is merely being
 * claimed right now looks the same, so it has to look so twice.
 */
async function releaseLost(world: World, flying: Map<string, unknown>, before: Set<string>): Promise<Set<string>> {
  const owned = await world.sql<{ key: string }[]>`select id || '.' || token as key from ie.job where owner = ${world.owner}`;
  const lost = owned.map((row) => row.key).filter((key) => !flying.has(key));
  const again = lost.filter((key) => before.has(key));
  if (again.length) {
    await world.sql`update ie.job set owner = null, token = token + 1 where owner = ${world.owner} and id || '.' || token = any(${again})`;
    world.log("warn", `${again.length} calls whose claim was lost are free again`);
  }
  return new Set(lost);
}

/** What did not end in time starts again elsewhere; the fence keeps the old answer out. */
async function giveBack(world: World): Promise<void> {
  await world.sql`update ie.job set owner = null, token = token + 1 where owner = ${world.owner}`.catch(() => {});
  await world.sql`select pg_notify('ie', 'given back')`.catch(() => {});
}

type Bell = { ring: () => void; next: () => Promise<void> };

function createBell(): Bell {
  let resolve = () => {};
  let waiting = Promise.resolve();
  const renew = () => {
    waiting = new Promise<void>((done) => {
      resolve = done;
    });
  };
  renew();
  return {
    ring() {
      resolve();
      renew();
    },
    next: () => waiting,
  };
}

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms).unref());
