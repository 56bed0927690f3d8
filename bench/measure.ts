/** Times in milliseconds of one kind of work, done again and again. */
export type Latency = { p50: number; p95: number; n: number };
export type Load = Latency & { perSecond: number; clients: number };

/** One after the other: what a single person feels. */
export async function alone(times: number, work: (i: number) => Promise<unknown>): Promise<Latency> {
  for (let i = 0; i < Math.min(10, times); i += 1) await work(i);
  const taken: number[] = [];
  for (let i = 0; i < times; i += 1) taken.push(await timed(() => work(i)));
  return { ...quantiles(taken), n: times };
}

/** Several clients at once for some seconds, each asking again as soon as it was answered. */
export async function together(clients: number, seconds: number, work: (i: number) => Promise<unknown>): Promise<Load> {
  const taken: number[] = [];
  const began = performance.now();
  const until = began + seconds * 1000;
  let i = 0;
  await Promise.all(
    Array.from({ length: clients }, async () => {
      while (performance.now() < until) {
        i += 1;
        const mine = i;
        taken.push(await timed(() => work(mine)));
      }
    }),
  );
  return { ...quantiles(taken), n: taken.length, clients, perSecond: taken.length / ((performance.now() - began) / 1000) };
}

export async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

export function quantiles(taken: number[]): { p50: number; p95: number } {
  const sorted = [...taken].sort((a, b) => a - b);
  const at = (q: number) => sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] ?? Number.NaN;
  return { p50: at(0.5), p95: at(0.95) };
}
