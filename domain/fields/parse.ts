import type { FieldKind, FieldOption, FieldValue, Labels } from "@/db/schema";
import { Refusal } from "@/lib/errors";
import { LONGEST_MATCHED, matchesPattern } from "./pattern";
import { labelOf } from "./shown";

export const LONGEST_TEXT = 500;
export const LONGEST_LONG_TEXT = 20_000;
const MOST_CHOSEN = 100;

export type Answerable = { key: string; kind: FieldKind; labels: Labels; options: FieldOption[]; pattern: string | null };

/**
 * What was written into a field as it is kept; null when it is cleared. Takes JSON as well as the texts of forms.
 * Refuses `invalid`, naming the field, what its kind does not hold. A person is given by address or id and comes back as
 * written: who it is only the database knows.
 */
export function parseValue(field: Answerable, raw: unknown): FieldValue | null {
  if (raw === null || raw === undefined || raw === "" || (Array.isArray(raw) && raw.length === 0)) return null;
  const value = typeof raw === "string" ? raw.trim() : raw;
  if (value === "") return null;
  return PARSERS[field.kind](field, value);
}

const PARSERS: Record<FieldKind, (field: Answerable, value: unknown) => FieldValue> = {
  text: (field, value) => text(field, value, LONGEST_TEXT, false),
  "long-text": (field, value) => text(field, value, LONGEST_LONG_TEXT, true),
  person: (field, value) => text(field, value, LONGEST_TEXT, false),
  integer: (field, value) => {
    const number = typeof value === "string" && /^-?\d{1,16}$/.test(value) ? Number(value) : value;
    if (typeof number === "number" && Number.isSafeInteger(number)) return number;
    return refuseValue(field, "fieldInteger", (label) => `${label} takes a whole number.`);
  },
  decimal: (field, value) => {
    const number = typeof value === "string" && /^-?\d{1,15}(\.\d{1,10})?$/.test(value) ? Number(value) : value;
    if (typeof number === "number" && Number.isFinite(number) && Math.abs(number) < 1e15) return number;
    return refuseValue(field, "fieldDecimal", (label) => `${label} takes a number, its decimals after a point.`);
  },
  "yes-no": (field, value) => {
    if (value === true || value === "true") return true;
    if (value === false || value === "false") return false;
    return refuseValue(field, "fieldYesNo", (label) => `${label} is true or false.`);
  },
  date: (field, value) => {
    if (typeof value === "string" && /^[1-9]\d{3}-\d\d-\d\d$/.test(value) && isDay(value)) return value;
    return refuseValue(field, "fieldDate", (label) => `${label} takes a date, as 2026-12-31.`);
  },
  "date-time": (field, value) => {
    const readable = typeof value === "string" && INSTANT.test(value) && isDay(value.slice(0, 10)) && !Number.isNaN(Date.parse(value));
    if (readable) return new Date(value).toISOString();
    return refuseValue(field, "fieldDateTime", (label) => `${label} takes a date and time with its zone, as 2026-12-31T09:00:00Z.`);
  },
  "one-of": oneOption,
  tree: oneOption,
  "many-of": (field, value) => {
    const chosen = new Set(Array.isArray(value) ? value : [value]);
    const known = field.options.map((option) => option.value);
    const strange = [...chosen].find((one) => !known.includes(one as string));
    if (strange === undefined && chosen.size <= MOST_CHOSEN) return known.filter((one) => chosen.has(one));
    return refuseOption(field, strange);
  },
  pattern: (field, value) => {
    const written = text(field, value, LONGEST_MATCHED, false);
    if (matchesPattern(field.pattern ?? "", written) === "yes") return written;
    return refuseValue(field, "fieldPattern", (label) => `${label} does not have the form it must have.`);
  },
};

const INSTANT = /^[1-9]\d{3}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:\d\d)$/;

/** Not the thirtieth of February. */
function isDay(text: string): boolean {
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}

function oneOption(field: Answerable, value: unknown): string {
  return field.options.some((option) => option.value === value) ? (value as string) : refuseOption(field, value);
}

function refuseOption(field: Answerable, value: unknown): never {
  const said = typeof value === "string" ? `"${value.slice(0, 100).toWellFormed()}" is` : "This is";
  return refuseValue(field, "fieldOption", (label) => `${label}: ${said} none of its choices.`);
}

function text(field: Answerable, value: unknown, longest: number, lines: boolean): string {
  if (typeof value !== "string") return refuseValue(field, "fieldText", (label) => `${label} takes text.`);
  if (!isStorable(value)) return refuseValue(field, "fieldCharacters", (label) => `${label} holds characters that are none.`);
  const written = lines ? value.replaceAll("\r\n", "\n") : value.replace(/\s+/g, " ");
  if (written.length <= longest) return written;
  return refuseValue(field, "fieldTooLong", (label) => `${label} takes ${longest} characters at the most.`, { longest: String(longest) });
}

/** The database keeps no NUL, and half a surrogate pair is no character. */
export const isStorable = (written: string): boolean => !written.includes("\0") && written.isWellFormed();

/** Refuses `invalid`, with the fault beside the field it is about. */
export function refuseValue(
  field: Pick<Answerable, "key" | "labels">,
  key: string,
  say: (label: string) => string,
  more: Record<string, string> = {},
): never {
  const [en, de] = [labelOf(field, "en"), labelOf(field, "de")];
  const message = say(en);
  throw new Refusal("invalid", key, message, { fields: { [`fields.${field.key}`]: message }, values: { en, de, ...more } });
}
