import { and, asc, eq, inArray, isNull, sql } from "drizzle-orm";
import type { Tx } from "@/db";
import { customFields, type FieldEntity, type FieldValue, fieldValues, type Labels, people } from "@/db/schema";
import { Refusal } from "@/lib/errors";
import { isId } from "@/lib/ids";
import { LOCKS } from "@/lib/locks";
import type { Actor } from "../access/actor";
import { can } from "../access/policy";
import type { Field } from "./definition";
import { MOST_FIELDS, readFields } from "./definitions";
import { parseValue, refuseValue } from "./parse";
import { appliesTo, byKeyOf, type FieldValues, isShown, labelOf } from "./shown";

/** What fields are asked of: the caller holds its lock and has asked whether it may be changed at all. */
export type Holder = { entity: FieldEntity; id: string; groupId: string | null; queueId?: string; typeId?: number | null };

/** What became of the answers, as events tell it. */
export type Answered = {
  fields: { id: string; key: string; labels: Labels }[];
  before: Record<string, FieldValue>;
  after: Record<string, FieldValue>;
};

/**
 * Answers fields by their keys; null clears one. Answers nothing and gives null when all is as it was. Refuses, naming
 * the field: one there is not or that the actor may not see, one he may not write, one that is closed or not asked
 * here, a value it does not hold, and clearing a required one.
 */
export async function answerIn(tx: Tx, actor: Actor, holder: Holder, wanted: Record<string, unknown>): Promise<Answered | null> {
  const [fields, before] = [await fieldsToAnswer(tx, holder.entity), await answersOf(tx, holder.id)];
  const mayAnswer = (field: Field) => can(actor, "field.write", { ...field, groupId: holder.groupId });
  const given = await parsed(tx, actor, holder, fields, changedOnly(wanted, before), mayAnswer);
  const after = { ...before, ...given };
  requireShown(fields, holder, after, given);
  for (const [key, value] of Object.entries(given)) {
    const field = byKeyOf(fields).get(key)!;
    if (value === undefined && field.required) refuseMissing([field]);
  }
  return write(tx, holder, fields, before, after);
}

/**
 * The answers something begins with: those given, and what stands in a field beforehand. `asks` is off where nobody is
 * there to be asked (a letter): then nothing is required. Refuses like `answerIn`, and what is required and missing.
 */
export async function answerAtOpeningIn(
  tx: Tx,
  actor: Actor,
  holder: Holder,
  wanted: Record<string, unknown>,
  asks: boolean,
): Promise<Answered | null> {
  const open = await tx
    .select()
    .from(customFields)
    .where(and(eq(customFields.entity, holder.entity), isNull(customFields.closedAt)))
    .orderBy(asc(customFields.position))
    .limit(MOST_FIELDS);
  if (open.length === 0 && Object.keys(wanted).length === 0) return null;
  const fields = Object.keys(wanted).length ? await fieldsToAnswer(tx, holder.entity) : open;
  const right = actor.kind === "customer" ? "field.fill" : "field.write";
  const mayAnswer = (field: Field) => can(actor, right, { ...field, groupId: holder.groupId });
  const given = await parsed(tx, actor, holder, fields, changedOnly(wanted, {}), mayAnswer);
  const asked = open.filter((field) => appliesTo(field, holder));
  const values = withFallbacks(asked, given);
  requireShown(fields, holder, values, given);
  const missing = asked.filter(
    (field) => field.required && values[field.key] === undefined && isShown(field, values, byKeyOf(asked)) && mayAnswer(field),
  );
  if (asks && missing.length > 0) refuseMissing(missing);
  return write(tx, holder, fields, {}, values);
}

/** Refuses to close a ticket while a field is empty that must not be then; what is not shown is not asked. */
export async function requireAnswersToClose(tx: Tx, holder: Holder): Promise<void> {
  const [needed] = await tx
    .select({ id: customFields.id })
    .from(customFields)
    .where(and(eq(customFields.entity, holder.entity), eq(customFields.requiredToClose, true), isNull(customFields.closedAt)))
    .limit(1);
  if (!needed) return;
  const values = await answersOf(tx, holder.id);
  const asked = (await readFields(tx, holder.entity)).filter((field) => !field.closedAt && appliesTo(field, holder));
  const missing = asked.filter(
    (field) => field.requiredToClose && values[field.key] === undefined && isShown(field, values, byKeyOf(asked)),
  );
  if (missing.length > 0) refuseMissing(missing, "fieldsMissingToClose", "Before closing, fill in");
}

/** Definitions stand still while they are answered: none is thrown away under a new answer. */
async function fieldsToAnswer(tx: Tx, entity: FieldEntity): Promise<Field[]> {
  await tx.execute(sql`select pg_advisory_xact_lock_shared(${LOCKS.fields})`);
  return readFields(tx, entity);
}

export async function answersOf(tx: Tx, id: string): Promise<Record<string, FieldValue>> {
  const [row] = await tx.select({ values: fieldValues.values }).from(fieldValues).where(eq(fieldValues.subjectId, id));
  return row?.values ?? {};
}

