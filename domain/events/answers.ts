import { and, eq, isNotNull } from "drizzle-orm";
import { db } from "@/db";
import { customFields } from "@/db/schema";
import type { Actor } from "../access/actor";
import { can } from "../access/policy";
import type { HistoryEvent } from "./history";

/** Who reads the history of a ticket of which group. */
export type FieldReader = { actor: Actor; groupId: string };

type Answers = { before: string | null; after: string | null };

/** Leaves out of events what was answered in fields this reader may not read now; without a reader, in all that not everybody may. */
export async function withoutHiddenAnswers(events: HistoryEvent[], reader: FieldReader | undefined): Promise<HistoryEvent[]> {
  if (!events.some((event) => event.type === "ticket.fieldsChanged")) return events;
  const restricted = await db
    .select()
    .from(customFields)
    .where(and(eq(customFields.entity, "ticket"), isNotNull(customFields.readNeeds)));
  const hidden = new Set(
    restricted
      .filter((field) => !reader || !can(reader.actor, "field.read", { ...field, groupId: reader.groupId }))
      .map((field) => field.key),
  );
  if (hidden.size === 0) return events;
  return events.flatMap((event) => {
    const fields = event.type === "ticket.fieldsChanged" ? (event.data.fields as { key: string }[] | undefined) : undefined;
    if (!fields?.some((field) => hidden.has(field.key))) return [event];
    const left = fields.filter((field) => !hidden.has(field.key));
    if (left.length === 0) return [];
    const answers = event.values.fields;
    const values = answers ? { ...event.values, fields: without(answers, hidden) } : event.values;
    return [{ ...event, data: { ...event.data, fields: left }, values }];
  });
}

const without = ({ before, after }: Answers, hidden: ReadonlySet<string>): Answers => ({
  before: cut(before, hidden),
  after: cut(after, hidden),
});

const cut = (text: string | null, hidden: ReadonlySet<string>): string | null =>
  text && JSON.stringify(Object.fromEntries(Object.entries(JSON.parse(text) as object).filter(([key]) => !hidden.has(key))));
