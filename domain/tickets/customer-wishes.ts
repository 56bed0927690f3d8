import { Refusal } from "@/lib/errors";

/**
 * Refuses what only agents decide when a customer asks for it, rather than leaving it out in silence: he would go on
 * believing that it was done.
 */
export function refuseOfCustomer(wishes: Record<string, unknown>): void {
  const wished = Object.keys(wishes).filter((name) => wishes[name] !== undefined && wishes[name] !== false);
  if (wished.length === 0) return;
  const message = "Only agents decide this.";
  throw new Refusal("forbidden", "agentsDecide", message, { fields: Object.fromEntries(wished.map((name) => [name, message])) });
}
