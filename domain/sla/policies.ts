import { and, asc, desc, eq, isNull, sql } from "drizzle-orm";
import { db, type Tx } from "@/db";
import { calendars, priorities, queues, slaPolicies, slaPolicyVersions, states } from "@/db/schema";
import { notFound, Refusal } from "@/lib/errors";
import { isId } from "@/lib/ids";
import type { Actor } from "../access/actor";
import { authorizeDesk } from "../access/authorize";
import { record } from "../events/record";
import { getCalendarOrThrow } from "./calendars";
import { METRICS, type Metric } from "./clock";
import { lockRules, nameOf, raiseRulesVersion, refuseField } from "./configure";
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
export type PolicyView = Required<PolicyInput> & { id: string };

/** Makes a promise. The first policy that matches a ticket is its own; tickets of before keep what they had. */
export async function createPolicy(actor: Actor, wanted: PolicyInput): Promise<PolicyView> {
  return db.transaction((tx) => createPolicyIn(tx, actor, wanted));
}

export async function createPolicyIn(tx: Tx, actor: Actor, wanted: PolicyInput): Promise<PolicyView> {
  authorizeDesk(actor, "sla.configure");
  await lockRules(tx);
  const name = nameOf(wanted.name);
  await requireFreeName(tx, name);
  const words = await wordsOf(tx);
  const { rules, calendarId } = await rulesOf(tx, wanted, words);
  const [{ last }] = (await tx
    .select({ last: sql<number>`coalesce(max(${slaPolicies.position}), 0)`.mapWith(Number) })
    .from(slaPolicies)) as [{ last: number }];
  const [policy] = await tx
    .insert(slaPolicies)
    .values({ name, position: wanted.position ?? last + 1 })
    .returning();
  await tx.insert(slaPolicyVersions).values({ policyId: policy!.id, number: 1, calendarId, rules });
  await raiseRulesVersion(tx);
  await record(tx, actor, {
    type: "policy.created",
    subject: `policy:${policy!.id}`,
    data: { id: policy!.id, name, before: null, after: { calendarId, ...rules } },
  });
  return getPolicyOrThrow(tx, policy!.id);
}

/** Changes a promise from now on. Elapsed time stands; clocks that run are counted anew with what is left of it. */
export async function changePolicy(actor: Actor, id: string, wanted: Partial<PolicyInput>): Promise<PolicyView> {
  return db.transaction(async (tx) => {
    authorizeDesk(actor, "sla.configure");
    await lockRules(tx);
    const { id: policyId, ...before } = await getPolicyOrThrow(tx, id);
    const name = wanted.name === undefined ? before.name : nameOf(wanted.name);
    if (name !== before.name) await requireFreeName(tx, name);
    const { rules, calendarId } = await rulesOf(tx, { ...before, ...wanted }, await wordsOf(tx));
    await tx
      .update(slaPolicies)
      .set({ name, position: wanted.position ?? before.position })
      .where(eq(slaPolicies.id, policyId));
    const number = sql`(select max(number) + 1 from sla_policy_versions where policy_id = ${policyId})`;
    await tx.insert(slaPolicyVersions).values({ policyId, number, calendarId, rules });
    await raiseRulesVersion(tx);
    await record(tx, actor, {
      type: "policy.changed",
      subject: `policy:${policyId}`,
      data: { id: policyId, name, before, after: { name, calendarId, ...rules } },
    });
    return getPolicyOrThrow(tx, policyId);
  });
}

/** Takes a promise back for what is not fulfilled yet; what was kept or broken stands in the history. */
export async function retirePolicy(actor: Actor, id: string): Promise<void> {
  await db.transaction(async (tx) => {
    authorizeDesk(actor, "sla.configure");
    await lockRules(tx);
    const policy = await getPolicyOrThrow(tx, id);
    await tx.update(slaPolicies).set({ retiredAt: new Date() }).where(eq(slaPolicies.id, policy.id));
    await raiseRulesVersion(tx);
    await record(tx, actor, {
      type: "policy.retired",
      subject: `policy:${policy.id}`,
      data: { id: policy.id, name: policy.name, before: policy, after: null },
    });
  });
}

const MOST = 200;

/** The policies in the order in which they are asked. */
export async function listPolicies(actor: Actor): Promise<PolicyView[]> {
  authorizeDesk(actor, "sla.read");
  return db.transaction((tx) => readPolicies(tx));
}

/** By id or name. */
export async function getPolicyOrThrow(tx: Tx, nameOrId: string): Promise<PolicyView> {
  const policies = await readPolicies(tx);
  const found = policies.find((policy) => (isId(nameOrId) ? policy.id === nameOrId : policy.name === nameOrId));
  if (!found) throw notFound("policy");
  return found;
}

async function readPolicies(tx: Tx): Promise<PolicyView[]> {
  const rows = await tx
    .selectDistinctOn([slaPolicies.position, slaPolicies.createdAt], {
      policy: slaPolicies,
      version: slaPolicyVersions,
      calendar: calendars.name,
    })
    .from(slaPolicies)
    .innerJoin(slaPolicyVersions, eq(slaPolicyVersions.policyId, slaPolicies.id))
    .innerJoin(calendars, eq(calendars.id, slaPolicyVersions.calendarId))
    .where(isNull(slaPolicies.retiredAt))
    .orderBy(asc(slaPolicies.position), asc(slaPolicies.createdAt), desc(slaPolicyVersions.number))
    .limit(MOST);
  const words = await wordsOf(tx);
  return rows.map(({ policy, version, calendar }) => {
    const rules = version.rules as PolicyRules;
    return {
      id: policy.id,
      name: policy.name,
      position: policy.position,
      calendar,
      query: rules.query,
      targets: mapMetrics(rules.targets, (byPriority) =>
        Object.fromEntries(
          Object.entries(byPriority).map(([id, seconds]) => [id === "*" ? id : words.priorities.get(Number(id))!, seconds]),
        ),
      ),
      pauseIn: mapMetrics(rules.pauseIn, (ids) => ids.map((id) => words.states.get(id)!.name)),
      reopen: rules.reopen,
      callCountsAsResponse: rules.callCountsAsResponse,
    };
  });
}

type Words = {
  states: Map<number, { name: string; type: string }>;
  priorities: Map<number, string>;
};

async function wordsOf(tx: Tx): Promise<Words> {
  const [stateRows, priorityRows] = [await tx.select().from(states), await tx.select().from(priorities)];
  return {
    states: new Map(stateRows.map((row) => [row.id, row])),
    priorities: new Map(priorityRows.map((row) => [row.id, row.name])),
  };
}

async function rulesOf(tx: Tx, wanted: PolicyInput, words: Words): Promise<{ rules: PolicyRules; calendarId: string }> {
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
  const idsOf = (...names: string[]) => [...known].filter(([, state]) => names.includes(state.name)).map(([id]) => id);
  return {
    update: idsOf("waiting for customer"),
    solution: idsOf("waiting for customer", "waiting for third party", "pending close"),
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

function mapMetrics<A, B>(of: Partial<Record<Metric, A>>, change: (value: A, metric: Metric) => B): Partial<Record<Metric, B>> {
  return Object.fromEntries(METRICS.flatMap((metric) => (of[metric] === undefined ? [] : [[metric, change(of[metric]!, metric)]])));
}

async function requireFreeName(tx: Tx, name: string): Promise<void> {
  const [taken] = await tx
    .select()
    .from(slaPolicies)
    .where(and(eq(slaPolicies.name, name), isNull(slaPolicies.retiredAt)));
  if (taken) throw new Refusal("conflict", "nameTaken", `There already is a policy called "${name}".`);
}
