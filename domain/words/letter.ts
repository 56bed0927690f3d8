import { eq, inArray, isNull, or } from "drizzle-orm";
import { db } from "@/db";
import { type LetterPartName, letterParts, organizations, people, queues, tickets, type WordsLocale } from "@/db/schema";
import { now } from "@/lib/clock";
import { notFound } from "@/lib/errors";
import { fillGaps, withoutGaps } from "@/lib/placeholders";
import type { Actor } from "../access/actor";
import { can } from "../access/policy";
import { getSetting } from "../settings";
import { lineageOf, type WordsQueue } from "./queues";
import { type Values, valuesOf } from "./variables";

export type LetterPart = { text: string; missing: string[] };
export type Letter = Record<LetterPartName, LetterPart>;
type Author = { name: string; email: string };

/**
 * How a letter to the customer of a ticket begins and ends when this agent writes it: in the customer's language, else the
 * queue's; of the nearest queue that says so, else of the desk. What nobody knows is left out, and named in `missing`.
 * Refuses a ticket the actor may not read.
 */
export async function getLetter(actor: Actor, ticketId: string): Promise<Letter> {
  const ticket = await ticketForWords(ticketId);
  if (actor.kind !== "agent" || !can(actor, "ticket.read", { ...ticket, participantIds: [] })) throw notFound("ticket");
  return letterOf(ticket, { name: actor.name, email: actor.email });
}

/** The same for who sends it, whoever wrote it. */
export const letterOf = async (ticket: TicketForWords, author: Author): Promise<Letter> => {
  const [parts, values] = await Promise.all([standingParts(ticket.queue, ticket.locale), valuesFor(ticket, author)]);
  return { salutation: filled(parts.salutation, values), signature: filled(parts.signature, values) };
};

/** What variables say in a text to the customer of a ticket, written by somebody. */
export async function valuesFor({ row, customer, organization, queue, locale }: TicketForWords, agent: Author): Promise<Values> {
  const { timeZone } = await getSetting("ticketNumbers");
  const facts = { ticket: row, customer: { ...customer, organization }, agent, queue };
  return valuesOf(facts, { locale: locale ?? "en", timeZone, now: now() });
}

export type TicketForWords = Awaited<ReturnType<typeof ticketForWords>>;

/** A ticket with what texts may say of it, and the language its customer reads, if anybody knows it. */
export async function ticketForWords(ticketId: string) {
  const [found] = await db
    .select({ row: tickets, queue: queues, customer: people, organization: organizations.name })
    .from(tickets)
    .innerJoin(queues, eq(queues.id, tickets.queueId))
    .innerJoin(people, eq(people.id, tickets.customerId))
    .leftJoin(organizations, eq(organizations.id, people.organizationId))
    .where(eq(tickets.id, ticketId));
  if (!found) throw notFound("ticket");
  const { queue, customer } = found;
  return { ...found, groupId: queue.groupId, customerId: customer.id, locale: spoken(customer.locale ?? queue.locale) };
}

const spoken = (locale: string | null): WordsLocale | null => (locale === null ? null : /^de\b/i.test(locale) ? "de" : "en");

const filled = (text: string, values: Values): LetterPart => {
  const { text: said, missing } = fillGaps(text, values);
  return { text: withoutGaps(said).trim(), missing };
};

/** A queue's own signature is in no language: it holds where the queue has none in the reader's. */
async function standingParts(queue: WordsQueue, locale: WordsLocale | null): Promise<Record<LetterPartName, string>> {
  const lineage = await lineageOf(queue.name);
  const ids = lineage.map(({ id }) => id);
  const rows = await db
    .select()
    .from(letterParts)
    .where(or(isNull(letterParts.queueId), inArray(letterParts.queueId, ids)));
  const said = (part: LetterPartName, queueId: string | null, language: WordsLocale) =>
    rows.find((row) => row.part === part && row.queueId === queueId && row.locale === language)?.text;
  const nearest = (part: LetterPartName): string => {
    // Of a reader whose language nobody knows English, as all our mails are, before the others.
    for (const language of locale ? [locale] : (["en", "de"] as const)) {
      for (const one of lineage) {
        const own = said(part, one.id, language) ?? (part === "signature" && one.signature !== "" ? one.signature : undefined);
        if (own !== undefined) return own;
      }
      const desk = said(part, null, language);
      if (desk !== undefined) return desk;
    }
    return "";
  };
  return { salutation: nearest("salutation"), signature: nearest("signature") };
}
