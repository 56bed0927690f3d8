/** Text with gaps: `{{customer.name}}`, or `{{customer.name|there}}` with what stands in its place when it is empty. */
const GAP = /\{\{\s*([a-zA-Z][\w.]{0,60})\s*(?:\|([^{}]{0,200}))?\}\}/g;

export type Gap = { name: string; fallback: string | null };

/** The gaps of a text, in their order, each as often as it stands there. */
export const gapsIn = (text: string): Gap[] =>
  [...text.matchAll(GAP)].map(([, name, fallback]) => ({ name: name!, fallback: fallback?.trim() ?? null }));

export type Filled = { text: string; missing: string[] };

/**
 * Fills the gaps of a text: an empty value takes the fallback; a gap without one stays as it stands, and its name is in
 * `missing`, once. What a value holds is never read as a gap itself. `escaped` is for HTML; a fallback is a part of the
 * text and is escaped already.
 */
export function fillGaps(text: string, values: Readonly<Record<string, string>>, escaped = (value: string) => value): Filled {
  const missing = new Set<string>();
  const filled = text.replace(GAP, (gap, name: string, fallback?: string) => {
    const value = Object.hasOwn(values, name) ? values[name]! : "";
    if (value !== "") return escaped(value).replaceAll("{{", "{\u2060{");
    if (fallback !== undefined) return fallback.trim();
    missing.add(name);
    return gap;
  });
  return { text: filled, missing: [...missing] };
}

/** What stayed unfilled, left out with the blanks before it: `Hello {{customer.firstName}},` becomes `Hello,`. */
export const withoutGaps = (text: string): string => text.replace(new RegExp(`[ \\t]*${GAP.source}`, "g"), "");