/** What a program sends back as it read it is no change, and asks no right. */
function changedOnly(wanted: Record<string, unknown>, before: FieldValues): [string, unknown][] {
  if (Object.keys(wanted).length > MOST_FIELDS) {
    throw new Refusal("invalid", "tooManyFields", `At most ${MOST_FIELDS} fields are answered at once.`, {
      fields: { fields: `At most ${MOST_FIELDS} fields are answered at once.` },
    });
  }
  return Object.entries(wanted).filter(([key, raw]) => {
    const now = Object.hasOwn(before, key) ? before[key] : null;
    return raw !== undefined && JSON.stringify(raw) !== JSON.stringify(now ?? null);
  });
}

type Given = Record<string, FieldValue | undefined>;

async function parsed(
  tx: Tx,
  actor: Actor,
  holder: Holder,
  fields: readonly Field[],
  wanted: [string, unknown][],
  mayAnswer: (field: Field) => boolean,
): Promise<Given> {
  const byKey = byKeyOf(fields);
  const given: Given = {};
  for (const [key, raw] of wanted) {
    const field = byKey.get(key);
    if (!field || !can(actor, "field.read", { ...field, groupId: holder.groupId })) refuseUnknown(key);
    if (!mayAnswer(field)) {
      const message = `You may not fill in ${labelOf(field, "en")}.`;
      const values = { en: labelOf(field, "en"), de: labelOf(field, "de") };
      throw new Refusal("forbidden", "fieldNotYours", message, { fields: { [`fields.${key}`]: message }, values });
    }
    if (field.closedAt) refuseValue(field, "fieldClosed", (label) => `${label} is closed: it is answered no more.`);
    const value = parseValue(field, raw);
    given[key] = value === null ? undefined : field.kind === "person" ? await personIn(tx, field, value) : value;
  }
  return given;
}

function refuseUnknown(key: string): never {
  const message = `There is no field called "${key.slice(0, 60).toWellFormed().replaceAll("\0", "")}".`;
  throw new Refusal("invalid", "unknownField", message, { fields: { fields: message } });
}

async function personIn(tx: Tx, field: Field, who: FieldValue): Promise<string> {
  const text = String(who);
  const [person] = await tx
    .select({ id: people.id })
    .from(people)
    .where(and(isId(text) ? eq(people.id, text) : eq(people.email, text.toLowerCase()), eq(people.active, true)));
  return person?.id ?? refuseValue(field, "fieldPerson", (label) => `${label}: there is nobody called "${text}".`);
}

/** Judged by what all of the answers will be: a field may be answered together with the one that shows it. */
function requireShown(fields: readonly Field[], holder: Holder, values: FieldValues, given: Given): void {
  const asked = fields.filter((field) => !field.closedAt && appliesTo(field, holder));
  const byKey = byKeyOf(asked);
  for (const field of fields) {
    if (given[field.key] === undefined) continue;
    if (!byKey.has(field.key)) refuseValue(field, "fieldNotHere", (label) => `${label} is not asked of this queue and type.`);
    if (!isShown(field, values, byKey)) refuseValue(field, "fieldNotShown", (label) => `${label} is not asked beside these answers.`);
  }
}

/** A field that another one shows comes after it, however they are ordered. */
function withFallbacks(asked: readonly Field[], given: Given): Given {
  const byKey = byKeyOf(asked);
  const values = { ...given };
  for (let before = -1, now = 0; now !== before; ) {
    before = now;
    for (const field of asked) {
      if (field.fallback === null || Object.hasOwn(values, field.key) || !isShown(field, values, byKey)) continue;
      values[field.key] = field.fallback;
      now++;
    }
  }
  return values;
}

function refuseMissing(fields: readonly Field[], key = "fieldsMissing", say = "Please fill in"): never {
  const [en, de] = (["en", "de"] as const).map((locale) => fields.map((field) => labelOf(field, locale)).join(", "));
  const message = `${say}: ${en}.`;
  throw new Refusal("invalid", key, message, {
    fields: Object.fromEntries(fields.map((field) => [`fields.${field.key}`, message])),
    values: { en: en!, de: de! },
  });
}

async function write(tx: Tx, holder: Holder, fields: readonly Field[], before: FieldValues, after: Given): Promise<Answered | null> {
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  const changed = keys.filter((key) => JSON.stringify(before[key]) !== JSON.stringify(after[key]));
  if (changed.length === 0) return null;
  const values = filled(after, Object.keys(after));
  await tx
    .insert(fieldValues)
    .values({ subjectId: holder.id, entity: holder.entity, values })
    .onConflictDoUpdate({ target: fieldValues.subjectId, set: { values } });
  const told = fields.filter((field) => changed.includes(field.key));
  return {
    fields: told.map(({ id, key, labels }) => ({ id, key, labels })),
    before: filled(before, changed),
    after: filled(after, changed),
  };
}

const filled = (values: FieldValues, keys: readonly string[]): Record<string, FieldValue> =>
  Object.fromEntries(keys.flatMap((key) => (values[key] === undefined ? [] : [[key, values[key]]])));

/** For lists and pages: the answers of several, by id. */
export async function answersOfAll(from: Pick<Tx, "select">, ids: readonly string[]): Promise<Map<string, Record<string, FieldValue>>> {
  if (ids.length === 0) return new Map();
  const rows = await from
    .select({ id: fieldValues.subjectId, values: fieldValues.values })
    .from(fieldValues)
    .where(inArray(fieldValues.subjectId, [...ids]));
  return new Map(rows.map((row) => [row.id, row.values]));
}
