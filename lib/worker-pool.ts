import { Worker, type WorkerOptions } from "node:worker_threads";

/** Looked at with each question. `memoryMb` holds for workers begun afterwards. */
export type Limits = { size: number; deadlineMs: number; memoryMb: number };
export type WorkerPool<Q, A> = { ask: (question: Q) => Promise<A>; close: () => Promise<void> };

/** What the question asked for was more than it may have. Told by its name: modules may be loaded twice. */
export class Overrun extends Error {
  override name = "Overrun";
}

/** What a worker posts back: that it is there, then one answer or fault for each question. */
export type Posted<A> = "ready" | { answer: A } | { fault: { name: string; message: string } };

type Job<Q, A> = { question: Q; resolve: (answer: A) => void; reject: (error: Error) => void };
type Hand<Q, A> = { worker: Worker; ready: boolean; job?: Job<Q, A>; timer?: NodeJS.Timeout };

/**
 * Work that may not stop this process, whatever it is given, in threads of its own: a few at most, begun when they are
 * needed, one question each at a time. `program` names the file that runs there and answers (worker-side.ts). A question that takes longer or more memory than it may is refused with Overrun,
 * its worker ended and replaced; the next goes on. Idle workers keep no process alive.
 */
export function workerPool<Q, A>(program: () => string, limits: Limits): WorkerPool<Q, A> {
  const crew = new Set<Hand<Q, A>>();
  const waiting: Job<Q, A>[] = [];

  const ask = (question: Q) =>
    new Promise<A>((resolve, reject) => {
      waiting.push({ question, resolve, reject });
      handOut();
    });

  function handOut(): void {
    const hand = [...crew].find(({ job }) => !job) ?? (crew.size < limits.size && waiting.length > 0 ? hire() : undefined);
    if (!hand || waiting.length === 0) return;
    hand.job = waiting.shift();
    hand.worker.ref();
    if (hand.ready) begin(hand);
  }

  function hire(): Hand<Q, A> {
    const worker = start(program(), { execArgv: [], resourceLimits: { maxOldGenerationSizeMb: limits.memoryMb } });
    const hand: Hand<Q, A> = { worker, ready: false };
    crew.add(hand);
    worker.on("message", (posted: Posted<A>) => {
      if (posted !== "ready") return finish(hand, posted);
      hand.ready = true;
      begin(hand);
    });
    worker.on("error", (error: NodeJS.ErrnoException) =>
      dismiss(hand, error.code === "ERR_WORKER_OUT_OF_MEMORY" ? new Overrun(`It took more than ${limits.memoryMb} MB of memory.`) : error),
    );
    worker.on("exit", () => dismiss(hand, new Error("The worker has ended.")));
    return hand;
  }

  function begin(hand: Hand<Q, A>): void {
    if (!hand.job) return;
    const { deadlineMs } = limits;
    hand.timer = setTimeout(() => dismiss(hand, new Overrun(`It took longer than ${deadlineMs / 1000} seconds.`)), deadlineMs);
    hand.worker.postMessage(hand.job.question);
  }

  function finish(hand: Hand<Q, A>, posted: Exclude<Posted<A>, "ready">): void {
    const { job } = hand;
    clearTimeout(hand.timer);
    hand.job = undefined;
    hand.worker.unref();
    if ("answer" in posted) job?.resolve(posted.answer);
    else job?.reject(Object.assign(new Error(posted.fault.message), { name: posted.fault.name }));
    handOut();
  }

  /** Once only: a worker that is ended says so as well. */
  function dismiss(hand: Hand<Q, A>, error: Error): Promise<number> | undefined {
    if (!crew.delete(hand)) return undefined;
    clearTimeout(hand.timer);
    hand.job?.reject(error);
    const gone = hand.worker.terminate();
    handOut();
    return gone;
  }

  const close = async () => {
    for (const job of waiting.splice(0)) job.reject(new Error("The workers are closed."));
    await Promise.all([...crew].map((hand) => dismiss(hand, new Error("The workers are closed."))));
  };
  return { ask, close };
}

/** A thread does not inherit the compiler of a checkout: it has to be told first. */
const COMPILED = `import("tsx/esm/api").then(({ register }) => (register(), import(require("node:worker_threads").workerData)));`;

const start = (file: string, options: WorkerOptions): Worker =>
  file.endsWith(".ts") ? new Worker(COMPILED, { ...options, eval: true, workerData: file }) : new Worker(file, options);
