import { execute, loadStates, type Outcome } from "./calls";
import { claimLimited, claimUnlimited } from "./queue";
import type { Handler } from "./registration";
import type { Call, World } from "./types";

/** The calls in the hands of this process. */
export type Flight = {
  /** Takes as many due calls as there are places; returns how many. Only ever called by one loop. */
  takeMore: () => Promise<number>;
  /** Resolves when all have ended, or after so many milliseconds. */
  landed: (ms: number) => Promise<void>;
};

const CHECK_MS = 5000;
const GATHER_MS = 10;

export function openFlight(world: World, handler: Handler, places: number): Flight {
  const flying = new Map<string, Promise<void>>();
  // Functions without a limit of their own never take the last places: their backlog would starve all others.
  const openToAll = Math.ceil(places * 0.75);
  let checked = 0;

  async function takeMore(): Promise<number> {
    // While much is flying calls land all the time: what they leave free is taken together, in one claim.
    if (flying.size > openToAll / 2) await new Promise((resolve) => setTimeout(resolve, GATHER_MS));
    if (Date.now() - checked > CHECK_MS) await releaseLost();
    try {
      return (
        (await launch(await claimLimited(world, places - flying.size))) +
        (await launch(await claimUnlimited(world, openToAll - flying.size)))
      );
    } catch (error) {
      checked = 0;
      throw error;
    }
  }

  async function launch(calls: Call[]): Promise<number> {
    if (calls.length === 0) return 0;
    const states = await loadStates(world, calls);
    for (const call of calls) {
      const work = execute(world, handler, call, states.get(call.run_id))
        .catch((error): Outcome => {
          checked = 0;
          world.log("error", `a call of ${call.fn_id} (run ${call.run_id}) was given back`, error);
          return "more";
        })
        .then((outcome) => {
          flying.delete(keyOf(call));
          if (outcome === "done") world.wake("calls");
          else world.wake("calls", "timers");
        });
      flying.set(keyOf(call), work);
    }
    return calls.length;
  }

  /** Calls that are ours in the database but not in memory: the answer to their claim was lost, or their outcome. */
  async function releaseLost(): Promise<void> {
    const owned = await world.sql<{ key: string }[]>`select id || '.' || token as key from ie.job where owner = ${world.owner}`;
    const lost = owned.map((row) => row.key).filter((key) => !flying.has(key));
    if (lost.length) {
      await world.sql`update ie.job set owner = null, token = token + 1 where owner = ${world.owner} and id || '.' || token = any(${lost})`;
      world.log("warn", `${lost.length} calls that were lost on the way are free again`);
    }
    checked = Date.now();
  }

  return {
    takeMore,
    async landed(ms) {
      let timer: NodeJS.Timeout | undefined;
      const late = new Promise<void>((resolve) => {
        timer = setTimeout(resolve, ms);
      });
      await Promise.race([Promise.allSettled(flying.values()), late]);
      clearTimeout(timer);
    },
  };
}

const keyOf = (call: Call) => `${call.id}.${call.token}`;
