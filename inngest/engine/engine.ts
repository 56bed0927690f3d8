import { randomInt } from "node:crypto";
import { serverOf } from "./api";
import { type Bell, createBell } from "./bell";
import { fireCrons, registerCrons } from "./cron";
import { dispatch } from "./events";
import { type Flight, openFlight } from "./flight";
import { MOST_DUE } from "./limits";
import { oldestDue } from "./measure";
import { openPool } from "./pool";
import { HERE, holdPresence, type Presence } from "./presence";
import { freeOrphans, untilNext } from "./queue";
import { type Handler, readFunctions, registerFunctions, showFunctions } from "./registration";
import { sweepHistory } from "./retention";
import { fireTimers } from "./timers";
import type { Log, LoopName, World } from "./types";

export type EngineOptions = {
  databaseUrl: string;
  log?: Log;
  /** Let the SDK run on after each step of a call and report it, instead of one call per step. */
  checkpoint?: boolean;
  maxConnections?: number;
  /** Calls executed at the same time in this process. */
  maxCalls?: number;
  retentionDays?: number;
  /** Calls that may be due before events are left to wait. */
  mostDue?: number;
  /** The clock of the crons. Everything else goes by the database. */
  now?: () => Date;
};

export interface Engine {
  fetch: typeof fetch;
  start(handler: Handler): Promise<void>;
  stop(): Promise<void>;
  health(): Promise<{ ok: boolean; oldestDueSeconds: number }>;
}

const POLL_MS = 2000;
const RETENTION_MS = 600_000;
const SEEN_MS = 60_000;
/** With what follows it, stopping takes less than ten seconds. */
const DRAIN_MS = 7500;
/** After a restart of Postgres everybody gets this long to show himself again. */
const GRACE_SECONDS = 10;

/**
 * An Inngest server inside this process, durable in Postgres. Sending needs no start: `fetch` works from any bundle.
 * Several processes may run it on one database; each call is executed by one of them.
 */
export function createEngine(options: EngineOptions): Engine {
  const sql = openPool(options);
  const bells = { events: createBell(), timers: createBell(), calls: createBell() };
  const ending = createBell();
  const world: World = {
    sql,
    owner: randomInt(1, 2 ** 31 - 1),
    log: options.log ?? (() => {}),
    now: options.now ?? (() => new Date()),
    checkpoint: options.checkpoint ?? true,
    fns: new Map(),
    draining: false,
    fullness: { at: 0, full: false },
    backlog: { at: 0, full: false },
    mostDue: options.mostDue ?? MOST_DUE,
    nextCron: 0,
    wake(...loops) {
      for (const name of loops.length > 0 ? loops : ALL) bells[name].ring();
    },
  };
  let flight: Flight | undefined;
  let presence: Presence | undefined;
  let loops: Promise<void>[] = [];

  return {
    fetch: serverOf(world),

    async start(handler) {
      if (presence) throw new Error("The engine has been started already.");
      world.fns = await readFunctions(handler);
      world.draining = false;
      world.nextCron = 0;
      presence = await holdPresence(options.databaseUrl, world, (said) => hear(world, said));
      try {
        await registerFunctions(world);
        await registerCrons(world);
        await freeOrphans(world, 0);
      } catch (error) {
        await presence.end();
        presence = undefined;
        throw error;
      }
      const mine = openFlight(world, handler, options.maxCalls ?? 20);
      flight = mine;
      loops = [
        loop(world, bells.events, () => dispatchAll(world)),
        loop(
          world,
          bells.timers,
          () => fireAll(world),
          () => Math.min(POLL_MS, world.nextCron - world.now().getTime()),
        ),
        loop(world, bells.calls, mine.takeMore),
        upkeep(world, ending, presence, options.retentionDays ?? 7),
      ];
    },

    async stop() {
      world.draining = true;
      world.wake();
      ending.ring();
      await within(1000, Promise.all(loops));
      await flight?.landed(DRAIN_MS);
      if (presence) await within(500, giveBack(world));
      await within(500, Promise.all([presence?.end(), sql.end()]));
      presence = undefined;
      loops = [];
      world.owner = randomInt(1, 2 ** 31 - 1);
    },

    async health() {
      const oldestDueSeconds = Math.round(await oldestDue(world.sql, [...world.fns.keys()]));
      return { ok: oldestDueSeconds < 60, oldestDueSeconds };
    },
  };
}

const ALL: readonly LoopName[] = ["events", "timers", "calls"];

/** Wakes those whom a notice concerns. Our own loops know already what this process has done. */
function hear(world: World, said: string): void {
  const [what, by] = said.split(" ");
  if (what === HERE || by === String(world.owner)) return;
  if (what === "event") world.wake("events");
  else if (what === "runs") world.wake("timers", "calls");
  else if (what === "place") world.wake("calls");
  else world.wake();
}

async function dispatchAll(world: World): Promise<number> {
  let taken = 0;
  while (!world.draining) {
    const n = await dispatch(world);
    if (n === 0) break;
    taken += n;
    world.wake("timers", "calls");
  }
  return taken;
}

async function fireAll(world: World): Promise<number> {
  const fired = (await fireTimers(world)) + (await fireCrons(world));
  if (fired > 0) world.wake();
  return fired;
}

/** Does its work whenever the bell rings, something becomes due, or the poll interval is over; at once again while there is more. */
async function loop(world: World, bell: Bell, work: () => Promise<number>, limit = () => POLL_MS): Promise<void> {
  while (!world.draining) {
    const rung = bell.next();
    try {
      if ((await work()) > 0) continue;
      await Promise.race([rung, pause(await untilNext(world.sql, limit()))]);
    } catch (error) {
      if (world.draining) return;
      world.log("warn", "the database did not answer; the engine tries again", error);
      await pause(500);
    }
  }
}

/** What keeps the queue honest: presence, orphaned calls of others, old history. */
async function upkeep(world: World, ending: Bell, presence: Presence, days: number): Promise<void> {
  const stop = ending.next();
  let swept = Date.now() - RETENTION_MS + 30_000;
  let seen = Date.now();
  while (!world.draining) {
    await Promise.race([stop, pause(POLL_MS)]);
    if (world.draining) return;
    try {
      await presence.check();
      await freeOrphans(world, GRACE_SECONDS);
      if (Date.now() - seen > SEEN_MS) {
        seen = Date.now();
        await showFunctions(world);
      }
      if (Date.now() - swept > RETENTION_MS) {
        swept = Date.now();
        await sweepHistory(world, days);
      }
    } catch (error) {
      if (!world.draining) world.log("warn", "upkeep of the queue failed; it is tried again", error);
    }
  }
}

/** What did not end in time starts again elsewhere; the fence keeps the old answer out. */
async function giveBack(world: World): Promise<void> {
  await world.sql`update ie.job set owner = null, token = token + 1 where owner = ${world.owner}`.catch(() => {});
  await world.sql`select pg_notify('ie', 'given back')`.catch(() => {});
}

/** A database that does not answer must not keep the process from ending. */
const within = (ms: number, work: Promise<unknown>) => Promise.race([work, pause(ms)]);

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms).unref());
