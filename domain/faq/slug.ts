import { Refusal } from "@/lib/errors";

const MAX = 80;
const SPELT: Record<string, string> = { ä: "ae", ö: "oe", ü: "ue", ß: "ss", æ: "ae", ø: "o", œ: "oe" };

/** A title as an address: `Größe ändern?` becomes `groesse-aendern`. Empty when nothing of it can be spelt. */
export function slugOf(title: string): string {
  const spelt = title
    .toLowerCase()
    .replace(/[äöüßæøœ]/g, (letter) => SPELT[letter]!)
    .normalize("NFKD")
    .replace(/\p{M}/gu, "");
  const slug = spelt.replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "");
  return slug.length <= MAX ? slug : slug.slice(0, MAX).replace(/-[^-]*$/, "");
}

/** A slug somebody chose. Refuses what could not stand in an address. */
export function requireSlug(text: string): string {
  const slug = text.trim().toLowerCase();
  if (/^[a-z0-9]+(-[a-z0-9]+)*$/.test(slug) && slug.length <= MAX) return slug;
  const message = "An address has small letters a to z, digits and single hyphens, at most 80 of them.";
  throw new Refusal("invalid", "badSlug", message, { fields: { slug: message } });
}
