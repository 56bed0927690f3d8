import { z } from "zod";
import { when } from "@/app/_door/when";

/** What the API takes: these shapes validate it, and the OpenAPI document is made from them. */
const file = z.strictObject({ filename: z.string().min(1).max(255), contentType: z.string().min(1).max(255), base64: z.base64() });
const address = z.email().max(254);
const bodyFormat = z.enum(["text", "html", "markdown"]).default("text");
const body = z.string().max(2_000_000);

const fieldAnswers = z.record(z.string(), z.unknown()).meta({ description: "Answers by the key of their field; null clears one." });
const instantOrNone = z.iso
  .datetime({ offset: true })
  .transform((text) => new Date(text))
  .nullable();
export const booking = z.strictObject({
  minutes: z.number().int(),
  activity: z.string().max(200).nullable().optional().meta({ description: "Name or id." }),
  billable: z.boolean().optional(),
  note: z.string().max(10_000).optional(),
});
export const bookingChange = booking.partial();
export const newActivity = z.strictObject({ name: z.string() });
export const activityChange = z.strictObject({ name: z.string(), active: z.boolean() }).partial();
export const timeOfQueue = z.strictObject({ required: z.boolean() });
const taskFields = {
  required: z.boolean().optional().meta({ description: "As long as it is open, the ticket is not closed." }),
  assignee: z.string().max(254).nullable().optional().meta({ description: "Address or id." }),
  dueAt: instantOrNone.optional(),
};
export const newTask = z.union([
  z.strictObject({ text: z.string(), ...taskFields }),
  z.strictObject({ checklist: z.string().max(100).meta({ description: "Name or id: adds all its tasks." }) }),
]);
export const taskChange = z.strictObject({
  text: z.string().optional(),
  ...taskFields,
  done: z.boolean().optional(),
  position: z.number().int().min(1).max(1000).optional().meta({ description: "Its place among the ticket's tasks, from 1." }),
});
const checklistTasks = z.array(z.strictObject({ text: z.string(), required: z.boolean().optional() })).max(200);
export const newChecklist = z.strictObject({ name: z.string(), tasks: checklistTasks });
export const checklistChange = newChecklist.partial();

export const letterPart = z.strictObject({
  part: z.enum(["salutation", "signature"]),
  queue: z.string().max(200).nullable().meta({ description: "Name or id; null: for every queue without one." }),
  locale: z.enum(["en", "de"]),
  text: z.string().max(20_000).meta({ description: "May name variables, `{{customer.name|you}}`; empty: here nothing." }),
});

export const newTicket = z.strictObject({
  subject: z.string().min(1).max(500),
  body: body.min(1),
  bodyFormat,
  customer: z.strictObject({ email: address, name: z.string().max(200).optional() }),
  queue: z.string().min(1),
  channel: z.enum(["phone", "web", "api"]).default("api"),
  priority: z.string().optional(),
  type: z.string().optional(),
  tags: z.array(z.string()).max(50).optional(),
  fields: fieldAnswers.optional(),
  internal: z.boolean().optional(),
});

const pendingUntil = when.meta({
  description: "An instant, or by the queue's hours: `next business day 09:00`, `in 3 business days`, `in 10 days at 14:30`.",
});

const seen = z.strictObject({
  subject: z.string().optional(),
  queue: z.string().optional(),
  state: z.string().optional(),
  priority: z.string().nullable().optional(),
  owner: z.uuid().nullable().optional(),
  responsible: z.uuid().nullable().optional(),
});

