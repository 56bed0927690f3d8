import type { customFields, FieldCondition, FieldEntity, FieldKind, FieldNeed, FieldOption, FieldValue, Labels } from "@/db/schema";
import { Refusal } from "@/lib/errors";
import { GROUP_RIGHTS } from "../access/actor";
import { isStorable, parseValue } from "./parse";
import { isPattern, isTooSlow, LONGEST_PATTERN } from "./pattern";

export type Field = typeof customFields.$inferSelect;

/** A field as people and programs write it; queues, types and groups come as ids, checked by the act. */
export type FieldInput = {
  entity: FieldEntity;
  key: string;
  kind: FieldKind;
  labels: Labels;
  help?: Labels;
  section?: Labels;
  position?: number;
  required?: boolean;
  requiredToClose?: boolean;
  fallback?: unknown;
  customers?: "none" | "see" | "fill";
  options?: readonly FieldOption[];
  pattern?: string | null;
  queueIds?: readonly string[];
  typeIds?: readonly number[];
  shownWhen?: FieldCondition | null;
  readNeeds?: FieldNeed | null;
  writeNeeds?: FieldNeed | null;
};

export type Defined = Omit<Field, "id" | "createdAt" | "closedAt" | "position">;

export const MOST_OPTIONS = 1000;
const LONGEST_LABEL = 200;
const LONGEST_HELP = 2000;
const KEY = /^[a-z][a-zA-Z0-9_-]{0,59}$/;
const HAS_OPTIONS = new Set<FieldKind>(["one-of", "many-of", "tree"]);
const RIGHTS: readonly string[] = [...GROUP_RIGHTS, "admin"];

/** A field as it is kept. Refuses, naming the input, what could not be asked or answered. */
export function definedOf(wanted: FieldInput): Defined {
  if (!KEY.test(wanted.key)) refuse("key", "A key begins with a small letter; letters, digits, - and _ may follow, 60 in all.");
  const { entity, kind } = wanted;
  const ofTicket = entity === "ticket";
  const customers = wanted.customers ?? "none";
  const defined: Defined = {
    ...{ entity, kind, key: wanted.key, customers },
    labels: words("labels", wanted.labels, LONGEST_LABEL, true),
    help: words("help", wanted.help ?? {}, LONGEST_HELP, false),
    section: words("section", wanted.section ?? {}, LONGEST_LABEL, false),
    required: wanted.required ?? false,
    requiredToClose: wanted.requiredToClose ?? false,
    options: HAS_OPTIONS.has(kind) ? optionsOf(kind, wanted.options ?? []) : none("options", [...(wanted.options ?? [])], kind),
    pattern: kind === "pattern" ? patternOf(wanted.pattern ?? "") : none("pattern", wanted.pattern ?? null, kind),
    queueIds: [...new Set(wanted.queueIds ?? [])],
    typeIds: [...new Set(wanted.typeIds ?? [])],
    shownWhen: conditionOf(wanted.shownWhen ?? null),
    readNeeds: needOf("readNeeds", wanted.readNeeds ?? null),
    writeNeeds: needOf("writeNeeds", wanted.writeNeeds ?? null),
    fallback: null,
  };
  if (!ofTicket && (defined.queueIds.length || defined.typeIds.length)) refuse("queueIds", "Only tickets stand in queues and have types.");
  if (!ofTicket && defined.requiredToClose) refuse("requiredToClose", "Only tickets are closed.");
  if (!ofTicket && customers === "fill") refuse("customers", "Customers fill in fields of tickets only, while they open one.");
  if (customers !== "none" && defined.readNeeds) refuse("readNeeds", "What customers see, every agent of the ticket may read.");
  // Whether an address is taken would tell a customer who is known here.
  if (customers === "fill" && kind === "person") refuse("customers", "A customer cannot name people.");
  return { ...defined, fallback: fallbackOf(defined, wanted.fallback) };
}

function words(field: string, { en, de }: Labels, longest: number, needed: boolean): Labels {
  const said = Object.fromEntries(Object.entries({ en, de }).flatMap(([locale, text]) => (text?.trim() ? [[locale, text.trim()]] : [])));
  const all = Object.values(said);
  if (needed && all.length === 0) refuse(field, "Give the field a name.");
  if (all.some((text) => text.length > longest || !isStorable(text))) refuse(field, `At most ${longest} characters.`);
  return said;
}

function optionsOf(kind: FieldKind, wanted: readonly FieldOption[]): FieldOption[] {
  if (wanted.length === 0) refuse("options", "Give it at least one choice.");
  if (wanted.length > MOST_OPTIONS) refuse("options", `A field has ${MOST_OPTIONS} choices at the most.`);
  const options = wanted.map(({ value, labels }) => ({
    value: value.trim(),
    ...(labels ? { labels: words("options", labels, LONGEST_LABEL, false) } : {}),
  }));
  const bad = options.find(({ value }) => value === "" || value.length > LONGEST_LABEL || !isStorable(value));
  if (bad) refuse("options", `A choice has one to ${LONGEST_LABEL} characters.`);
  if (new Set(options.map((option) => option.value)).size < options.length) refuse("options", "Each choice stands once.");
  const torn = kind === "tree" && options.find(({ value }) => value.split("::").some((part) => part.trim() === ""));
  if (torn) refuse("options", `"${torn.value}" has an empty branch; write A::B::C.`);
  return options;
}

function patternOf(pattern: string): string {
  if (pattern === "" || pattern.length > LONGEST_PATTERN || !isStorable(pattern)) {
    refuse("pattern", `A pattern has one to ${LONGEST_PATTERN} characters.`);
  }
  if (!isPattern(pattern)) refuse("pattern", "This is no regular expression.");
  if (isTooSlow(pattern)) refuse("pattern", "Some texts would keep this pattern busy for ever; avoid a repetition within a repetition.");
  return pattern;
}

function none<T>(field: string, given: T, kind: FieldKind): T {
  if (Array.isArray(given) ? given.length > 0 : given !== null) refuse(field, `A field of the kind ${kind} takes none.`);
  return given;
}

function conditionOf(condition: FieldCondition | null): FieldCondition | null {
  if (!condition) return null;
  if (condition.values.length > MOST_OPTIONS) refuse("shownWhen", `A condition names ${MOST_OPTIONS} values at the most.`);
  if (condition.values.some((value) => value.length > LONGEST_HELP || !isStorable(value))) refuse("shownWhen", "This is no value.");
  return { field: condition.field, values: [...new Set(condition.values)] };
}

function needOf(field: string, need: FieldNeed | null): FieldNeed | null {
  if (need && !RIGHTS.includes(need.right)) refuse(field, `There is no right called "${need.right}"; there are ${RIGHTS.join(", ")}.`);
  return need;
}

function fallbackOf(field: Defined, wanted: unknown): FieldValue | null {
  if (wanted === undefined || wanted === null || wanted === "") return null;
  if (field.kind === "person") refuse("fallback", "A person cannot be given beforehand.");
  try {
    return parseValue(field, wanted);
  } catch (error) {
    if (error instanceof Refusal) refuse("fallback", error.message);
    throw error;
  }
}

export function refuse(field: string, message: string): never {
  throw new Refusal("invalid", "badField", message, { fields: { [field]: message } });
}
