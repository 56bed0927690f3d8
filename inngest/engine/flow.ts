import { createHash } from "node:crypto";
import { holds, keyOf } from "./expressions";
import { setTimer } from "./queue";
import { startRun } from "./runs";
import type { EventBody, Fn, Tx } from "./types";

const DAY = 86_400_000;
/** An event just after a debounce's timeout still belongs to it. */
const DEBOUNCE_GRACE = 1000;

/** What an event does to a function it triggers, after all that may hold it back: nothing, later, together with others, or a run. */
export async function trigger(tx: Tx, fn: Fn, event: EventBody, idem: string): Promise<void> {
  if (fn.idempotency && !(await allow(tx, bucket("idem", fn, fn.idempotency, event), DAY, 0))) return;
  if (fn.rateLimit && !(await withinRate(tx, fn, event))) return;
  if (fn.debounce) return debounce(tx, fn, event);
  const key = batchKey(fn, event);
  if (key) return batch(tx, fn, key, [event]);
  await begin(tx, fn, [event], idem);
}

/** Starts the run, unless a singleton says otherwise. */
async function begin(tx: Tx, fn: Fn, events: EventBody[], idem: string): Promise<void> {
  const event = events[0]!;
  const singleton = fn.singleton && keyOf(fn.singleton.key, { event });
  if (fn.singleton && !(await makeRoom(tx, fn, singleton!, idem))) return;
  const after = fn.throttle ? await throttled(tx, fn, event) : 0;
  await startRun(tx, fn, { events, idem, at: new Date(event.ts), after, singleton });
}

/** What a debounce or a batch held back is due. */
export async function startHeld(tx: Tx, fn: Fn, events: EventBody[]): Promise<void> {
  const last = events.at(-1);
  if (last) await begin(tx, fn, events, fn.batch ? `batch:${events[0]!.id}` : last.id);
}

async function debounce(tx: Tx, fn: Fn, event: EventBody): Promise<void> {
  const { period, key, timeout } = fn.debounce!;
  const latest = timeout === undefined ? null : timeout + DEBOUNCE_GRACE;
  await tx`
    insert into ie.job (kind, key, fn_id, run_at, sort_at, created_at, payload)
    values ('debounce', ${`debounce:${fn.id}:${hash(keyOf(key, { event }))}`}, ${fn.id}, ie.clock() + ${period} * interval '1 millisecond',
      ie.clock(), ie.clock(), ${tx.json([event] as never)})
    on conflict (key) do update set payload = excluded.payload,
      run_at = least(excluded.run_at, ie.job.created_at + ${latest}::float8 * interval '1 millisecond')`;
}

/** Whether the event waits with others instead of beginning a run; and then where. */
export const batchKey = (fn: Fn, event: EventBody): string | undefined =>
  fn.batch && holds(fn.batch.if, { event }) ? `batch:${fn.id}:${hash(keyOf(fn.batch.key, { event }))}` : undefined;

/** Adds events to the batch that is open, and starts those that are full. What is left waits for more, or for its time. */
export async function batch(tx: Tx, fn: Fn, key: string, events: EventBody[]): Promise<void> {
  const { maxSize, timeout } = fn.batch!;
  const [open] = await tx<{ id: string; payload: EventBody[] }[]>`select id::text, payload from ie.job where key = ${key} for update`;
  const all = [...(open?.payload ?? []), ...events];
  const full = Math.floor(all.length / maxSize);
  for (let i = 0; i < full; i++) {
    const together = all.slice(i * maxSize, (i + 1) * maxSize);
    await begin(tx, fn, together, `batch:${together[0]!.id}`);
  }
  const left = all.slice(full * maxSize);
  if (open && full === 0) return void (await tx`update ie.job set payload = ${tx.json(left as never)} where id = ${open.id}`);
  if (open) await tx`delete from ie.job where id = ${open.id}`;
  if (left.length > 0) await setTimer(tx, { kind: "batch", fn_id: fn.id, key, due: { after: timeout }, payload: left });
}

/** False when another run has the place and keeps it, or when the run is there already: a repeated event displaces nobody. */
async function makeRoom(tx: Tx, fn: Fn, singleton: string, idem: string): Promise<boolean> {
  const active = await tx<
    { id: string; idem: string }[]
  >`select id, idem from ie.run where fn_id = ${fn.id} and singleton = ${singleton} and status = 'active'`;
  if (active.length === 0) return true;
  if (fn.singleton!.mode === "skip" || active.some((run) => run.idem === idem)) return false;
  for (const { id } of active) {
    await tx`update ie.run set singleton = null where id = ${id}`;
    await setTimer(tx, { kind: "cancel", fn_id: fn.id, run_id: id });
  }
  return true;
}

/** Generic cell rate: a limit of 2 a minute lets one through every 30 seconds, with a tenth of the limit as burst. */
function withinRate(tx: Tx, fn: Fn, event: EventBody): Promise<boolean> {
  const { limit, period, key } = fn.rateLimit!;
  if (limit === 0) return Promise.resolve(false);
  const interval = period / limit;
  return allow(tx, bucket("rate", fn, key, event), interval, Math.floor(limit / 10) * interval);
}

async function allow(tx: Tx, key: string, interval: number, tolerance: number): Promise<boolean> {
  const rows = await tx`
    insert into ie.bucket (key, tat) values (${key}, ie.ms() + ${interval}::float8)
    on conflict (key) do update set tat = greatest(ie.bucket.tat, ie.ms()) + ${interval}::float8
      where ie.bucket.tat - ${tolerance}::float8 <= ie.ms()
    returning 1`;
  return rows.length > 0;
}

/** In how many milliseconds a throttled run may start. Nothing is dropped: each takes the next place in line. */
async function throttled(tx: Tx, fn: Fn, event: EventBody): Promise<number> {
  const { limit, period, key, burst } = fn.throttle!;
  const interval = period / Math.max(limit, 1);
  const [row] = await tx<{ left: number }[]>`
    insert into ie.bucket (key, tat) values (${bucket("throttle", fn, key, event)}, ie.ms() + ${interval}::float8)
    on conflict (key) do update set tat = greatest(ie.bucket.tat, ie.ms()) + ${interval}::float8
    returning tat - ie.ms() as left`;
  return Math.max(0, row!.left - burst * interval);
}

const bucket = (what: string, fn: Fn, key: string | undefined, event: EventBody) => `${what}:${fn.id}:${hash(keyOf(key, { event }))}`;

const hash = (text: string) => (text.length <= 100 && !text.includes("\u0000") ? text : createHash("sha256").update(text).digest("hex"));
