import type postgres from "postgres";

/**
 * The engine's clock in the hands of a test: it stands still until all that is due has been done, and then goes to the
 * next moment at which something is due. So nothing depends on how busy the machine is, and a minute takes no time.
 */
export type Clock = {
  now: () => number;
  /** Resolves when so much time has passed. */
  wait: (ms: number) => Promise<void>;
  /** Lets so much time pass, and all be done that is due by then. */
  pass: (ms: number) => Promise<void>;
  /** The same at once, although work is still in somebody's hands. */
  jump: (ms: number) => Promise<void>;
  set: (time: string) => void;
  date: () => Date;
  /** Resolves when nothing is left to do at this moment. */
  idle: () => Promise<void>;
  /** Plays all of them side by side. Time passes whenever each either waits or has ended. */
  play: (actors: (() => Promise<unknown>)[]) => Promise<void>;
};

const DAY = 86_400_000;

export async function takeClock(sql: postgres.Sql): Promise<Clock> {
  // Ahead of the true time, so that nothing sent with that time lies in the future.
  let now = Date.now() + DAY;
  let waiting: { at: number; go: () => void }[] = [];
  let acting = 0;
  await sql.unsafe(`create table test_clock as select to_timestamp(${now / 1000}) as at`);
  await sql.unsafe("create or replace function ie.clock() returns timestamptz language sql stable as 'select at from test_clock'");

  async function step(): Promise<void> {
    await idle(sql);
    const next = Math.min(...waiting.map((waiter) => waiter.at), await nextDue(sql));
    await jump(Math.max(0, next - now));
    await idle(sql);
    const ready = waiting.filter((waiter) => waiter.at <= now);
    waiting = waiting.filter((waiter) => waiter.at > now);
    acting += ready.length;
    for (const waiter of ready) waiter.go();
  }

  async function jump(ms: number): Promise<void> {
    now += ms;
    await sql`update test_clock set at = ${new Date(now)}`;
    await sql`select pg_notify('ie', 'the clock has moved')`;
  }

  function wait(ms: number): Promise<void> {
    acting--;
    return new Promise((go) => waiting.push({ at: now + ms, go }));
  }

  return {
    now: () => now,
    wait,
    date: () => new Date(now),
    set(time) {
      now = Date.parse(time);
    },
    jump,
    pass: (ms) => play([() => wait(ms)]),
    idle: () => idle(sql),
    play,
  };

  async function play(actors: (() => Promise<unknown>)[]): Promise<void> {
    acting += actors.length;
    const done = Promise.all(actors.map((act) => act().finally(() => acting--)));
    done.catch(() => {});
    while (acting > 0 || waiting.length > 0) {
      if (acting > 0) await pause(5);
      else await step();
    }
    await idle(sql);
    await done;
  }
}

/** Nothing is in anybody's hands, and nothing is due. */
async function idle(sql: postgres.Sql): Promise<void> {
  for (;;) {
    const [busy] = await sql`
      select 1 from ie.event where pending and next_at <= ie.clock()
      union all select 1 from ie.job where owner is not null or run_at <= ie.clock() limit 1`;
    if (!busy) return;
    await pause(10);
  }
}

async function nextDue(sql: postgres.Sql): Promise<number> {
  const [row] = await sql<{ at: number | null }[]>`
    select ceil(extract(epoch from least(min(run_at), (select min(next_at) from ie.event where pending))) * 1000)::float8 as at from ie.job`;
  return row?.at ?? Number.POSITIVE_INFINITY;
}

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
