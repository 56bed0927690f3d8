import { eq, sql } from "drizzle-orm";
import type { Tx } from "@/db";
import { priorities, states, tickets, ticketTypes } from "@/db/schema";
import { now } from "@/lib/clock";
import { notFound, Refusal } from "@/lib/errors";
import { LOCKS } from "@/lib/locks";
import type { Actor } from "../access/actor";
import { authorizeDesk } from "../access/authorize";
import { record } from "../events/record";
import { getSetting } from "../settings";
import { lockRules, raiseRulesVersion } from "../sla/configure";
import { raiseChoicesVersion } from "../tickets/choices";

/** States, priorities and types are administered alike; what only one of them has is in states.ts and priorities.ts. */
export const KINDS = {
  state: { table: states, column: tickets.stateId },
  priority: { table: priorities, column: tickets.priorityId },
  type: { table: ticketTypes, column: tickets.typeId },
} as const;
export type Kind = keyof typeof KINDS;
type Row<K extends Kind> = (typeof KINDS)[K]["table"]["$inferSelect"];
type Common = Row<"type">;

/** What all of them have; absent means: leave it. */
export type ChoiceInput = { name?: string; position?: number };
/** Whether it is offered; a closed one that is in use needs a successor. */
export type Activity = { active?: boolean; successor?: string };

const MOST = 100;
const MAX_NAME = 60;

/** Asks the right and takes the turn: they are changed one after the other, and the clocks' rulebook with them. */
export async function beginIn(tx: Tx, actor: Actor): Promise<void> {
  authorizeDesk(actor, "choice.configure");
  await lockRules(tx);
  await tx.execute(sql`select pg_advisory_xact_lock(${LOCKS.choices})`);
}

/** Where the clocks keep a rulebook it is read anew: it knows states and priorities by id. */
async function finishIn(tx: Tx): Promise<void> {
  await raiseChoicesVersion(tx);
  if ((await getSetting("slaRules", tx)) > 0) await raiseRulesVersion(tx);
}

/** Refuses a name that is none or taken, and more than a hundred of a kind. Stands last unless a position is given. */
export async function createChoiceIn<K extends Kind>(
  tx: Tx,
  actor: Actor,
  kind: K,
  { name, position, ...more }: ChoiceInput & Partial<Row<K>>,
): Promise<Row<K>> {
  const table = KINDS[kind].table as typeof ticketTypes;
  const called = await requireFreeName(tx, kind, name ?? "");
  const all = await tx.select().from(table);
  if (all.length >= MOST) throw faulty("name", "tooManyChoices", `There are ${MOST} already; close some or use what is there.`);
  const last = Math.max(0, ...all.map((one) => one.position));
  const id = Math.max(0, ...all.map((one) => one.id)) + 1;
  const [made] = await tx
    .insert(table)
    .values({ ...more, id, name: called, position: position ?? last + 1 })
    .returning();
  await said(tx, actor, kind, "created", made!, null, factsOf(made!));
  return made as Row<K>;
}

export async function changeChoiceIn<K extends Kind>(
  tx: Tx,
  actor: Actor,
  kind: K,
  before: Row<K>,
  { name, ...more }: ChoiceInput & Partial<Row<K>>,
): Promise<Row<K>> {
  const table = KINDS[kind].table as typeof ticketTypes;
  const called = name === undefined ? before.name : await requireFreeName(tx, kind, name, before.id);
  const wanted = { ...more, name: called };
  const [after] = await tx.update(table).set(wanted).where(eq(table.id, before.id)).returning();
  if (JSON.stringify(after) === JSON.stringify(before)) return before;
  await said(tx, actor, kind, "changed", after!, factsOf(before), factsOf(after!));
  return after as Row<K>;
}

/**
 * Closes one: it is offered no more, and what stands in it moves to the successor (domain/tickets/succeed.ts). Nothing
 * is deleted. Refuses one that is in use, or taken by default, without a successor.
 */