export const ticketChange = z.strictObject({
  subject: z.string().min(1).max(500).optional(),
  queue: z.string().optional(),
  state: z.string().optional(),
  pendingUntil: pendingUntil.optional(),
  pendingTarget: z.string().optional().meta({ description: "What a ticket that waits to be closed becomes when its date comes." }),
  priority: z.string().optional(),
  type: z.string().nullable().optional(),
  owner: z.string().nullable().optional(),
  responsible: z.string().nullable().optional(),
  customer: z.string().optional(),
  participants: z.array(z.string()).max(100).optional(),
  tags: z.array(z.string()).max(50).optional(),
  fields: fieldAnswers.optional(),
  cascade: z.boolean().default(true).meta({ description: "Closing a master closes its children. No ticket has any yet." }),
  time: booking.optional(),
  revision: z.number().int().positive().optional(),
  seen: seen
    .optional()
    .meta({ description: "What you had on screen of what you change; 409 with both values where it is something else by now." }),
});

const written = {
  body,
  bodyFormat,
  attachments: z.array(file).max(50).optional(),
  time: booking.optional().meta({ description: "Spent on it; of agents." }),
  state: z.string().optional(),
  pendingUntil: pendingUntil.optional(),
  revision: z.number().int().positive().optional(),
};
export const newMessage = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("reply"),
    ...written,
    to: z.array(address).max(50).optional().meta({ description: "Instead of the customer." }),
    cc: z.array(address).max(50).optional().meta({ description: "Instead of the participants." }),
  }),
  z.strictObject({ kind: z.literal("note"), ...written }),
  z.strictObject({
    kind: z.literal("phone"),
    ...written,
    direction: z.enum(["in", "out"]).default("in").meta({ description: "Who rang: the customer (`in`) or we (`out`)." }),
    reached: z.boolean().optional().meta({ description: "Of a call of ours: he was spoken to, which answers him." }),
    seconds: z.number().int().min(0).max(86_400).optional().meta({ description: "How long it took." }),
  }),
]);

const listing = { limit: z.coerce.number().int().min(1).max(200).optional(), cursor: z.string().max(500).optional() };
const STATE_TYPES = ["new", "open", "pending-reminder", "pending-auto", "closed", "merged", "removed"] as const;
type StateType = (typeof STATE_TYPES)[number];
const isStateType = (text: string): text is StateType => STATE_TYPES.some((type) => type === text);
const SEVERAL = `One or more of ${STATE_TYPES.join(", ")}, with commas between them.`;

const commaList = (text: string): string[] => text.split(",");
const numbers = z
  .string()
  .regex(/^\d{1,15}(,\d{1,15})*$/, "Ticket numbers with commas between them.")
  .transform(commaList);
const stateTypes = z
  .string()
  .refine((text) => commaList(text).every(isStateType), SEVERAL)
  .transform((text) => commaList(text).filter(isStateType));

const fieldFilter = z
  .record(z.string().max(60), z.string().max(500))
  .optional()
  .meta({ description: "Written `field.KEY=value`, one for each field: only those answered so." });

export const ticketQuery = z.strictObject({
  queue: z.string().optional().meta({ description: "Name or id." }),
  state: z.string().optional(),
  stateType: stateTypes.optional().meta({ description: SEVERAL }),
  owner: z.string().optional().meta({ description: "An address, `me`, or `none`." }),
  customer: z.string().optional().meta({ description: "An address." }),
  tag: z.string().optional(),
  due: z.enum(["breached", "soon"]).optional().meta({ description: "A promise is broken and still open, or due within the hour." }),
  q: z.string().max(200).optional().meta({ description: "Words that were said in it, or its number." }),
  numbers: numbers.optional().meta({ description: "Only these tickets; for lists that keep themselves up to date." }),
  field: fieldFilter,
  answers: z.enum(["none"]).optional().meta({ description: "`none` leaves `fields` empty, for lists that do not show them." }),
  ...listing,
});

