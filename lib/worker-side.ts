import { parentPort } from "node:worker_threads";
import type { Posted } from "./worker-pool";

/** The other end of a worker pool: answers every question by `work`, in the worker's own thread. */
export function answerInWorker<Q, A>(work: (question: Q) => Promise<A>): void {
  const post = (posted: Posted<A>) => parentPort?.postMessage(posted);
  parentPort?.on("message", (question: Q) => {
    work(question).then(
      (answer) => post({ answer }),
      (error: Error) => post({ fault: { name: error.name, message: error.message } }),
    );
  });
  post("ready");
}
