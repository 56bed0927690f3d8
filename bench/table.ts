import type { Latency } from "./measure";
import type { Page } from "./work";

type Memory = { server: number; database: number };
export type Results = {
  at: string;
  machine: { cpu: string; cores: number; node: string };
  tickets: number;
  generateSeconds: number;
  startMs: { first: number; second: number };
  pages: Page[];
  statements: Record<string, Latency>;
  mail: { letters: number; acceptedPerSecond: number; ticketsPerSecond: number };
  live: Latency;
  memoryMb: { idle: Memory; afterLoad: Memory };
};

const ms = (value: number): string => `${value < 10 ? value.toFixed(1) : Math.round(value)} ms`;
const whole = (memory: Memory): string => `${Math.round(memory.server)} + ${Math.round(memory.database)} MB`;

/** The readable half of `npm run bench`. */
export function table(r: Results): string {
  const rows = r.pages.map((page) => {
    const bare = r.statements[page.name];
    return `| ${page.name} | ${ms(page.alone.p50)} | ${ms(page.alone.p95)} | ${Math.round(page.eight.perSecond)} | ${ms(page.eight.p95)} | ${bare ? ms(bare.p50) : ""} |`;
  });
  return `# Bench

Written by \`npm run bench\` on ${r.at.slice(0, 10)}: ${r.tickets.toLocaleString("en")} generated tickets, ${r.machine.cores} cores (${r.machine.cpu}), Node ${r.machine.node}. Client, server and database share the machine. Machines differ and are noisy: compare figures within one run.

| page | p50 alone | p95 alone | a second, eight clients | p95, eight clients | its statements alone, p50 |
|---|---|---|---|---|---|
${rows.join("\n")}

The *empty page* is the sign-in page: what the web server takes for any page. *Statements alone* are the queries of a page from a process of their own.

| what | figure |
|---|---|
| mail accepted (250 after commit), ${r.mail.letters} letters over four connections | ${Math.round(r.mail.acceptedPerSecond)} a second |
| mail to ticket, the same letters | ${Math.round(r.mail.ticketsPerSecond)} a second |
| answer of the API to the second browser hearing of it | p50 ${ms(r.live.p50)}, p95 ${ms(r.live.p95)} |
| memory (server + database, shared pages counted once), idle | ${whole(r.memoryMb.idle)} |
| memory after the load | ${whole(r.memoryMb.afterLoad)} |
| first start with an empty folder, packages and build in place | ${(r.startMs.first / 1000).toFixed(1)} s |
| second start | ${(r.startMs.second / 1000).toFixed(1)} s |
| making the tickets | ${Math.round(r.generateSeconds)} s |
`;
}
