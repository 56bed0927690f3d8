import { and, eq, inArray, isNotNull, isNull, ne, type SQL, sql } from "drizzle-orm";
import { db } from "@/db";
import { customFields, type FieldEntity, type FieldValue, fieldValues, people } from "@/db/schema";
import { Refusal } from "@/lib/errors";
import type { Actor } from "../access/actor";
import { can } from "../access/policy";
import { answersOfAll } from "./answer";
import type { Field } from "./definition";
import { readFields } from "./definitions";
import { parseValue } from "./parse";
import { appliesTo, byKeyOf, isShown, textsOf } from "./shown";

type Holder = { id: string; groupId: string | null };
export type Answers = Record<string, FieldValue>;

/**
 * The answers of tickets, people or organisations, by id, as far as this actor may read them: the one filter for pages,
 * API and exports. Takes those he has been shown to be allowed to see. Two reads, however many fields there are.
 */
export async function listAnswers(actor: Actor, entity: FieldEntity, holders: readonly Holder[]): Promise<Map<string, Answers>> {
  const answers = await answersOfAll(
    db,
    holders.map((holder) => holder.id),
  );
  if (answers.size === 0) return answers;
  const restricted = actor.kind === "customer" ? ne(customFields.customers, "none") : isNotNull(customFields.readNeeds);
  const fields = await db
    .select()
    .from(customFields)
    .where(and(eq(customFields.entity, entity), restricted));
  const byKey = byKeyOf(fields);
  // To a customer nothing is open but what is; to an agent nothing is closed but what is.
  const mayRead = (key: string, groupId: string | null) => {
    const field = byKey.get(key);
    return field ? can(actor, "field.read", { ...field, groupId }) : actor.kind === "agent";
  };
  return new Map(
    holders.flatMap(({ id, groupId }) => {
      const values = answers.get(id);
      return values ? [[id, Object.fromEntries(Object.entries(values).filter(([key]) => mayRead(key, groupId)))] as const] : [];
    }),
  );
}

export type FormField = Pick<
  Field,
  "key" | "kind" | "labels" | "help" | "section" | "options" | "required" | "requiredToClose" | "shownWhen" | "queueIds" | "typeIds"
> & { value: FieldValue | null; mayWrite: boolean };

/**
 * The fields of something with their answers, in order, for a page: those that are asked here and this actor may read.
 * Those whose condition does not hold come too: the page shows them as soon as it does.
 */
export async function listFormFields(
  actor: Actor,
  entity: FieldEntity,
  holder: Holder & { queueId?: string; typeId?: number | null },
  mayChange: boolean,
): Promise<FormField[]> {
  const fields = (await readFields(db, entity)).filter(
    (field) => appliesTo(field, holder) && can(actor, "field.read", { ...field, groupId: holder.groupId }),
  );
  const answers: Answers = (await answersOfAll(db, [holder.id])).get(holder.id) ?? {};
  return fields
    .filter((field) => !field.closedAt || answers[field.key] !== undefined)
    .map((field) => {
      const mayWrite = mayChange && !field.closedAt && can(actor, "field.write", { ...field, groupId: holder.groupId });
      return formField(field, answers[field.key] ?? null, mayWrite);
    });
}

/** What is asked while something is opened: everything the actor may fill in, of any queue and type. */
export async function listFieldsToAsk(actor: Actor, entity: FieldEntity): Promise<FormField[]> {
  const right = actor.kind === "customer" ? "field.fill" : "field.write";
  const fields = await readFields(db, entity);
  return fields
    .filter((field) => !field.closedAt && can(actor, right, { ...field, groupId: null }))
    .map((field) => formField(field, field.fallback, true));
}

const formField = (field: Field, value: FieldValue | null, mayWrite: boolean): FormField => {
  const { key, kind, labels, help, section, options, required, requiredToClose, shownWhen, queueIds, typeIds } = field;
  return { key, kind, labels, help, section, options, required, requiredToClose, shownWhen, queueIds, typeIds, value, mayWrite };
};

