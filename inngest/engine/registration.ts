import { Cron } from "croner";
import { cronOf } from "./cron";
import { parseDuration } from "./durations";
import { checkExpression } from "./expressions";
import type { ConcurrencyRule, Fn, Trigger, World } from "./types";

export type Handler = (request: Request) => Promise<Response>;

type Entry = {
  id: string;
  name?: string;
  triggers: Trigger[];
  steps: Record<string, { runtime: { type?: string; url: string }; retries?: { attempts?: number } }>;
  idempotency?: string;
  batchEvents?: { maxSize: number; timeout: string; key?: string; if?: string };
  rateLimit?: { limit: number; period: string; key?: string };
  throttle?: { limit: number; period: string; key?: string; burst?: number };
  debounce?: { period: string; key?: string; timeout?: string };
  singleton?: { key?: string; mode: "skip" | "cancel" };
  concurrency?: number | ConcurrencyRule | ConcurrencyRule[];
  priority?: { run?: string };
  timeouts?: { start?: string; finish?: string };
  cancel?: { event: string; if?: string; timeout?: string }[];
};

const KNOWN = new Set([
  ...["id", "name", "triggers", "steps", "idempotency", "batchEvents", "rateLimit", "throttle", "debounce"],
  ...["singleton", "concurrency", "priority", "timeouts", "cancel"],
]);

const HERE = "http://embedded.local/api/inngest";

/** Asks the serve handler for its functions. Throws a sentence for the first one this engine cannot run. */
export async function readFunctions(handler: Handler): Promise<Map<string, Fn>> {
  const answer = await handler(
    new Request(HERE, {
      method: "PUT",
      headers: { "content-type": "application/json", host: "embedded.local", "x-inngest-sync-kind": "in_band" },
      body: JSON.stringify({ url: HERE }),
    }),
  );
  const body = (await answer.json().catch(() => ({}))) as { functions?: Entry[]; message?: string };
  if (!answer.ok || !body.functions) {
    throw new Error(
      `The functions could not be read from the serve handler (${answer.status}): ${body.message ?? "no list of functions in the answer"}`,
    );
  }
  return new Map(body.functions.map((entry) => [entry.id, readFunction(entry)]));
}

/** Writes down what there is, for those who look at the engine from elsewhere. What is long gone is forgotten. */
export async function registerFunctions(world: World): Promise<void> {
  for (const fn of world.fns.values()) {
    await world.sql`
      insert into ie.function (id, name, triggers) values (${fn.id}, ${fn.name}, ${JSON.stringify(fn.triggers)}::text::json)
      on conflict (id) do update set name = excluded.name, triggers = excluded.triggers, seen_at = excluded.seen_at`;
  }
  await world.sql`
    delete from ie.function f where seen_at < ie.clock() - interval '30 days'
      and not exists (select 1 from ie.run r where r.fn_id = f.id and r.status = 'active')`;
}

/** This process still runs them: a function nobody has shown for some minutes is one whose sleeping runs nobody will wake. */
export const showFunctions = (world: World) =>
  world.sql`update ie.function set seen_at = ie.clock() where id = any(${[...world.fns.keys()]})`;

function readFunction(entry: Entry): Fn {
  try {
    const fn = convert(entry);
    check(fn);
    return fn;
  } catch (error) {
    throw new Error(`The function "${entry.id}" cannot be run: ${(error as Error).message}`);
  }
}

function convert(entry: Entry): Fn {
  const step = entry.steps.step;
  if (!step) throw new Error("it does not say where it is called.");
  if (step.runtime.type === "ws") throw new Error("functions behind `connect` are not supported by the embedded engine.");
  const odd = Object.keys(entry).find((key) => !KNOWN.has(key));
  if (odd) throw new Error(`its setting "${odd}" is not known to the embedded engine.`);
  return {
    id: entry.id,
    name: entry.name ?? entry.id,
    url: step.runtime.url,
    triggers: entry.triggers,
    maxAttempts: (step.retries?.attempts ?? 4) + 1,
    concurrency: typeof entry.concurrency === "number" ? [{ limit: entry.concurrency }] : [entry.concurrency ?? []].flat(),
    cancel: (entry.cancel ?? []).map((rule) => ({ ...rule, timeout: optional(rule.timeout) })),
    idempotency: entry.idempotency,
    batch: entry.batchEvents && { ...entry.batchEvents, timeout: parseDuration(entry.batchEvents.timeout) },
    rateLimit: entry.rateLimit && { ...entry.rateLimit, period: parseDuration(entry.rateLimit.period) },
    throttle: entry.throttle && { ...entry.throttle, burst: entry.throttle.burst ?? 1, period: parseDuration(entry.throttle.period) },
    debounce: entry.debounce && {
      ...entry.debounce,
      period: parseDuration(entry.debounce.period),
      timeout: optional(entry.debounce.timeout),
    },
    singleton: entry.singleton,
    priority: entry.priority?.run,
    timeouts: { start: optional(entry.timeouts?.start), finish: optional(entry.timeouts?.finish) },
  };
}

function check(fn: Fn): void {
  if (fn.maxAttempts > 21) throw new Error(`it asks for ${fn.maxAttempts - 1} retries; 20 is the most.`);
  for (const trigger of fn.triggers) {
    if ("cron" in trigger) {
      const { pattern, timezone } = cronOf(trigger.cron);
      new Cron(pattern, { timezone, paused: true }).stop();
      if (trigger.jitter) parseDuration(trigger.jitter);
    } else if (trigger.event === "inngest/deferred.schedule")
      throw new Error("deferred functions are not supported by the embedded engine.");
  }
  if (fn.batch && (fn.debounce || fn.rateLimit || fn.idempotency || fn.priority || fn.singleton || fn.cancel.length)) {
    throw new Error("batchEvents cannot be combined with debounce, rateLimit, idempotency, priority, singleton or cancelOn.");
  }
  if (fn.concurrency.length > 2) throw new Error("it has more than two concurrency limits.");
  if (fn.batch && !(fn.batch.maxSize >= 1 && fn.batch.maxSize <= 1000)) throw new Error("batchEvents.maxSize must be between 1 and 1000.");
  for (const rule of [...fn.concurrency, fn.rateLimit, fn.throttle]) {
    if (rule && !(Number.isInteger(rule.limit) && rule.limit >= 0)) throw new Error("a limit must be a whole number.");
  }
  for (const expression of expressionsOf(fn)) if (expression) checkExpression(expression);
}

const expressionsOf = (fn: Fn): (string | undefined)[] => [
  ...fn.triggers.map((trigger) => ("event" in trigger ? trigger.expression : undefined)),
  ...fn.concurrency.map((rule) => rule.key),
  ...fn.cancel.map((rule) => rule.if),
  fn.idempotency,
  fn.batch?.key,
  fn.batch?.if,
  fn.rateLimit?.key,
  fn.throttle?.key,
  fn.debounce?.key,
  fn.singleton?.key,
  fn.priority,
];

const optional = (text: string | undefined): number | undefined => (text === undefined ? undefined : parseDuration(text));
