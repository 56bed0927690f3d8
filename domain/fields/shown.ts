import type { FieldCondition, FieldValue } from "@/db/schema";

/** Pure, and the same for pages and acts: what is asked, of whom, and when. */

export type FieldValues = Readonly<Record<string, FieldValue | undefined>>;
type Asked = { key: string; shownWhen: FieldCondition | null };

/** Longer chains of conditions are refused when they are written (conditions.ts). */
export const LONGEST_CHAIN = 20;

/**
 * Whether a field is shown beside these values: its condition holds, and the field it depends on is itself shown.
 * Depending on one that is not asked here, it is not shown.
 */
export function isShown(field: Asked, values: FieldValues, byKey: ReadonlyMap<string, Asked>, depth = 0): boolean {
  if (!field.shownWhen) return true;
  const other = byKey.get(field.shownWhen.field);
  if (!other || depth > LONGEST_CHAIN) return false;
  return holds(field.shownWhen, values[other.key]) && isShown(other, values, byKey, depth + 1);
}

/** A branch of a tree holds for all that grows on it. Without values any answer will do. */
function holds({ values: wanted }: FieldCondition, value: FieldValue | undefined): boolean {
  const given = textsOf(value);
  if (wanted.length === 0) return given.length > 0;
  return wanted.some((one) => given.some((text) => text === one || text.startsWith(`${one}::`)));
}

/** A value as conditions and filters write it. */
export const textsOf = (value: FieldValue | undefined): string[] =>
  value === undefined ? [] : Array.isArray(value) ? value : [String(value)];

/** Where a field of tickets is asked; people and organisations stand in no queue. */
export const appliesTo = (
  field: { queueIds: readonly string[]; typeIds: readonly number[] },
  { queueId, typeId }: { queueId?: string | null; typeId?: number | null },
): boolean =>
  (field.queueIds.length === 0 || (queueId != null && field.queueIds.includes(queueId))) &&
  (field.typeIds.length === 0 || (typeId != null && field.typeIds.includes(typeId)));

export const byKeyOf = <F extends { key: string }>(fields: readonly F[]): ReadonlyMap<string, F> =>
  new Map(fields.map((field) => [field.key, field]));

/** The word for a field in a language of the desk. */
export const labelOf = ({ key, labels }: { key: string; labels: { en?: string; de?: string } }, locale: string): string =>
  (locale === "de" ? labels.de || labels.en : labels.en || labels.de) || key;