export const listQuery = z.strictObject(listing);
export const peopleQuery = z.strictObject({
  q: z.string().max(100).optional().meta({ description: "A piece of a name or address." }),
  ...listing,
});
export const changesQuery = z.strictObject({ since: z.union([z.literal("latest"), z.coerce.number().int().min(0)]) });
export const outgoingQuery = z.strictObject({
  ticket: z
    .string()
    .regex(/^\d+$/, "A ticket number.")
    .optional()
    .meta({ description: "Without it: what has not left, held or given up or tried in vain, for administrators." }),
  ...listing,
});
export const inboundQuery = z.strictObject({ to: z.email().optional().meta({ description: "The envelope recipient." }) });
export const inboundList = z.strictObject({
  list: z.enum(["spam", "undelivered"]).meta({
    description: "`spam` of the queues you may read; `undelivered`: reports and challenges about no mail of ours, for administrators.",
  }),
  ...listing,
});
const closing = {
  active: z.boolean().optional(),
  successor: z.string().min(1).max(600).optional().meta({ description: "With `active: false`: name or id of what takes its place." }),
};
const queueParts = {
  group: z.string().min(1).max(200).optional().meta({ description: "Name or id; without one that of the queue above, or one of its own." }),
  address: z.string().max(254).nullable().optional(),
  senderName: z.string().max(200).nullable().optional(),
  signature: z.string().max(5000).optional(),
  defaultState: z.string().max(100).nullable().optional(),
  defaultPriority: z.string().max(100).nullable().optional(),
  unassignMinutes: z.number().int().min(1).max(527_040).nullable().optional().meta({ description: "Business minutes." }),

  receipt: z.boolean().optional(),
  closedPolicy: z.enum(["reopen", "new-linked", "reopen-within", "reject"]).optional(),
  reopenDays: z.number().int().min(0).max(3650).optional(),
  reopenBusinessDays: z.boolean().optional(),
  joinPolicy: z.enum(["all", "organization", "known", "never"]).optional(),
  locale: z.enum(["en", "de"]).nullable().optional(),
  replyTokens: z.boolean().optional(),
  addresses: z.array(z.string().max(254)).max(200).optional(),
};
const queueName = z.string().min(1).max(600).meta({ description: "The full name: `Network::VPN` stands below `Network`." });
export const newQueue = z.strictObject({ name: queueName, ...queueParts });
export const queueChange = z.strictObject({ name: queueName.optional(), ...queueParts, ...closing });
export const inboundWait = z.strictObject({
  wait: z.coerce.number().min(0).max(60).optional().meta({ description: "Seconds; answers as soon as processing has ended." }),
});
export const attachmentQuery = z.strictObject({
  inline: z.literal("1").optional().meta({ description: "Images that a browser may show itself." }),
});

const instantText = z.iso.datetime({ offset: true }).transform((text) => new Date(text));
const frame = z.tuple([z.string(), z.string()]).meta({ description: 'From and to, "00:00" to "24:00"; may cross midnight.' });
const frames = z.array(frame).max(12);
const week = z.strictObject({
  mon: frames.optional(),
  tue: frames.optional(),
  wed: frames.optional(),
  thu: frames.optional(),
  fri: frames.optional(),
  sat: frames.optional(),
  sun: frames.optional(),
});
const more = { name: z.string().max(200).optional(), open: frames.optional() };
const holiday = z.union([z.strictObject({ date: z.string(), ...more }), z.strictObject({ annual: z.string(), ...more })]);
const hours = {
  timeZone: z.string().max(100).meta({ description: "IANA: Europe/Berlin" }),
  week,
  holidays: z.array(holiday).max(1000).default([]),
};
const name = z.string().min(1).max(100);

export const newCalendar = z.strictObject({ name, ...hours });
export const calendarChange = z.strictObject({
  name: name.optional(),
  timeZone: hours.timeZone.optional(),
  week: week.optional(),
  holidays: z.array(holiday).max(1000).optional(),
  validFrom: instantText.optional().meta({ description: "Now, unless given." }),
});
const tried = {
  calendar: z.strictObject({ name: name.optional(), ...hours }).transform(({ name: _, ...rules }) => rules),
  start: instantText,
};
export const calendarPreview = z.union([
  z.strictObject({ ...tried, seconds: z.number().int().min(0).max(3_200_000_000) }),
  z.strictObject({ ...tried, end: instantText }),
]);

