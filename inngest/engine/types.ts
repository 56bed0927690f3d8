import type postgres from "postgres";

/** Whatever can run a statement: the engine's pool, a transaction of it, or the caller's own of either kind. */
export type Sql = <T extends readonly object[] = postgres.Row[]>(
  text: TemplateStringsArray,
  ...values: postgres.ParameterOrFragment<never>[]
) => PromiseLike<postgres.RowList<T>>;
export type Tx = Say & Pick<postgres.Sql, "json">;
export type Pool = Say & {
  transaction: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>;
  /**
   * A transaction that is sent in one piece, its commit with it: `work` says all its statements at once, waiting for no
   * answer. So each must see for itself whether it may. When one fails, none has happened.
   */
  atOnce: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>;
  end: () => Promise<void>;
};
type Say = <T extends readonly object[] = postgres.Row[]>(
  text: TemplateStringsArray,
  ...values: postgres.ParameterOrFragment<never>[]
) => Promise<postgres.RowList<T>>;

export type Json = unknown;
export type EventBody = { id: string; name: string; data: Record<string, Json>; ts: number; [more: string]: Json };
export type Failure = { name: string; message: string; stack?: string; [more: string]: Json };

/** What a step call is answered with on replay. */
export type Memo = { type: "data"; data: Json } | { type: "error"; error: Failure };

export type Trigger = { event: string; expression?: string } | { cron: string; jitter?: string };
export type ConcurrencyRule = { limit: number; key?: string; scope?: "fn" | "env" | "account" };

/** One registered function, with durations already in milliseconds. */
export type Fn = {
  id: string;
  name: string;
  url: string;
  triggers: Trigger[];
  maxAttempts: number;
  concurrency: ConcurrencyRule[];
  cancel: { event: string; if?: string; timeout?: number }[];
  idempotency?: string;
  batch?: { maxSize: number; timeout: number; key?: string; if?: string };
  rateLimit?: { limit: number; period: number; key?: string };
  throttle?: { limit: number; period: number; key?: string; burst: number };
  debounce?: { period: number; key?: string; timeout?: number };
  singleton?: { key?: string; mode: "skip" | "cancel" };
  priority?: string;
  timeouts: { start?: number; finish?: number };
};

export type RunStatus = "active" | "completed" | "failed" | "cancelled";
export type Run = {
  id: string;
  fn_id: string;
  status: RunStatus;
  events: EventBody[];
  ckeys: string[] | null;
  prio: number;
  parent_run: string | null;
  parent_step: string | null;
  silent: boolean;
  started_at: Date | null;
};

export type JobKind =
  | "call"
  | "sleep"
  | "expire"
  | "resume"
  | "cancel"
  | "retry"
  | "replay"
  | "start-limit"
  | "finish-limit"
  | "debounce"
  | "batch";
export type Job = {
  id: string;
  kind: JobKind;
  key: string | null;
  fn_id: string;
  run_id: string | null;
  step_id: string | null;
  attempt: number;
  payload: Json;
  token: number;
};
/** A job of kind "call", in the hands of this process. */
export type Call = Job & { run_id: string };

/** An operation as the SDK reports it. */
export type Op = {
  op: string;
  id: string;
  name?: string;
  displayName?: string;
  data?: Json;
  error?: Json;
  opts?: Record<string, Json>;
  timing?: { a?: number; b?: number };
};

export type Log = (level: "info" | "warn" | "error", message: string, detail?: unknown) => void;

/** What a process does side by side: dispatch events, fire what is due, make calls. */
export type LoopName = "events" | "timers" | "calls";

/** What every part of the engine needs to know about the process it runs in. */
export type World = {
  sql: Pool;
  owner: number;
  log: Log;
  now: () => Date;
  checkpoint: boolean;
  fns: Map<string, Fn>;
  /** True while stopping: nothing new is claimed, checkpointing calls are asked to end. */
  draining: boolean;
  /** Whether too many events wait, as it was seen last. */
  fullness: { at: number; full: boolean };
  /** Whether too many calls are due and not taken, so that events are better left where they are. */
  backlog: { at: number; full: boolean };
  mostDue: number;
  /** When the next cron is due, as far as this process knows: milliseconds since 1970. */
  nextCron: number;
  /** Look for work now, all loops or those named. Called after a commit, never before. */
  wake: (...loops: LoopName[]) => void;
};

export const asMemo = (data: Json): Memo => ({ type: "data", data: data ?? null });
export const asErrorMemo = (error: Json): Memo => ({ type: "error", error: asFailure(error) });

/** Whatever was thrown, as the name, message and stack the SDK expects. */
export function asFailure(error: Json): Failure {
  if (typeof error === "string") return { name: "Error", message: error };
  const said = (typeof error === "object" && error !== null ? error : {}) as Record<string, Json>;
  return { ...said, name: String(said.name ?? "Error"), message: String(said.message ?? said.error ?? "Unknown error") };
}