export async function retireChoiceIn<K extends Kind>(
  tx: Tx,
  actor: Actor,
  kind: K,
  before: Row<K>,
  successor: Row<K> | null,
  isDefault: boolean,
): Promise<Row<K>> {
  const table = KINDS[kind].table as typeof ticketTypes;
  if (before.retiredAt) return before;
  if (successor && (successor.id === before.id || successor.retiredAt)) {
    throw faulty("successor", "badSuccessor", `"${successor.name}" cannot take its place: it is closed itself.`);
  }
  if (!successor && (isDefault || (await isInUse(tx, kind, before.id)))) {
    throw faulty("successor", "successorMissing", `"${before.name}" is in use: name what takes its place.`);
  }
  if (isDefault) {
    await tx
      .update(table)
      .set({ isDefault: false } as object)
      .where(eq(table.id, before.id));
    await tx
      .update(table)
      .set({ isDefault: true } as object)
      .where(eq(table.id, successor!.id));
  }
  const [after] = await tx
    .update(table)
    .set({ retiredAt: now(), successorId: successor?.id ?? null })
    .where(eq(table.id, before.id))
    .returning();
  await said(tx, actor, kind, "retired", after!, factsOf(before), { successor: successor?.name ?? null });
  return after as Row<K>;
}

/** Offers a closed one again. What has moved on stays where it is. */
export async function restoreChoiceIn<K extends Kind>(tx: Tx, actor: Actor, kind: K, before: Row<K>): Promise<Row<K>> {
  const table = KINDS[kind].table as typeof ticketTypes;
  if (!before.retiredAt) return before;
  const [after] = await tx.update(table).set({ retiredAt: null, successorId: null }).where(eq(table.id, before.id)).returning();
  await said(tx, actor, kind, "restored", after!, null, factsOf(after!));
  return after as Row<K>;
}

/** By id or name. Refuses `not_found`; of a field that names one, `invalid` (`field`). */
export async function getChoiceOrThrow<K extends Kind>(tx: Tx, kind: K, nameOrId: string, field?: string): Promise<Row<K>> {
  const table = KINDS[kind].table as typeof ticketTypes;
  const row = (await tx.select().from(table)).find((one) => one.name === nameOrId || String(one.id) === nameOrId);
  if (row) return row as Row<K>;
  if (field) throw faulty(field, "unknownName", `There is no ${kind} called "${nameOrId}".`);
  throw notFound(kind);
}

/** Takes the mark of the default from the one that has it: of a type of states, or of all priorities. */
export async function giveUpDefaultIn(
  tx: Tx,
  kind: "state" | "priority",
  among: readonly { id: number; isDefault: boolean }[],
): Promise<void> {
  const { table } = KINDS[kind];
  for (const one of among.filter((choice) => choice.isDefault))
    await tx.update(table).set({ isDefault: false }).where(eq(table.id, one.id));
}

/** Refuses that nothing should be the default any more. */
export function requireDefault(wanted: boolean | undefined, has: boolean): void {
  if (wanted === false && has) throw faulty("default", "defaultMissing", "Make another the default instead: there is always one.");
}

/** Names are told apart without their case: two that differ by it alone nobody could. */
async function requireFreeName(tx: Tx, kind: Kind, wanted: string, ownId?: number): Promise<string> {
  const name = requireName(wanted);
  const table = KINDS[kind].table as typeof ticketTypes;
  const taken = await tx.select({ id: table.id }).from(table).where(sql`lower(${table.name}) = lower(${name})`);
  if (taken.every((one) => one.id === ownId)) return name;
  const message = `There already is a ${kind} called "${name}".`;
  throw new Refusal("conflict", "nameTaken", message, { fields: { name: message } });
}

/** Of one to sixty characters, in one line, and no number: those are ids. */
function requireName(wanted: string): string {
  const name = wanted.replace(/\s+/g, " ").trim();
  if (name !== "" && name.length <= MAX_NAME && !/^\d+$/.test(name) && !CONTROL.test(name)) return name;
  throw faulty("name", "badName", `A name has one to ${MAX_NAME} characters and is no mere number.`);
}

export const CONTROL = /\p{Cc}|\p{Cs}/u;

async function isInUse(tx: Tx, kind: Kind, id: number): Promise<boolean> {
  const [one] = await tx.select({ id: tickets.id }).from(tickets).where(eq(KINDS[kind].column, id)).limit(1);
  return one !== undefined;
}

export function faulty(field: string, key: string, message: string): Refusal {
  return new Refusal("invalid", key, message, { fields: { [field]: message } });
}

const factsOf = ({ retiredAt: _, successorId: __, ...facts }: Common) => facts;

async function said(
  tx: Tx,
  actor: Actor,
  kind: Kind,
  what: "created" | "changed" | "retired" | "restored",
  row: Common,
  before: unknown,
  after: unknown,
) {
  await finishIn(tx);
  await record(tx, actor, { type: `${kind}.${what}`, subject: `${kind}:${row.id}`, data: { id: row.id, name: row.name, before, after } });
}
