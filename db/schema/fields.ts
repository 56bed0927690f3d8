import { boolean, index, integer, jsonb, pgTable, smallint, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { createdAt, id, instant } from "./columns";

export type FieldEntity = "ticket" | "person" | "organization";
export type FieldKind =
  | "text"
  | "long-text"
  | "integer"
  | "decimal"
  | "yes-no"
  | "date"
  | "date-time"
  | "one-of"
  | "many-of"
  | "tree"
  | "person"
  | "pattern";
/** In the languages of the desk; where one is missing the other is shown. */
export type Labels = { en?: string; de?: string };
export type FieldOption = { value: string; labels?: Labels };
/** Shown when the field of that key holds one of the values; without values, when it holds any. */
export type FieldCondition = { field: string; values: string[] };
/** The right an agent needs, in a group; without one, in the group of the ticket. */
export type FieldNeed = { right: string; groupId: string | null };
export type FieldValue = string | number | boolean | string[];

/** What the desk asks of its tickets, people and organisations beyond what every desk asks. */
export const customFields = pgTable(
  "custom_fields",
  {
    id: id(),
    entity: text().$type<FieldEntity>().notNull(),
    /** What programs and values know it by; it never changes. */
    key: text().notNull(),
    kind: text().$type<FieldKind>().notNull(),
    labels: jsonb().$type<Labels>().notNull(),
    help: jsonb().$type<Labels>().notNull().default({}),
    section: jsonb().$type<Labels>().notNull().default({}),
    position: integer().notNull(),
    required: boolean().notNull().default(false),
    requiredToClose: boolean().notNull().default(false),
    fallback: jsonb().$type<FieldValue>(),
    customers: text().$type<"none" | "see" | "fill">().notNull().default("none"),
    options: jsonb().$type<FieldOption[]>().notNull().default([]),
    pattern: text(),
    /** Of tickets: in which queues and of which types it is asked; empty means all. */
    queueIds: uuid().array().notNull().default([]),
    typeIds: smallint().array().notNull().default([]),
    shownWhen: jsonb().$type<FieldCondition>(),
    readNeeds: jsonb().$type<FieldNeed>(),
    writeNeeds: jsonb().$type<FieldNeed>(),
    createdAt: createdAt(),
    /** No longer asked; what was answered stands. */
    closedAt: instant(),
  },
  (t) => [uniqueIndex("custom_fields_key").on(t.entity, t.key), index("custom_fields_order").on(t.entity, t.position)],
);

/** The answers, by key, one row a ticket, person or organisation: beside them, so that their other changes need not touch the index. */
export const fieldValues = pgTable(
  "field_values",
  {
    subjectId: uuid().primaryKey(),
    entity: text().$type<FieldEntity>().notNull(),
    values: jsonb().$type<Record<string, FieldValue>>().notNull(),
  },
  (t) => [index("field_values_by_value").using("gin", t.values.op("jsonb_path_ops"))],
);
