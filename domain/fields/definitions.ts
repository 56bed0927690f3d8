import { and, asc, eq, inArray, sql } from "drizzle-orm";
import { type Db, db, type Tx } from "@/db";
import { customFields, type FieldEntity, fieldValues, groups, queues, ticketTypes } from "@/db/schema";
import { notFound, Refusal } from "@/lib/errors";
import { isId } from "@/lib/ids";
import { LOCKS } from "@/lib/locks";
import type { Actor } from "../access/actor";
import { authorizeDesk } from "../access/authorize";
import { record } from "../events/record";
import { conditionFault } from "./conditions";
import { type Defined, definedOf, type Field, type FieldInput, refuse } from "./definition";
import { labelOf } from "./shown";

/** Of tickets, people and organisations each. */
export const MOST_FIELDS = 500;

/** Makes a field. Refuses a key that is taken, and what could not be asked or answered (definition.ts, conditions.ts). */
export async function createField(actor: Actor, wanted: FieldInput): Promise<Field> {
  return db.transaction(async (tx) => {
    authorizeDesk(actor, "field.configure");
    await lockFields(tx);
    const defined = definedOf(wanted);
    const others = await readFields(tx, wanted.entity);
    if (others.length >= MOST_FIELDS) refuse("entity", `There are ${MOST_FIELDS} fields of this kind of thing at the most.`);
    if (others.some((field) => field.key === defined.key)) {
      throw new Refusal("conflict", "fieldKeyTaken", `There already is a field with the key "${defined.key}".`);
    }
    await requireKnown(tx, defined);
    requireConditions([...others, { ...defined, closedAt: null }]);
    const position = wanted.position ?? Math.max(0, ...others.map((field) => field.position)) + 1;
    const [made] = await tx
      .insert(customFields)
      .values({ ...defined, position })
      .returning();
    await record(tx, actor, {
      type: "field.created",
      subject: `field:${made!.id}`,
      data: { id: made!.id, name: labelOf(defined, "en"), before: null, after: { ...defined, position } },
    });
    return made!;
  });
}

export type FieldChange = Partial<Omit<FieldInput, "entity" | "key" | "kind">> & { closed?: boolean };

/**
 * Changes a field; what it is called by programs, what kind it is and whose it is stay. Closing it ends the asking and
 * keeps the answers. Doing it twice changes nothing. Refuses, like making one, and closing what others depend on.
 */
export async function changeField(actor: Actor, id: string, wanted: FieldChange): Promise<Field> {
  return db.transaction(async (tx) => {
    authorizeDesk(actor, "field.configure");
    await lockFields(tx);
    const before = await getFieldOrThrow(tx, id);
    const { closed = before.closedAt !== null, ...rest } = wanted;
    const defined = definedOf({ ...before, ...rest });
    const position = wanted.position ?? before.position;
    const closedAt = closed ? (before.closedAt ?? new Date()) : null;
    const [was, is] = [
      { ...asDefined(before), closed: before.closedAt !== null },
      { ...defined, position, closed },
    ];
    if (JSON.stringify(sorted(was)) === JSON.stringify(sorted(is))) return before;
    await requireKnown(tx, defined);
    const others = (await readFields(tx, before.entity)).filter((field) => field.id !== id);
    requireConditions([...others, { ...defined, closedAt }]);
    const [after] = await tx
      .update(customFields)
      .set({ ...defined, position, closedAt })
      .where(eq(customFields.id, id))
      .returning();
    await record(tx, actor, {
      type: closed && !before.closedAt ? "field.closed" : "field.changed",
      subject: `field:${id}`,
      data: { id, name: labelOf(defined, "en"), before: was, after: is },
    });
    return after!;
  });
}