const byPriority = z.record(z.string(), z.number().int().meta({ description: "Seconds of open time." }));
const perMetric = <T extends z.ZodType>(of: T) =>
  z.strictObject({ "first-response": of.optional(), "next-response": of.optional(), update: of.optional(), solution: of.optional() });
const slaParts = {
  query: z.string().max(2000).optional().meta({ description: "queue:NAME terms; empty for every ticket." }),
  pauseIn: perMetric(z.array(z.string()).max(50)).optional(),
  reopen: z
    .union([z.enum(["continue", "restart", "ignore"]), z.strictObject({ continueWithin: z.number().int().min(0).max(160_000_000) })])
    .optional(),
  callCountsAsResponse: z.boolean().optional(),
  position: z.number().int().min(0).max(100_000).optional(),
};
export const newSla = z.strictObject({ name, calendar: z.string().min(1), targets: perMetric(byPriority), ...slaParts });
export const slaChange = z.strictObject({
  name: name.optional(),
  calendar: z.string().min(1).optional(),
  targets: perMetric(byPriority).optional(),
  ...slaParts,
});

const choice = { name: z.string().min(1).max(100), position: z.number().int().min(0).max(10_000).optional() };
const choiceChange = { ...choice, name: choice.name.optional(), ...closing };
const stateParts = {
  label: z.strictObject({ en: z.string().max(100).optional(), de: z.string().max(100).optional() }).optional(),
  default: z.boolean().optional(),
  waitsFor: z.enum(["customer", "other"]).optional(),
};
export const newState = z.strictObject({ ...choice, type: z.enum(STATE_TYPES), ...stateParts });
export const stateChange = z.strictObject({ ...choiceChange, ...stateParts });
const priorityParts = {
  sign: z.number().int().min(0).max(4).optional().meta({ description: "From 0, nothing, to 4, the mark of what is most urgent." }),
  color: z.enum(["muted", "good", "accent", "warn", "bad"]).optional(),
  default: z.boolean().optional(),
};
export const newPriority = z.strictObject({ ...choice, ...priorityParts });
export const priorityChange = z.strictObject({ ...choiceChange, ...priorityParts });
export const newType = z.strictObject(choice);
export const typeChange = z.strictObject(choiceChange);
export const successorQuery = z.strictObject({
  successor: z.string().min(1).max(600).optional().meta({ description: "Name or id of what takes its place; needed when it is in use." }),
});

const step = z.strictObject({
  from: z.string().min(1).max(100).meta({ description: "Name or id of a state." }),
  to: z.string().min(1).max(100),
  right: z
    .enum(["note", "reply", "change", "assign", "move", "close", "full"])
    .nullable()
    .optional()
    .meta({ description: "Asked in the ticket's group besides that of changing or closing." }),
});
export const lifecycle = z.strictObject({ steps: z.array(step).max(2000) });

export const ticketNumbers = z.strictObject({
  kind: z.enum(["counter", "date", "random"]).optional().meta({ description: "`random` with a check digit says nothing about volume." }),
  timeZone: z.string().max(100).optional().meta({ description: "Where a day begins, for `date`: Europe/Berlin" }),
});

export const noticesRead = z
  .strictObject({
    ids: z.array(z.uuid()).max(200).optional(),
    ticket: z
      .string()
      .regex(/^\d{1,15}$/, "A ticket number.")
      .optional()
      .meta({ description: "Those of one ticket." }),
  })
  .meta({ description: "All, unless some are named." });
const faqLocale = z.enum(["en", "de"]);
const visibility = z.enum(["internal", "customers", "public"]);
const slug = z.string().max(80);

export const newArticle = z.strictObject({
  locale: faqLocale.default("en"),
  title: z.string().min(1).max(200),
  body,
  bodyFormat: bodyFormat.meta({ description: "What no article can hold is left out of it." }),
  slug: slug.optional(),
  category: z.string().nullable().optional().meta({ description: "Id or slug." }),
  visibility: visibility.default("public"),
  publish: z.boolean().default(false).meta({ description: "Show it to its readers at once." }),
});

