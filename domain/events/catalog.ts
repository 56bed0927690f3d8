import { z } from "zod";

/**
 * Every event there is. `audience` says who may ever hear of it: `public` the customer too, `internal` agents who may
 * read the ticket, `audit` administrators only. `values` names the personal values that lie beside the row, erasable
 * (event_values); everything in `data` stays for ever, so it holds ids and small facts and nothing a person wrote.
 */
export type Audience = "public" | "internal" | "audit";

const id = z.uuid();
const named = z.object({ id: z.union([id, z.number()]), name: z.string() });
const change = z.object({ from: named.nullable(), to: named.nullable() });
/** People are told by id alone; their names lie beside the row. */
const personChange = z.object({ from: id.nullable(), to: id.nullable() });
const message = z.object({ messageId: id, kind: z.string(), attachments: z.number().int() });

/** Which run of which function an administrator took in hand. */
const steered = z.object({ runId: z.string(), function: z.string() });
/** What a setting was and became: every one has a history and a way back. */
const ruleChange = z.object({ id, name: z.string(), before: z.unknown(), after: z.unknown() });
/** The same of a state, a priority or a type. */
const choiceChange = ruleChange.extend({ id: z.int() });
/** Which field was answered; the answers lie beside the row. */
const answeredField = z.object({ id, key: z.string(), labels: z.object({ en: z.string().optional(), de: z.string().optional() }) });
const translation = z.object({ articleId: id, locale: z.string() });
const visibility = z.enum(["internal", "customers", "public"]);

const booked = { minutes: z.int(), billable: z.boolean(), activity: named.nullable() };

type Entry = { audience: Audience; data: z.ZodObject; values?: readonly string[] };
const entry = <D extends z.ZodObject>(audience: Audience, data: D) => ({ audience, data });
const personal = <D extends z.ZodObject, const V extends readonly string[]>(audience: Audience, values: V, data: D) => ({
  audience,
  data,
  values,
});

