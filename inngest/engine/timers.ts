import { startHeld } from "./flow";
import { isConnectionLoss } from "./lane";
import { endRun, lockRun, reopenRun, startRun } from "./runs";
import { settleStep } from "./steps";
import { asMemo, type EventBody, type Fn, type Job, type Memo, type Run, type Tx, type World } from "./types";
import { giveUpWait } from "./waits";

const AT_ONCE = 200;
const SIDE_BY_SIDE = 3;

/** Fires what is due: sleeps that end, waits that expire, answers and cancellations for runs. Returns how many were looked at. */
export async function fireTimers(world: World): Promise<number> {
  const due = await world.sql<Job[]>`
    select id::text, kind, key, fn_id, run_id, step_id, attempt, payload, token from ie.job
    where kind <> 'call' and run_at <= ie.clock() and (run_id is not null or fn_id = any(${[...world.fns.keys()]}))
    order by run_at, job.id limit ${AT_ONCE}`;
  const runs = [...byRun(due).values()].values();
  // All take from the same list, so a slow one holds up nobody, and most connections stay free for others.
  await Promise.all(Array.from({ length: SIDE_BY_SIDE }, () => fireRuns(world, runs)));
  return due.length;
}

async function fireRuns(world: World, runs: Iterable<Job[]>): Promise<void> {
  for (const jobs of runs) for (const job of jobs) await fire(world, job).catch((error) => postpone(world, job, error));
}

/** One that cannot be fired waits, longer each time, and does not stop the others. */
async function postpone(world: World, job: Job, error: Error): Promise<void> {
  if (isConnectionLoss(error)) throw error;
  world.log("warn", `the timer ${job.kind} ${job.id} is tried again`, error);
  const delay = Math.min(60_000, 250 * 2 ** Math.min(job.attempt, 10));
  await world.sql`
    update ie.job set attempt = attempt + 1, failure = ${error.message}, run_at = ie.clock() + ${delay} * interval '1 millisecond' where id = ${job.id}`;
}

/** Taking the job away is what decides between processes that saw it at the same time. */
async function fire(world: World, job: Job): Promise<void> {
  await world.sql.transaction(async (tx) => {
    const run = job.run_id === null ? undefined : await lockRun(tx, job.run_id);
    const [taken] = await tx<{ payload: unknown }[]>`
      delete from ie.job where id = ${job.id} and run_at <= ie.clock() returning payload`;
    if (!taken) return;
    if (job.kind === "debounce" || job.kind === "batch") return startHeld(tx, world.fns.get(job.fn_id)!, taken.payload as EventBody[]);
    if (run && job.kind === "retry") return reopenRun(tx, registered(world, job), run);
    if (run && job.kind === "replay")
      return void (await startRun(tx, registered(world, job), { events: run.events, idem: `replay:${job.id}` }));
    if (run?.status === "active") await onRun(world, tx, run, job);
  });
  world.wake();
}

function registered(world: World, job: Job): Fn {
  const fn = world.fns.get(job.fn_id);
  if (!fn) throw new Error(`The function ${job.fn_id} is not registered in this process.`);
  return fn;
}

async function onRun(world: World, tx: Tx, run: Run, job: Job): Promise<void> {
  switch (job.kind) {
    case "sleep":
      return settleStep(tx, run, job.step_id!, asMemo(null));
    case "resume":
      return settleStep(tx, run, job.step_id!, job.payload as Memo);
    case "expire": {
      const { memo, waits } = job.payload as { memo: Memo; waits: boolean };
      // A wait that is gone was satisfied in time: its answer is on the way.
      if (waits && !(await giveUpWait(tx, run.id, job.step_id!))) return;
      return settleStep(tx, run, job.step_id!, memo);
    }
    case "cancel":
      return endRun(world, tx, run, "cancelled", { name: "Error", message: "function cancelled" });
    case "start-limit":
      return run.started_at ? undefined : endRun(world, tx, run, "cancelled", { name: "Error", message: "The run did not start in time." });
    case "finish-limit":
      return endRun(world, tx, run, "cancelled", { name: "Error", message: "The run did not finish in time." });
  }
}

/** Jobs of one run in their order; different runs side by side. */
function byRun(jobs: Job[]): Map<string, Job[]> {
  const groups = new Map<string, Job[]>();
  for (const job of jobs) {
    const key = job.run_id ?? job.id;
    groups.set(key, [...(groups.get(key) ?? []), job]);
  }
  return groups;
}