/** Throws a field away. Refuses `conflict` where something was answered: that is closed instead; and what others depend on. */
export async function deleteField(actor: Actor, id: string): Promise<void> {
  await db.transaction(async (tx) => {
    authorizeDesk(actor, "field.configure");
    await lockFields(tx);
    const field = await getFieldOrThrow(tx, id);
    requireConditions((await readFields(tx, field.entity)).filter((other) => other.id !== id));
    const [answered] = await tx
      .select({ id: fieldValues.subjectId })
      .from(fieldValues)
      .where(and(eq(fieldValues.entity, field.entity), sql`${fieldValues.values} ? ${field.key}`))
      .limit(1);
    if (answered)
      throw new Refusal("conflict", "fieldInUse", "This field has answers. Close it instead: then it is asked no more, and they stay.");
    await tx.delete(customFields).where(eq(customFields.id, id));
    await record(tx, actor, {
      type: "field.deleted",
      subject: `field:${id}`,
      data: { id, name: labelOf(field, "en"), before: asDefined(field), after: null },
    });
  });
}

/** The fields of one kind of thing or all, closed ones too, as those who configure them see them. */
export async function listFields(actor: Actor, entity?: FieldEntity): Promise<Field[]> {
  authorizeDesk(actor, "field.configure");
  return readFields(db, entity);
}

export async function getField(actor: Actor, id: string): Promise<Field> {
  authorizeDesk(actor, "field.configure");
  return getFieldOrThrow(db, id);
}

/** In the order in which they are asked. */
export async function readFields(from: Db | Tx, entity?: FieldEntity): Promise<Field[]> {
  return from
    .select()
    .from(customFields)
    .where(entity ? eq(customFields.entity, entity) : undefined)
    .orderBy(asc(customFields.entity), asc(customFields.position), asc(customFields.createdAt), asc(customFields.id))
    .limit(3 * MOST_FIELDS);
}

async function getFieldOrThrow(from: Db | Tx, id: string): Promise<Field> {
  const [field] = isId(id) ? await from.select().from(customFields).where(eq(customFields.id, id)) : [];
  if (!field) throw notFound("field");
  return field;
}

/** Conditions are judged over all fields: two changes at once could close a circle that neither sees. */
const lockFields = (tx: Tx) => tx.execute(sql`select pg_advisory_xact_lock(${LOCKS.fields})`);

function requireConditions(fields: Parameters<typeof conditionFault>[0]): void {
  const found = conditionFault(fields);
  if (found) throw new Refusal("invalid", "badCondition", `${found.key}: ${found.fault}`, { fields: { shownWhen: found.fault } });
}

/** Queues, types and groups there are. */
async function requireKnown(tx: Tx, { queueIds, typeIds, readNeeds, writeNeeds }: Defined): Promise<void> {
  const groupIds = [...new Set([readNeeds?.groupId, writeNeeds?.groupId].filter((id) => id != null))];
  if ([...queueIds, ...groupIds].some((id) => !isId(id))) refuse("queueIds", "Queues and groups are named by their ids.");
  const countOf = async (rows: Promise<unknown[]>) => (await rows).length;
  if (queueIds.length && (await countOf(tx.select().from(queues).where(inArray(queues.id, queueIds)))) < queueIds.length) {
    refuse("queueIds", "There is no such queue.");
  }
  if (typeIds.length && (await countOf(tx.select().from(ticketTypes).where(inArray(ticketTypes.id, typeIds)))) < typeIds.length) {
    refuse("typeIds", "There is no such type of ticket.");
  }
  if (groupIds.length && (await countOf(tx.select().from(groups).where(inArray(groups.id, groupIds)))) < groupIds.length) {
    refuse(readNeeds?.groupId ? "readNeeds" : "writeNeeds", "There is no such group.");
  }
}

const asDefined = ({ id: _, createdAt: _c, closedAt: _a, ...defined }: Field) => defined;

/** The same however its keys are ordered. */
const sorted = (value: unknown): unknown =>
  Array.isArray(value)
    ? value.map(sorted)
    : value && typeof value === "object"
      ? Object.fromEntries(
          Object.entries(value)
            .sort(([a], [b]) => (a < b ? -1 : 1))
            .map(([key, one]) => [key, sorted(one)]),
        )
      : value;
