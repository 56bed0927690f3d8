import { index, jsonb, pgTable, smallint, text, unique, uuid } from "drizzle-orm/pg-core";
import { createdAt, id } from "./columns";
import { priorities, queues, ticketTypes } from "./tickets";

export type LetterPartName = "salutation" | "signature";
export type WordsLocale = "en" | "de";

/** How letters of a queue (null: of the desk) begin and end, by language. An empty text says: here, nothing. */
export const letterParts = pgTable(
  "letter_parts",
  {
    id: id(),
    part: text().$type<LetterPartName>().notNull(),
    queueId: uuid().references(() => queues.id),
    locale: text().$type<WordsLocale>().notNull(),
    text: text().notNull(),
    createdAt: createdAt(),
  },
  (t) => [unique("letter_parts_once").on(t.part, t.queueId, t.locale).nullsNotDistinct(), index("letter_parts_queue").on(t.queueId)],
);

/** What a template is for: an answer, a note, both (a snippet), or a new ticket. */
export type TemplateKind = "answer" | "note" | "snippet" | "create";

/** Texts with gaps that agents insert; those that open tickets say what the ticket is, too. */
export const templates = pgTable("templates", {
  id: id(),
  name: text().notNull().unique(),
  kind: text().$type<TemplateKind>().notNull(),
  /** What an agent types after a colon: `:thanks`. */
  shortcut: text().unique(),
  /** Null: for readers of every language. */
  locale: text().$type<WordsLocale>(),
  /** The queues it is for, with those below them; none: all. */
  queueIds: jsonb().$type<string[]>().notNull().default([]),
  html: text().notNull(),
  /** Of the ticket it opens; null: as the form or the queue has it. */
  subject: text().notNull().default(""),
  opensInId: uuid().references(() => queues.id),
  typeId: smallint().references(() => ticketTypes.id),
  priorityId: smallint().references(() => priorities.id),
  tags: text().array().notNull().default([]),
  createdAt: createdAt(),
});
