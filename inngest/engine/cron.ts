import { Cron } from "croner";
import { newId } from "../../lib/ids";
import { parseDuration } from "./durations";
import { trigger } from "./flow";
import type { EventBody, Fn, World } from "./types";

type Tick = { fn_id: string; cron: string; next_at: Date };

/** Starts what is due and moves each clock on. Ticks missed while nothing ran are made up for by one. */
export async function fireCrons(world: World): Promise<number> {
  if (world.now().getTime() < world.nextCron) return 0;
  const ids = cronFunctions(world.fns);
  const fired = await world.sql.transaction(async (tx) => {
    const due = await tx<Tick[]>`
      select fn_id, cron, next_at from ie.cron
      where fn_id = any(${ids}) and next_at <= ${world.now()} order by next_at for update skip locked`;
    for (const tick of due) {
      const fn = world.fns.get(tick.fn_id)!;
      await tx`update ie.cron set next_at = ${nextTick(tick.cron, world.now())} where fn_id = ${tick.fn_id} and cron = ${tick.cron}`;
      await trigger(tx, fn, tickEvent(tick, fn), `cron:${tick.cron}:${tick.next_at.toISOString()}`);
    }
    return due.length;
  });
  const [next] = await world.sql<{ at: Date | null }[]>`select min(next_at) as at from ie.cron where fn_id = any(${ids})`;
  world.nextCron = next?.at?.getTime() ?? Number.POSITIVE_INFINITY;
  return fired;
}

/** Makes the clocks in the database agree with the functions of this process. A clock that is already there keeps its time. */
export async function registerCrons(world: World): Promise<void> {
  for (const fn of world.fns.values()) {
    const crons = fn.triggers.flatMap((t) => ("cron" in t ? [t.cron] : []));
    await world.sql`delete from ie.cron where fn_id = ${fn.id} and not cron = any(${crons})`;
    for (const cron of crons) {
      await world.sql`
        insert into ie.cron (fn_id, cron, next_at) values (${fn.id}, ${cron}, ${nextTick(cron, world.now())}) on conflict do nothing`;
    }
  }
}

/** "TZ=Europe/Berlin 0 9 * * *" is a pattern in a time zone; without one it is UTC. */
export function cronOf(text: string): { pattern: string; timezone: string } {
  const [, timezone, pattern] = /^(?:CRON_)?TZ=(\S+)\s+(.+)$/.exec(text) ?? [];
  return pattern && timezone ? { pattern, timezone } : { pattern: text, timezone: "UTC" };
}

export function nextTick(text: string, after: Date): Date {
  const { pattern, timezone } = cronOf(text);
  const next = new Cron(pattern, { timezone }).nextRun(after);
  // A pattern that never comes again sleeps for a century rather than firing for ever.
  return next ?? new Date(after.getTime() + 100 * 366 * 86_400_000);
}

function tickEvent(tick: Tick, fn: Fn): EventBody {
  const jitter = fn.triggers.find((t) => "cron" in t && t.cron === tick.cron);
  const delay = jitter && "cron" in jitter && jitter.jitter ? Math.random() * parseDuration(jitter.jitter) : 0;
  return { id: newId(), name: "inngest/scheduled.timer", data: { cron: tick.cron }, ts: Math.trunc(tick.next_at.getTime() + delay) };
}

export const cronFunctions = (fns: Map<string, Fn>): string[] =>
  [...fns.values()].filter((fn) => fn.triggers.some((t) => "cron" in t)).map((fn) => fn.id);
