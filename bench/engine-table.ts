import type { Cost } from "./engine-cost";

type Quantiles = { p50: number; p95: number };
type Rate = { perSecond: number; each: Cost };
export type EngineResults = {
  at: string;
  /** `load` before it began: what else the machine was doing. */
  machine: { cpu: string; cores: number; node: string; load: number };
  scale: number;
  firstStepMs: Quantiles;
  oneStep: Rate;
  threeSteps: Rate;
  batchedEventsPerSecond: number;
  sleepers: {
    count: number;
    idleCpuPercent: number;
    idleDatabaseCpuPercent: number;
    processMb: number;
    databaseMb: number;
    startAfterCrashMs: number;
  };
  latenessMs: Quantiles;
};

/** The engine's part of the readable bench. */
export function engineTable(r: EngineResults): string {
  const rows: [string, string, string][] = [
    ["event to first step, p50 / p95", `${r.firstStepMs.p50} / ${r.firstStepMs.p95} ms`, "15 / 40 ms"],
    ["runs a second, one step", `${r.oneStep.perSecond}`, "300"],
    ["steps a second, three a run", `${r.threeSteps.perSecond}`, ""],
    ["events a second, in batches of 100", `${r.batchedEventsPerSecond}`, ""],
    ["one event with one step: statements", `${r.oneStep.each.statements}`, ""],
    ["the same: processor, engine + Postgres", `${r.oneStep.each.nodeMs} + ${r.oneStep.each.databaseMs} ms`, ""],
    ["one event with three steps: statements", `${r.threeSteps.each.statements}`, ""],
    [
      `${r.sleepers.count.toLocaleString("en")} sleeping timers: process, tables`,
      `${r.sleepers.processMb} MB, ${r.sleepers.databaseMb} MB`,
      "",
    ],
    ["the same, idle: processor, engine + Postgres", `${r.sleepers.idleCpuPercent} + ${r.sleepers.idleDatabaseCpuPercent} %`, ""],
    ["the same: a killed process's step begun by the next", `${r.sleepers.startAfterCrashMs} ms`, ""],
    ["lateness at 50 due a second, p50 / p95", `${r.latenessMs.p50} / ${r.latenessMs.p95} ms`, "p95 500 ms"],
  ];
  return `## Background work

The embedded engine on a database of its own, ${r.machine.cores} cores (${r.machine.cpu}), Node ${r.machine.node}${r.scale === 1 ? "" : `, at ${r.scale} of the full size`}. Before it began, ${r.machine.load.toFixed(1)} processes were waiting for a core or had one: what the work costs does not depend on that, how fast it is done does.

| | measured | aim |
|---|---|---|
${rows.map((row) => `| ${row.join(" | ")} |`).join("\n")}
`;
}