export const articleChange = z.strictObject({
  locale: faqLocale
    .optional()
    .meta({ description: "The language that title, body, slug and publish mean; else the one it was written in." }),
  title: z.string().min(1).max(200).optional(),
  body: body.optional(),
  bodyFormat,
  slug: slug.optional(),
  category: z.string().nullable().optional(),
  visibility: visibility.optional(),
  state: z.enum(["draft", "published", "archived"]).optional().meta({
    description: "`published` shows what was last saved, `draft` withdraws the language, `archived` puts the article away.",
  }),
  revision: z.number().int().positive().optional(),
});

export const articleQuery = z.strictObject({
  q: z.string().max(200).optional(),
  state: z.enum(["draft", "published", "archived"]).optional(),
  visibility: visibility.optional(),
  category: z.string().optional(),
  ...listing,
});

const names = z.strictObject({ en: z.string().max(100).optional(), de: z.string().max(100).optional() });
export const newCategory = z.strictObject({
  names,
  slug: slug.optional(),
  parent: z.string().nullable().optional(),
  position: z.number().int().min(0).max(10_000).optional(),
});
export const categoryChange = newCategory.partial();

export const searchQuery = z.strictObject({
  q: z.string().min(1).max(200),
  lang: faqLocale.default("en").meta({ description: "Articles in this language come first." }),
  limit: z.coerce.number().int().min(1).max(50).default(20),
});

const labels = z.strictObject({ en: z.string().max(2000).optional(), de: z.string().max(2000).optional() });
const fieldNeed = z
  .strictObject({ right: z.string().max(20), groupId: z.uuid().nullable().default(null) })
  .meta({ description: "The right an agent needs, in that group; without one, in the group of the ticket." });
const fieldEntity = z.enum(["ticket", "person", "organization"]);
const fieldParts = {
  labels,
  help: labels.optional(),
  section: labels.optional(),
  position: z.number().int().min(0).max(100_000).optional(),
  required: z.boolean().optional().meta({ description: "Asked of agents and customers who open, and never cleared." }),
  requiredToClose: z.boolean().optional(),
  fallback: z.unknown().optional().meta({ description: "What stands in it beforehand." }),
  customers: z.enum(["none", "see", "fill"]).optional(),
  options: z
    .array(z.strictObject({ value: z.string().max(200), labels: labels.optional() }))
    .max(1000)
    .optional()
    .meta({ description: "Of `tree` each whole branch: A::B::C." }),
  pattern: z.string().max(200).nullable().optional().meta({ description: "A regular expression for the whole text." }),
  queueIds: z.array(z.uuid()).max(500).optional().meta({ description: "Where it is asked; empty means everywhere." }),
  typeIds: z.array(z.number().int().min(0).max(32_000)).max(200).optional(),
  shownWhen: z
    .strictObject({ field: z.string().max(60), values: z.array(z.string().max(2000)).max(1000).default([]) })
    .nullable()
    .optional()
    .meta({ description: "Shown while that field holds one of the values, or any." }),
  readNeeds: fieldNeed.nullable().optional(),
  writeNeeds: fieldNeed.nullable().optional(),
};
const fieldKind = z.enum([
  "text",
  "long-text",
  "integer",
  "decimal",
  "yes-no",
  "date",
  "date-time",
  "one-of",
  "many-of",
  "tree",
  "person",
  "pattern",
]);

export const newField = z.strictObject({ entity: fieldEntity, key: z.string().max(60), kind: fieldKind, ...fieldParts });
export const fieldChange = z.strictObject({
  ...fieldParts,
  labels: labels.optional(),
  closed: z.boolean().optional().meta({ description: "No longer asked; what was answered stands." }),
});
export const fieldQuery = z.strictObject({ entity: fieldEntity.optional(), ...listing });
