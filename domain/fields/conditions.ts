import type { FieldCondition, FieldKind, FieldNeed, FieldOption } from "@/db/schema";
import { byKeyOf, LONGEST_CHAIN } from "./shown";

export type Conditional = {
  key: string;
  kind: FieldKind;
  options: FieldOption[];
  customers: "none" | "see" | "fill";
  readNeeds: FieldNeed | null;
  shownWhen: FieldCondition | null;
  closedAt: Date | null;
};

export type ConditionFault = { key: string; fault: string };

/**
 * What is wrong with the conditions of all fields of one kind of thing, looked at together: the first fault, or null.
 * A field may only depend on what everybody who sees it sees as well; else that it is there would tell the other's value.
 */
export function conditionFault(fields: readonly Conditional[]): ConditionFault | null {
  const byKey = byKeyOf(fields);
  for (const field of fields) {
    if (!field.shownWhen || field.closedAt) continue;
    const other = byKey.get(field.shownWhen.field);
    const fault = !other
      ? `There is no field "${field.shownWhen.field}" to depend on.`
      : other.closedAt
        ? `"${other.key}" is closed: nothing can depend on it.`
        : (circleFault(field, byKey) ?? valueFault(field.shownWhen, other) ?? sightFault(field, other));
    if (fault) return { key: field.key, fault };
  }
  return null;
}

function circleFault(field: Conditional, byKey: ReadonlyMap<string, Conditional>): string | null {
  const passed = new Set([field.key]);
  for (let next = field.shownWhen; next; next = byKey.get(next.field)?.shownWhen ?? null) {
    if (passed.has(next.field)) return `"${field.key}" would depend on itself, by way of ${[...passed].join(", ")}.`;
    passed.add(next.field);
    if (passed.size > LONGEST_CHAIN) return `A chain of conditions has ${LONGEST_CHAIN} fields at the most.`;
  }
  return null;
}

function valueFault({ values }: FieldCondition, other: Conditional): string | null {
  const known = other.kind === "yes-no" ? ["true", "false"] : other.options.length ? other.options.map((option) => option.value) : null;
  const strange = known && values.find((value) => !known.some((one) => one === value || one.startsWith(`${value}::`)));
  return strange ? `"${strange}" is no value of "${other.key}"; this field would never be shown.` : null;
}

function sightFault(field: Conditional, other: Conditional): string | null {
  if (field.customers !== "none" && other.customers === "none") {
    return `Customers see "${field.key}" and do not see "${other.key}": it cannot depend on that.`;
  }
  if (field.customers === "fill" && other.customers !== "fill") {
    return `Customers fill in "${field.key}" and not "${other.key}": it cannot depend on that.`;
  }
  const same = other.readNeeds?.right === field.readNeeds?.right && other.readNeeds?.groupId === field.readNeeds?.groupId;
  return other.readNeeds && !same ? `Not all who see "${field.key}" may see "${other.key}": it cannot depend on that.` : null;
}
