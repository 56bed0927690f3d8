import { asc } from "drizzle-orm";
import type { Tx } from "@/db";
import { calendars, calendarVersions, slaPolicies, slaPolicyVersions, states } from "@/db/schema";
import { type CalendarRules, compileCalendar, type Schedule } from "./calendar";
import { type Metric, oneBusinessDay, type Ruling, type TicketState } from "./clock";

/** A policy as it is kept: queues, states and priorities by id, so that renaming them changes nothing; seconds. */
export type PolicyRules = {
  query: string;
  /** Null: every queue. */
  queueIds: readonly string[] | null;
  /** By id of the priority, or `*` for those not named. */
  targets: Partial<Record<Metric, Record<string, number>>>;
  pauseIn: Partial<Record<Metric, readonly number[]>>;
  reopen: Reopen;
  callCountsAsResponse: boolean;
};

/** Go on with what was left (within one business day unless said otherwise), promise anew, or count no more. */
export type Reopen = "continue" | "restart" | "ignore" | { continueWithin: number };

type Version = { from: number; position: number; calendarId: string; rules: PolicyRules };
export type Policy = { id: string; name: string; createdAt: number; retiredAt: number | null; versions: readonly Version[] };

/** Everything that is promised, as one thing in memory. */
export type Rulebook = {
  version: number;
  policies: readonly Policy[];
  schedules: ReadonlyMap<string, Schedule>;
  states: ReadonlyMap<number, TicketState>;
  /** When a promise changed or ended, in order. */
  changes: readonly number[];
};

let kept: Rulebook | undefined;

/** The rulebook of a version (settings.slaRules, raised by every act that changes a rule), read once a process. */
export async function rulebookOf(tx: Tx, version: number): Promise<Rulebook> {
  if (kept?.version !== version) kept = await read(tx, version);
  return kept;
}

async function read(tx: Tx, version: number): Promise<Rulebook> {
  const calendarRows = await tx.select().from(calendars);
  const calendarVersionRows = await tx.select().from(calendarVersions).orderBy(asc(calendarVersions.number));
  const policyRows = await tx.select().from(slaPolicies).orderBy(asc(slaPolicies.createdAt));
  const policyVersionRows = await tx.select().from(slaPolicyVersions).orderBy(asc(slaPolicyVersions.number));
  const stateRows = await tx.select().from(states);
  const policies = policyRows.map(
    (row): Policy => ({
      id: row.id,
      name: row.name,
      createdAt: row.createdAt.getTime(),
      retiredAt: row.retiredAt?.getTime() ?? null,
      versions: policyVersionRows
        .filter((one) => one.policyId === row.id)
        .map((one) => ({
          from: one.createdAt.getTime(),
          position: one.position,
          calendarId: one.calendarId,
          rules: one.rules as PolicyRules,
        })),
    }),
  );
  const changes = policies.flatMap((policy) => [...policy.versions.slice(1).map((one) => one.from), policy.retiredAt ?? []].flat());
  return {
    version,
    policies,
    schedules: new Map(calendarRows.map(({ id }) => [id, scheduleOf(calendarVersionRows.filter((one) => one.calendarId === id))])),
    states: new Map(stateRows.map((row) => [row.id, stateOf(row)])),
    changes: changes.sort((a, b) => a - b),
  };
}

const scheduleOf = (rows: (typeof calendarVersions.$inferSelect)[]): Schedule =>
  rows.map((row) => ({
    from: row.validFrom?.getTime() ?? Number.NEGATIVE_INFINITY,
    calendar: compileCalendar(row.rules as CalendarRules),
  }));

const stateOf = ({ id, name, type }: typeof states.$inferSelect): TicketState => ({
  id,
  name,
  ended: type === "closed" ? "closed" : type === "merged" || type === "removed" ? "gone" : null,
  closes: type === "pending-auto",
});

export type Subject = { queueId: string; priorityId: number };

/**
 * The first policy that matches at an instant, in the order of then: putting them in another order later changes nothing
 * of what was promised. Null when nothing is promised.
 */
export function choosePolicy(book: Rulebook, { queueId }: Subject, at: number): Policy | null {
  const matching = book.policies.filter((policy) => {
    if (policy.createdAt > at || (policy.retiredAt !== null && policy.retiredAt <= at)) return false;
    const { queueIds } = versionAt(policy, at).rules;
    return queueIds === null || queueIds.includes(queueId);
  });
  const [first] = matching.sort((a, b) => versionAt(a, at).position - versionAt(b, at).position || a.createdAt - b.createdAt);
  return first ?? null;
}

export const whyChosen = (policy: Policy, at: number): string => {
  const { query } = versionAt(policy, at).rules;
  return query === "" ? `"${policy.name}" holds for every ticket` : `"${policy.name}" is the first policy that matches: ${query}`;
};

/** What a policy says at an instant about a ticket of this priority. */
export function rulingOf(book: Rulebook, policy: Policy | null, { priorityId }: Subject, at: number): Ruling | null {
  if (!policy) return null;
  const { rules, calendarId } = versionAt(policy, at);
  const schedule = book.schedules.get(calendarId) ?? [];
  const targets: Ruling["targets"] = {};
  for (const [metric, byPriority] of Object.entries(rules.targets) as [Metric, Record<string, number>][]) {
    const seconds = byPriority[priorityId] ?? byPriority["*"];
    if (seconds !== undefined) targets[metric] = seconds * 1000;
  }
  return {
    policy: { id: policy.id, name: policy.name },
    schedule,
    targets,
    pauseIn: rules.pauseIn,
    continueWithin: continueWithin(rules.reopen, schedule),
    callCountsAsResponse: rules.callCountsAsResponse,
  };
}

function continueWithin(reopen: Reopen, schedule: Schedule): number | null {
  if (reopen === "ignore") return null;
  if (reopen === "restart") return -1;
  return reopen === "continue" ? oneBusinessDay(schedule) : reopen.continueWithin * 1000;
}

function versionAt(policy: Policy, at: number): Version {
  return policy.versions.findLast((version) => version.from <= at) ?? policy.versions[0]!;
}