export const catalog = {
  "ticket.opened": personal(
    "public",
    ["subject"],
    z.object({ queue: named, state: named, priority: named, customerId: id, channel: z.string(), mailId: id.optional() }),
  ),
  "ticket.renamed": personal("public", ["subject"], z.object({})),
  "ticket.moved": entry("public", change),
  "ticket.assigned": personal("internal", ["owner"], personChange.extend({ reason: z.literal("idle").optional() })),
  "ticket.idleWarned": entry("internal", z.object({ ownerId: id, minutesLeft: z.int() })),
  "ticket.responsibleChanged": personal("internal", ["responsible"], personChange),
  "ticket.prioritised": entry("internal", change),
  "ticket.typed": entry("internal", change),
  "ticket.customerChanged": personal("public", ["customer"], personChange),
  "ticket.participantsChanged": personal("public", ["added", "removed"], z.object({ added: z.array(id), removed: z.array(id) })),
  "ticket.tagged": entry("internal", z.object({ added: z.array(z.string()), removed: z.array(z.string()) })),
  "ticket.fieldsChanged": personal("internal", ["fields"], z.object({ fields: z.array(answeredField) })),
  "ticket.stateChanged": entry("public", change),
  "ticket.pended": entry("public", change.extend({ until: z.string(), target: named.optional() })),
  "ticket.woken": entry("internal", z.object({ until: z.string(), reminds: z.boolean() })),
  "ticket.closed": entry("public", change),
  "ticket.reopened": entry("public", change),
  "ticket.linked": entry("internal", z.object({ other: id, type: z.string() })),
  "ticket.unlinked": entry("internal", z.object({ other: id, type: z.string() })),
  "message.received": entry("public", message.extend({ turnedAway: z.literal(true).optional() })),
  "message.sent": entry("public", message),
  "message.held": entry("internal", message),
  "message.automatic": entry("internal", message),
  "message.allowed": entry("public", z.object({ messageId: id })),
  "message.splitOut": entry("internal", z.object({ messageId: id, other: id })),
  "message.turnedAway": entry("internal", z.object({ messageId: id, mailId: id })),
  "note.added": entry("internal", message),
  "task.added": personal("internal", ["text"], z.object({ taskId: id, required: z.boolean() })),
  "task.changed": personal("internal", ["text"], z.object({ taskId: id, names: z.array(z.string()) })),
  "task.done": personal("internal", ["text"], z.object({ taskId: id })),
  "task.reopened": personal("internal", ["text"], z.object({ taskId: id })),
  "task.removed": personal("internal", ["text"], z.object({ taskId: id })),
  "checklist.applied": entry("internal", z.object({ checklist: named, taskIds: z.array(id) })),
  /** A machine was to close it, and required tasks are open. */
  "ticket.keptOpen": personal("internal", ["tasks"], z.object({ taskIds: z.array(id) })),
  "checklist.created": entry("audit", ruleChange),
  "checklist.changed": entry("audit", ruleChange),
  "checklist.removed": entry("audit", ruleChange),
  "letterPart.set": entry("audit", ruleChange),
  "letterPart.removed": entry("audit", ruleChange),
  "time.booked": personal("internal", ["note"], z.object({ entryId: id, ...booked })),
  "time.corrected": personal("internal", ["note"], z.object({ entryId: id, before: z.object(booked), after: z.object(booked) })),
  "time.removed": personal("internal", ["note"], z.object({ entryId: id, ...booked })),
  "activity.created": entry("audit", ruleChange),
  "activity.changed": entry("audit", ruleChange),
  "call.logged": entry("public", message.extend({ direction: z.enum(["in", "out"]), reached: z.boolean(), seconds: z.int().optional() })),
  "mail.accepted": entry("audit", z.object({ mailId: id, door: z.string(), size: z.number().int() })),
  "mail.processed": entry("audit", z.object({ mailId: id, class: z.string(), created: z.string() })),
  "mail.unreadable": entry("audit", z.object({ mailId: id, attempts: z.number().int() })),
  "mail.retried": entry("audit", z.object({ mailId: id })),
  "mail.viewed": entry("audit", z.object({ mailId: id })),
  "mail.resent": entry("audit", z.object({ outgoingId: id })),
  "mail.judged": entry("audit", z.object({ mailId: id, class: z.string() })),
  "mail.answersPaused": entry("audit", z.object({ scope: z.string(), count: z.number().int() })),
  "delivery.reported": personal(
    "internal",
    ["address"],
    z.object({
      mailId: id.nullable(),
      outgoingId: id.nullable(),
      messageId: id.nullable(),
      outcome: z.enum(["delayed", "failed", "delivered", "read", "challenged", "complained"]),
      status: z.string(),
    }),
  ),
  "rejection.sent": entry("internal", z.object({ mailId: id, outgoingId: id })),
  "receipt.sent": entry("internal", z.object({ mailId: id, outgoingId: id })),
  "receipt.withheld": entry("internal", z.object({ mailId: id, reason: z.string() })),
  "sla.armed": entry("audit", z.object({ dueAt: z.string().nullable() })),
  "sla.breached": entry("internal", z.object({ metric: z.string(), instance: z.int(), dueAt: z.string(), endedAt: z.string().nullable() })),
  "people.notified": entry("internal", z.object({ people: z.array(id), of: z.string() })),
  "calendar.created": entry("audit", ruleChange),
  "calendar.changed": entry("audit", ruleChange),
  "calendar.retired": entry("audit", ruleChange),
  "policy.created": entry("audit", ruleChange),
  "policy.changed": entry("audit", ruleChange),
  "policy.retired": entry("audit", ruleChange),
  "state.created": entry("audit", choiceChange),
  "state.changed": entry("audit", choiceChange),
  "state.retired": entry("audit", choiceChange),
  "state.restored": entry("audit", choiceChange),
  "priority.created": entry("audit", choiceChange),
  "priority.changed": entry("audit", choiceChange),
  "priority.retired": entry("audit", choiceChange),
  "priority.restored": entry("audit", choiceChange),
  "type.created": entry("audit", choiceChange),
  "type.changed": entry("audit", choiceChange),
  "type.retired": entry("audit", choiceChange),
  "type.restored": entry("audit", choiceChange),
  "field.created": entry("audit", ruleChange),
  "field.changed": entry("audit", ruleChange),
  "field.closed": entry("audit", ruleChange),
  "field.deleted": entry("audit", ruleChange),
  "person.created": personal("audit", ["name", "email"], z.object({ personId: id })),
  "person.signedIn": entry("audit", z.object({ personId: id, means: z.string() })),
  /** Anybody may ask; for whom nobody has that address, it leads nowhere. */
  "signIn.linkAsked": personal("audit", ["address"], z.object({ personId: id.nullable() })),
  "role.assigned": entry("audit", z.object({ personId: id, role: named, group: named.nullable() })),
  "token.created": entry("audit", z.object({ tokenId: id, personId: id, scopes: z.array(z.string()) })),
  "queue.configured": entry("audit", z.object({ queueId: id, names: z.array(z.string()) })),
  "lifecycle.changed": entry("audit", z.object({ type: named.nullable(), before: z.unknown(), after: z.unknown() })),
  "numbers.configured": entry("audit", z.object({ before: z.unknown(), after: z.unknown() })),
  "queue.renamed": entry("audit", z.object({ queueId: id, from: z.string(), to: z.string(), below: z.int() })),
  "queue.retired": entry("audit", z.object({ queue: named, successor: named.nullable(), addresses: z.array(z.string()) })),
  "queue.restored": entry("audit", z.object({ queue: named })),
  "queue.created": entry("audit", z.object({ queue: named, groupId: id })),
  "organization.created": personal("audit", ["name"], z.object({ organizationId: id })),
  "work.cancelled": entry("audit", steered),
  "work.retried": entry("audit", steered),
  "work.replayed": entry("audit", steered),
  "work.released": entry("audit", z.object({ eventId: z.string(), name: z.string() })),
  "article.written": entry("internal", translation.extend({ revisionId: id, title: z.string() })),
  "article.published": entry("internal", translation.extend({ revisionId: id, title: z.string(), slug: z.string() })),
  "article.withdrawn": entry("internal", translation.extend({ title: z.string() })),
  "article.shownTo": entry("internal", z.object({ articleId: id, from: visibility, to: visibility })),
  "article.filed": entry("internal", z.object({ articleId: id, from: named.nullable(), to: named.nullable() })),
  "article.archived": entry("internal", z.object({ articleId: id })),
  "article.restored": entry("internal", z.object({ articleId: id })),
  "article.deleted": entry("internal", z.object({ articleId: id, titles: z.array(z.string()) })),
  "category.created": entry("internal", z.object({ categoryId: id, name: z.string() })),
  "category.changed": entry("internal", z.object({ categoryId: id, from: z.string(), to: z.string() })),
  "category.deleted": entry("internal", z.object({ categoryId: id, name: z.string() })),
} satisfies Record<string, Entry>;

export type EventName = keyof typeof catalog;
export const EVENT_NAMES = Object.keys(catalog) as EventName[];

type ValuesOf<N extends EventName> = (typeof catalog)[N] extends { values: readonly (infer V extends string)[] } ? V : never;
export type EventData<N extends EventName> = z.input<(typeof catalog)[N]["data"]>;
/** A personal value before and after; null where there was or is none. */
export type PersonalValue = { before?: string | null; after?: string | null };

export type NewEvent = {
  [N in EventName]: {
    type: N;
    data: EventData<N>;
    values?: [ValuesOf<N>] extends [never] ? undefined : Record<ValuesOf<N>, PersonalValue>;
    /** Absent for events that belong to no ticket: then `subject` names what they belong to. */
    ticketId?: string;
    subject?: string;
    causeId?: string;
  };
}[EventName];

export const audienceOf = (type: string): Audience => (type in catalog ? catalog[type as EventName].audience : "audit");