/** What a customer sees of the fields of his ticket: those that are answered, and shown beside the other answers. */
export async function listAnsweredFields(actor: Actor, holder: Holder & { queueId: string; typeId: number | null }): Promise<FormField[]> {
  const form = await listFormFields(actor, "ticket", holder, false);
  const byKey = byKeyOf(form);
  const values = Object.fromEntries(form.flatMap((field) => (field.value === null ? [] : [[field.key, field.value]])));
  return form.filter((field) => field.value !== null && isShown(field, values, byKey));
}

/** Names for the people that answers name, by id. */
export async function namesOfPeople(fields: readonly FormField[]): Promise<Record<string, { name: string; email: string }>> {
  const ids = fields.flatMap((field) => (field.kind === "person" ? textsOf(field.value ?? undefined) : []));
  if (ids.length === 0) return {};
  const rows = await db.select({ id: people.id, name: people.name, email: people.email }).from(people).where(inArray(people.id, ids));
  return Object.fromEntries(rows.map(({ id, ...person }) => [id, person]));
}

const MOST_FILTERS = 10;

/**
 * The condition of a list by answers, `{ key: value }`: an index finds them. `groupOf` is the column of the ticket's
 * group, for fields that not every agent may read. Refuses a field there is not for this actor, and a value it does not
 * hold.
 */
export async function findAnswering(actor: Actor, entity: FieldEntity, id: SQL, filter: Record<string, string>): Promise<SQL | undefined> {
  const keys = Object.keys(filter);
  if (keys.length === 0) return undefined;
  if (keys.length > MOST_FILTERS) refuseFilter(`field.${keys[MOST_FILTERS]}`, `A list is filtered by ${MOST_FILTERS} fields at the most.`);
  const fields = await db
    .select()
    .from(customFields)
    .where(and(eq(customFields.entity, entity), inArray(customFields.key, keys)));
  const byKey = byKeyOf(fields);
  const conditions = keys.map((key) => {
    const field = byKey.get(key);
    // Who reads it in some groups only could ask about tickets of others: such a field filters for who reads it anywhere.
    const readable = field && readsEverywhere(actor, field);
    if (!readable) refuseFilter(`field.${key.slice(0, 60)}`, "There is no such field.");
    const wanted = wantedOf(field, filter[key]!);
    const contained = wanted.map((one) => sql`${fieldValues.values} @> ${JSON.stringify({ [key]: one })}::jsonb`);
    return sql`(${sql.join(contained, sql` or `)})`;
  });
  const matching = db
    .select({ id: fieldValues.subjectId })
    .from(fieldValues)
    .where(and(eq(fieldValues.entity, entity), ...conditions));
  return sql`${id} = any(array(${matching}))`;
}

function readsEverywhere(actor: Actor, field: Field): boolean {
  if (actor.kind !== "agent" || !field.readNeeds) return can(actor, "field.read", { ...field, groupId: null });
  const { everywhere } = actor.rights;
  if (field.readNeeds.groupId || field.readNeeds.right === "admin") return can(actor, "field.read", { ...field, groupId: null });
  return everywhere.has(field.readNeeds.right) || everywhere.has("full");
}

/** The values that match: of a tree also what grows on the branch, of several choices each that holds the one. */
function wantedOf(field: Field, text: string): unknown[] {
  if (field.kind === "tree") {
    const below = field.options.map((option) => option.value).filter((value) => value === text || value.startsWith(`${text}::`));
    if (below.length > 0) return below;
  }
  try {
    const value = field.kind === "person" ? text : parseValue(field, text);
    return [value ?? refuseFilter(`field.${field.key}`, "Say which value.")];
  } catch (error) {
    if (error instanceof Refusal) return refuseFilter(`field.${field.key}`, error.message);
    throw error;
  }
}

function refuseFilter(name: string, message: string): never {
  throw new Refusal("invalid", "badFilter", message, { fields: { [name]: message } });
}

/** Whether anything is asked of this kind of thing at all: pages without fields need not ask further. */
export async function hasFields(entity: FieldEntity): Promise<boolean> {
  const [one] = await db
    .select({ id: customFields.id })
    .from(customFields)
    .where(and(eq(customFields.entity, entity), isNull(customFields.closedAt)))
    .limit(1);
  return one !== undefined;
}
