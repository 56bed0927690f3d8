import { and, asc, desc, eq, isNull, sql } from "drizzle-orm";
import { db, type Tx } from "@/db";
import { calendars, queues, slaPolicies, slaPolicyVersions } from "@/db/schema";
import { notFound, Refusal } from "@/lib/errors";
import { isId } from "@/lib/ids";
import type { Actor } from "../access/actor";
import { authorizeDesk } from "../access/authorize";
import { record } from "../events/record";
import { lockRules, nameOf, raiseRulesVersion } from "./configure";
import { mapMetrics, type PolicyInput, rulesOf, wordsOf } from "./policy-rules";
import type { PolicyRules } from "./rulebook";

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
  await tx.insert(slaPolicyVersions).values({ policyId: policy!.id, number: 1, calendarId, rules, position: policy!.position });
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
    const position = wanted.position ?? before.position;
    await tx.update(slaPolicies).set({ name, position }).where(eq(slaPolicies.id, policyId));
    const number = sql`(select max(number) + 1 from sla_policy_versions where policy_id = ${policyId})`;
    await tx.insert(slaPolicyVersions).values({ policyId, number, calendarId, rules, position });
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

export async function getPolicy(actor: Actor, id: string): Promise<PolicyView> {
  authorizeDesk(actor, "sla.read");
  return db.transaction((tx) => getPolicyOrThrow(tx, id));
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
  const queueNames = new Map((await tx.select({ id: queues.id, name: queues.name }).from(queues)).map((one) => [one.id, one.name]));
  return rows.map(({ policy, version, calendar }) => {
    const rules = version.rules as PolicyRules;
    return {
      id: policy.id,
      name: policy.name,
      position: policy.position,
      calendar,
      query: queryOf(rules, queueNames),
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

/** By the names the queues have now: they may have been renamed since it was written. */
const queryOf = ({ query, queueIds }: PolicyRules, queueNames: ReadonlyMap<string, string>): string =>
  queueIds?.every((id) => queueNames.has(id)) ? queueIds.map((id) => termOf(queueNames.get(id)!)).join(" ") : query;

const termOf = (name: string): string => (/\s/.test(name) ? `queue:"${name}"` : `queue:${name}`);

async function requireFreeName(tx: Tx, name: string): Promise<void> {
  const [taken] = await tx
    .select()
    .from(slaPolicies)
    .where(and(eq(slaPolicies.name, name), isNull(slaPolicies.retiredAt)));
  if (taken) throw new Refusal("conflict", "nameTaken", `There already is a policy called "${name}".`);
}
