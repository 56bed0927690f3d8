import type { Tx } from "@/db";
import { priorities, queues, states, type WaitsFor } from "@/db/schema";
import { getCalendarOrThrow } from "./calendars";
import { METRICS, type Metric } from "./clock";
import { refuseField } from "./configure";
import type { PolicyRules, Reopen } from "./rulebook";

/** A policy as people and programs write it: everything by name, targets in seconds. */
export type PolicyInput = {
  name: string;
  calendar: string;
  /** `queue:NAME` terms, any of which may match; empty for every ticket. */
  query?: string;
  targets: Partial<Record<Metric, Record<string, number>>>;
  pauseIn?: Partial<Record<Metric, readonly string[]>>;
  reopen?: Reopen;
  callCountsAsResponse?: boolean;
  /** Policies are asked in this order; by default the new one is asked last. */
  position?: number;
};
export type Words = {
  states: Map<number, { name: string; type: string; waitsFor: WaitsFor | null }>;
  priorities: Map<number, string>;
};

export async function wordsOf(tx: Tx): Promise<Words> {
  const [stateRows, priorityRows] = [await tx.select().from(states), await tx.select().from(priorities)];
  return {
    states: new Map(stateRows.map((row) => [row.id, row])),
    priorities: new Map(priorityRows.map((row) => [row.id, row.name])),
  };
}

/** A policy as it is kept, from what was written. Refuses what cannot be promised, naming the field. */
export async function rulesOf(tx: Tx, wanted: PolicyInput, words: Words): Promise<{ rules: PolicyRules; calendarId: string }> {
  const query = wanted.query?.trim() ?? "";
  const calendar = await getCalendarOrThrow(tx, wanted.calendar).catch(() =>
    refuseField("calendar", `There is no calendar called "${wanted.calendar}".`),
  );
  const targets = mapMetrics(wanted.targets, (byPriority, metric) =>
    Object.fromEntries(
      Object.entries(byPriority).map(([name, seconds]) => [priorityKey(name, words, metric), checkTarget(seconds, metric)]),
    ),
  );
  if (Object.values(targets).every((byPriority) => Object.keys(byPriority).length === 0)) {
    refuseField("targets", "A policy that promises nothing is none: give it a target.");
  }
  const rules: PolicyRules = {
    query,
    queueIds: await queuesOf(tx, query),
    targets,
    pauseIn: {
      ...defaultPauses(words),
      ...mapMetrics(wanted.pauseIn ?? {}, (names, metric) => names.map((name) => pauseState(name, words, metric))),
    },
    reopen: wanted.reopen ?? "continue",
    callCountsAsResponse: wanted.callCountsAsResponse ?? true,
  };
  return { rules, calendarId: calendar.id };
}

/** What A8 says unless a policy says otherwise. */
function defaultPauses({ states: known }: Words): PolicyRules["pauseIn"] {
  const idsOf = (rests: (state: { type: string; waitsFor: WaitsFor | null }) => boolean) =>
    [...known].filter(([, state]) => rests(state)).map(([id]) => id);
  return {
    update: idsOf((state) => state.waitsFor === "customer"),
    solution: idsOf((state) => state.type.startsWith("pending-")),
  };
}

function pauseState(name: string, { states: known }: Words, metric: Metric): number {
  if (metric === "first-response") refuseField("pauseIn", "The first response never pauses: whoever asked is waiting.");
  const found = [...known].find(([, state]) => state.name === name);
  if (!found) refuseField(`pauseIn.${metric}`, `There is no state called "${name}".`);
  if (!found[1].type.startsWith("pending-"))
    refuseField(`pauseIn.${metric}`, `A clock rests while a ticket waits; "${name}" is no waiting state.`);
  return found[0];
}

function priorityKey(name: string, { priorities: known }: Words, metric: Metric): string {
  if (name === "*") return name;
  const found = [...known].find(([, priority]) => priority === name);
  if (!found) refuseField(`targets.${metric}`, `There is no priority called "${name}"; "*" stands for all others.`);
  return String(found[0]);
}

const LONGEST_TARGET = 5 * 366 * 86_400;

function checkTarget(seconds: number, metric: Metric): number {
  if (!Number.isInteger(seconds) || seconds < 1 || seconds > LONGEST_TARGET) {
    refuseField(`targets.${metric}`, "A target is at least a second and at most five years of open time.");
  }
  return seconds;
}

const TERM = /queue:(?:"([^"]+)"|(\S+))/g;

/** Only queues for now; the whole search language when it stands. */
async function queuesOf(tx: Tx, query: string): Promise<string[] | null> {
  if (query === "") return null;
  const names = [...query.matchAll(TERM)].map((match) => match[1] ?? match[2]!);
  if (query.replace(TERM, "").trim() !== "" || names.length === 0) {
    refuseField("query", 'A policy is chosen by queue for now: write queue:Support, or queue:"Second Line".');
  }
  const known = await tx.select({ id: queues.id, name: queues.name }).from(queues);
  return names.map(
    (name) =>
      known.find((queue) => queue.name === name)?.id ??
      refuseField("query", `There is no queue called "${name}"; this policy would never match.`),
  );
}

export function mapMetrics<A, B>(of: Partial<Record<Metric, A>>, change: (value: A, metric: Metric) => B): Partial<Record<Metric, B>> {
  return Object.fromEntries(METRICS.flatMap((metric) => (of[metric] === undefined ? [] : [[metric, change(of[metric]!, metric)]])));
}
