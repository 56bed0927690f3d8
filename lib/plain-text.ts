import { Refusal } from "./errors";

/** Characters that no text of ours holds: NUL, which PostgreSQL refuses, and half a surrogate pair. */
const isSound = (text: string): boolean => !text.includes("\0") && text.isWellFormed();

/** One line of text as it is kept. Refuses `invalid`, naming the field: nothing, more than `max` characters, broken ones. */
export function requireLine(text: string, field: string, max: number): string {
  return requireProse(text.replace(/\s+/g, " "), field, max);
}

/** The same of several lines. */
export function requireProse(text: string, field: string, max: number): string {
  const kept = optionalProse(text, field, max);
  if (kept === "") refuse("textMissing", "Write something here.", field);
  return kept;
}

/** Several lines, or nothing. */
export function optionalProse(text: string, field: string, max: number): string {
  const kept = text.trim();
  if (!isSound(kept)) refuse("badCharacters", "This holds characters that cannot be kept.", field);
  if (kept.length > max) refuse("textTooLong", `This may have at most ${max} characters.`, field, { max: String(max) });
  return kept;
}

function refuse(key: string, message: string, field: string, values?: Record<string, string>): never {
  throw new Refusal("invalid", key, message, { fields: { [field]: message }, values });
}
