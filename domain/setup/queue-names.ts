import { faulty } from "./choices";

/** Pure: queues form a tree by their names, `Network::VPN`. */
const BETWEEN = "::";
const MAX_PART = 60;
const MAX_DEPTH = 8;
const CONTROL = /\p{Cc}|\p{Cs}/u;

/** A full name as it is kept. Refuses empty, over-long and odd parts, and more than eight levels. */
export function requireQueueName(wanted: string): string {
  const parts = wanted.split(BETWEEN).map((part) => part.replace(/\s+/g, " ").trim());
  const fits = parts.every((part) => part !== "" && part.length <= MAX_PART && !part.includes(":") && !CONTROL.test(part));
  if (fits && parts.length <= MAX_DEPTH) return parts.join(BETWEEN);
  throw faulty(
    "name",
    "badQueueName",
    `Each part of a queue's name has one to ${MAX_PART} characters without colons, ${MAX_DEPTH} levels at most.`,
  );
}

/** The name of the queue above, or null for one at the top. */
export function parentName(name: string): string | null {
  const end = name.lastIndexOf(BETWEEN);
  return end === -1 ? null : name.slice(0, end);
}

export const isBelow = (name: string, above: string): boolean => name.startsWith(above + BETWEEN);

/** What a queue is called once the one above it has another name. */
export const renamedBelow = (name: string, from: string, to: string): string => to + name.slice(from.length);
