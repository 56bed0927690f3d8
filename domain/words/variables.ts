import type { WordsLocale } from "@/db/schema";
import { Refusal } from "@/lib/errors";
import { gapsIn } from "@/lib/placeholders";

/** What templates, salutations and signatures may name; everything else is refused when they are written. */
export const VARIABLES = [
  "ticket.number",
  "ticket.subject",
  "ticket.opened",
  "customer.name",
  "customer.firstName",
  "customer.lastName",
  "customer.email",
  "customer.organization",
  "agent.name",
  "agent.firstName",
  "agent.email",
  "queue.name",
  "today",
] as const;
export type Variable = (typeof VARIABLES)[number];
export type Values = Record<Variable, string>;

type Someone = { name: string; email: string };
export type Facts = {
  ticket?: { number: string | number; subject: string; createdAt: Date };
  customer?: Someone & { organization?: string | null };
  agent?: Someone;
  queue?: { name: string };
};
export type Reader = { locale: WordsLocale; timeZone: string; now: Date };

/** What each variable says to a reader; of what is not known, nothing. */
export function valuesOf({ ticket, customer, agent, queue }: Facts, { locale, timeZone, now }: Reader): Values {
  const day = (at: Date) => new Intl.DateTimeFormat(locale, { dateStyle: "long", timeZone }).format(at);
  const [asked, answers] = [namesOf(customer), namesOf(agent)];
  return {
    "ticket.number": ticket ? String(ticket.number) : "",
    "ticket.subject": ticket?.subject ?? "",
    "ticket.opened": ticket ? day(ticket.createdAt) : "",
    "customer.name": asked.name,
    "customer.firstName": asked.first,
    "customer.lastName": asked.last,
    "customer.email": customer?.email ?? "",
    "customer.organization": customer?.organization ?? "",
    "agent.name": answers.name,
    "agent.firstName": answers.first,
    "agent.email": agent?.email ?? "",
    "queue.name": queue?.name.replaceAll("::", " › ") ?? "",
    today: day(now),
  };
}

/** `Ada Lovelace` and `Lovelace, Ada`. Who has never said a name is kept under his address, and that is no name. */
function namesOf(someone: Someone | undefined): { name: string; first: string; last: string } {
  const name = someone?.name.trim() ?? "";
  if (!someone || name === "" || name.includes("@")) return { name: "", first: "", last: "" };
  const [last, first] = name.split(",").map((part) => part.trim());
  if (first && last) return { name: `${first} ${last}`, first, last };
  const words = name.split(/\s+/);
  return { name, first: words[0]!, last: words.length > 1 ? words.at(-1)! : "" };
}

export const isVariable = (name: string): name is Variable => (VARIABLES as readonly string[]).includes(name);

/** Refuses a text that names what nobody can fill, with that name. */
export function requireKnownGaps(text: string, field: string): void {
  const unknown = gapsIn(text).find(({ name }) => !isVariable(name));
  if (!unknown) return;
  const message = `There is no variable called "${unknown.name}".`;
  throw new Refusal("invalid", "unknownVariable", message, { fields: { [field]: message }, values: { name: unknown.name } });
}
