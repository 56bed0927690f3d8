import { z } from "zod";

/** What the API gives, for the OpenAPI document; tests/doors holds the answers to it. Instants are ISO 8601 in UTC. */
const instant = z.iso.datetime();
const mailbox = z.strictObject({ name: z.string(), address: z.string() });
const person = z.strictObject({ id: z.uuid(), name: z.string(), email: z.string() });
const stateType = z.enum(["new", "open", "pending-reminder", "pending-auto", "closed", "merged", "removed"]);

const attachment = z.strictObject({ id: z.uuid(), filename: z.string(), contentType: z.string(), size: z.int(), inline: z.boolean() });

export const message = z.strictObject({
  id: z.uuid(),
  kind: z.enum(["mail", "reply", "note", "phone", "web", "system"]),
  direction: z.enum(["in", "out", "none"]),
  internal: z.boolean(),
  from: mailbox.nullable(),
  to: z.array(mailbox),
  cc: z.array(mailbox),
  subject: z.string(),
  text: z.string(),
  html: z.string().nullable().meta({ description: "Cleaned: safe to show. The bytes as they came are in the mail itself." }),
  visibleText: z.string(),
  messageId: z.string().nullable(),
  attachments: z.array(attachment),
  call: z
    .strictObject({ reached: z.boolean(), seconds: z.int().nullable() })
    .nullable()
    .meta({ description: "Of a telephone call: whether somebody was spoken to, and how long it took." }),
  author: person.extend({ email: z.string().nullable().meta({ description: "An agent's is not told to customers." }) }).nullable(),
  at: instant,
});

export const ticket = z.strictObject({
  id: z.uuid(),
  number: z.string(),
  subject: z.string(),
  state: z.string(),
  stateType,
  priority: z.string().nullable().meta({ description: "Null for customers, like all that only agents work by." }),
  type: z.string().nullable(),
  queue: z.string(),
  owner: person.nullable(),
  responsible: person.nullable(),
  customer: z.strictObject({ email: z.string(), name: z.string() }),
  organization: z.string().nullable(),
  tags: z.array(z.string()),
  fields: z.record(z.string(), z.unknown()),
  channel: z.enum(["mail", "phone", "web", "api"]),
  replyAddress: z.string().nullable().meta({ description: "Where the customer wants to be answered, when that is elsewhere." }),
  createdAt: instant,
  updatedAt: instant,
  closedAt: instant.nullable(),
  pendingUntil: instant.nullable(),
  mergedInto: z.string().nullable(),
  master: z.string().nullable(),
  revision: z.int(),
  sla: z.strictObject({
    nextDueAt: instant.nullable(),
    breached: z.boolean().meta({ description: "A promise was broken, also when it was fulfilled since." }),
    overdueSince: instant.nullable().meta({ description: "The oldest deadline that passed and is not fulfilled yet." }),
    paused: z.boolean(),
  }),
  preview: z.string(),
  lastMessageAt: instant.nullable(),
  unansweredSince: instant.nullable(),
  needsDecision: z.boolean(),
  minutesSpent: z.int().meta({ description: "The time booked on it, for agents." }),
  taskCount: z.int().meta({ description: "Done and open ones." }),
});

const doer = z.strictObject({ id: z.uuid(), name: z.string() });
export const task = z.strictObject({
  id: z.uuid(),
  text: z.string(),
  required: z.boolean().meta({ description: "As long as it is open, the ticket is not closed." }),
  doneAt: instant.nullable(),
  doneBy: doer.nullable(),
  assignee: doer.nullable(),
  dueAt: instant.nullable(),
});
export const timeEntry = z.strictObject({
  id: z.uuid(),
  ticket: z.string(),
  person: doer,
  messageId: z.uuid().nullable(),
  activity: z.string().nullable(),
  minutes: z.int(),
  billable: z.boolean(),
  note: z.string(),
  at: instant,
});
export const activity = z.strictObject({ id: z.uuid(), name: z.string(), active: z.boolean() });
export const timeOfQueue = z.strictObject({ id: z.uuid(), name: z.string(), required: z.boolean() });
export const checklist = z.strictObject({
  id: z.uuid(),
  name: z.string(),
  tasks: z.array(z.strictObject({ text: z.string(), required: z.boolean() })),
});

export const letterPart = z.strictObject({
  id: z.uuid(),
  part: z.enum(["salutation", "signature"]),
  queue: z.string().nullable(),
  locale: z.enum(["en", "de"]),
  text: z.string(),
});

export const ticketPage = ticket.extend({ participants: z.array(person), messages: z.array(message) });

/** Moved or opened out of one's own sight: it is done, and its number is all there is to say. */
export const outOfSight = z.strictObject({ id: z.uuid(), number: z.string() });

export const listOf = <T extends z.ZodType>(item: T) => z.strictObject({ data: z.array(item), nextCursor: z.string().nullable() });

export const links = z.strictObject({
  data: z.array(
    z.strictObject({ type: z.string(), ticket: z.strictObject({ number: z.string(), subject: z.string(), state: z.string(), stateType }) }),
  ),
  hidden: z.int().meta({ description: "Links to tickets you may not see." }),
});

export const historyEvent = z.strictObject({
  id: z.uuid(),
  seq: z.int().nullable(),
  type: z.string(),
  at: instant,
  actor: z.strictObject({ kind: z.string(), id: z.uuid().nullable(), name: z.string().nullable() }),
  cause: z.uuid().nullable(),
  data: z.record(z.string(), z.unknown()),
  hash: z.string(),
});

const metric = z.enum(["first-response", "next-response", "update", "solution"]);

export const clock = z.strictObject({
  metric,
  state: z.enum(["running", "paused", "met", "breached", "void", "none"]),
  startedAt: instant.nullable(),
  dueAt: instant.nullable(),
  endedAt: instant.nullable(),
  elapsedSeconds: z.int(),
  targetSeconds: z.int().nullable(),
  policy: z.string().nullable(),
  chosen: z.string().nullable().meta({ description: "Why it is this policy." }),
  byPolicyChange: z.boolean().meta({ description: "The target was made shorter than what had elapsed." }),
  why: z.array(z.strictObject({ from: instant, to: instant, counted: z.boolean(), reason: z.string() })),
});

const frames = z.array(z.array(z.string()));
const week = z.record(z.string(), frames);
const holiday = z.strictObject({
  date: z.string().optional(),
  annual: z.string().optional(),
  name: z.string().optional(),
  open: frames.optional(),
});

export const calendar = z.strictObject({
  id: z.uuid(),
  name: z.string(),
  validFrom: instant.nullable().meta({ description: "Null for hours that always held." }),
  timeZone: z.string(),
  week,
  holidays: z.array(holiday),
});
export const previewed = z.union([z.strictObject({ due: instant }), z.strictObject({ seconds: z.int() })]);

export const sla = z.strictObject({
  id: z.uuid(),
  name: z.string(),
  calendar: z.string(),
  query: z.string(),
  position: z.int(),
  targets: z.record(z.string(), z.record(z.string(), z.int())),
  pauseIn: z.record(z.string(), z.array(z.string())),
  reopen: z.union([z.enum(["continue", "restart", "ignore"]), z.strictObject({ continueWithin: z.int() })]),
  callCountsAsResponse: z.boolean(),
});
export const gone = z.strictObject({ id: z.uuid() });

export const notices = z.strictObject({
  data: z.array(
    z.strictObject({
      id: z.uuid(),
      type: z.string(),
      at: instant,
      read: z.boolean(),
      ticket: z.strictObject({ number: z.string(), subject: z.string() }),
      data: z.record(z.string(), z.unknown()),
    }),
  ),
  unread: z.int(),
  nextCursor: z.string().nullable(),
});

export const dashboard = z.strictObject({
  at: instant,
  now: z.strictObject({ open: z.int(), unassigned: z.int(), waiting: z.int(), breached: z.int(), dueSoon: z.int() }),
  clocks: z.array(
    z.strictObject({
      number: z.string(),
      subject: z.string(),
      queue: z.string(),
      priority: z.string(),
      owner: z.string().nullable(),
      state: z.enum(["running", "paused", "breached"]),
      startedAt: instant,
      dueAt: instant.nullable(),
    }),
  ),
  more: z.boolean(),
});

export const changes = z.strictObject({
  data: z.array(z.strictObject({ ticket: z.string(), seq: z.int(), type: z.string(), at: instant })),
  seq: z.int(),
});

export const accepted = z.strictObject({ id: z.uuid() });

const parsed = z.strictObject({
  subject: z.string(),
  from: mailbox.nullable(),
  to: z.array(mailbox),
  cc: z.array(mailbox),
  replyTo: z.array(mailbox),
  messageId: z.string().nullable(),
  inReplyTo: z.array(z.string()),
  references: z.array(z.string()),
  date: instant.nullable(),
  text: z.string(),
  html: z.string().nullable().meta({ description: "As it came, not cleaned: never show it." }),
  visibleText: z.string(),
  attachments: z.array(
    z.strictObject({
      id: z.uuid().nullable(),
      filename: z.string(),
      contentType: z.string(),
      size: z.int(),
      sha256: z.string(),
      inline: z.boolean(),
      contentId: z.string().nullable(),
    }),
  ),
});

export const inbound = z.strictObject({
  id: z.uuid(),
  status: z.enum(["stored", "done", "failed"]),
  class: z.string().nullable(),
  classReasons: z.array(z.string()),
  verdict: z.enum(["pass", "fail", "none"]).nullable(),
  ticket: z.string().nullable(),
  message: z.uuid().nullable(),
  created: z.enum(["ticket", "message", "nothing"]),
  autoReply: z.strictObject({ sent: z.boolean(), reason: z.string() }).nullable(),
  parsed: parsed.nullable(),
  bounce: z
    .strictObject({
      recipients: z.array(z.strictObject({ address: z.string(), status: z.string(), permanent: z.boolean() })),
      originalMessageId: z.string().nullable(),
    })
    .nullable(),
  forwarded: z
    .strictObject({ from: mailbox.nullable(), to: z.array(mailbox), subject: z.string(), date: z.string().nullable(), text: z.string() })
    .nullable(),
  decisions: z.array(z.strictObject({ step: z.string(), outcome: z.string(), reason: z.string() })),
  error: z.string().nullable(),
});

export const loggedMail = z.strictObject({
  id: z.uuid(),
  class: z.string().nullable(),
  classReasons: z.array(z.string()),
  envelopeFrom: z.string().nullable(),
  envelopeTo: z.array(z.string()),
  queue: z.string().nullable(),
  from: mailbox.nullable(),
  subject: z.string().nullable(),
  receivedAt: instant,
});

export const outgoing = z.strictObject({
  id: z.uuid(),
  to: z.array(mailbox),
  cc: z.array(mailbox),
  subject: z.string(),
  messageId: z.string(),
  status: z.enum(["queued", "held", "sent", "failed"]),
  attempts: z.int(),
  error: z.string().nullable(),
  deliveries: z.array(
    z.strictObject({
      address: z.string(),
      state: z.enum(["delayed", "failed", "delivered", "read"]),
      status: z.string(),
      diagnostic: z.string(),
    }),
  ),
  at: instant,
});

export const queue = z.strictObject({ id: z.uuid(), name: z.string(), address: z.string().nullable(), open: z.int(), unowned: z.int() });

export const queueSettings = z.strictObject({
  group: z.string(),
  senderName: z.string().nullable(),
  signature: z.string(),
  defaultState: z.string().nullable(),
  defaultPriority: z.string().nullable(),
  unassignMinutes: z.int().nullable(),
  active: z.boolean(),
  successor: z.string().nullable(),
  id: z.uuid(),
  name: z.string(),
  address: z.string().nullable(),
  receipt: z.boolean(),
  closedPolicy: z.enum(["reopen", "new-linked", "reopen-within", "reject"]),
  reopenDays: z.int(),
  reopenBusinessDays: z.boolean(),
  joinPolicy: z.enum(["all", "organization", "known", "never"]),
  locale: z.enum(["en", "de"]).nullable(),
  replyTokens: z.boolean(),
  addresses: z.array(z.string()),
});

const choice = {
  id: z.int(),
  name: z.string(),
  position: z.int(),
  active: z.boolean(),
  successor: z.string().nullable().meta({ description: "Of a closed one: what took its place." }),
};
export const state = z.strictObject({
  ...choice,
  type: stateType,
  label: z.strictObject({ en: z.string().optional(), de: z.string().optional() }).meta({ description: "What customers read." }),
  default: z.boolean().meta({ description: "The one of its type that is taken where nobody chose." }),
  waitsFor: z.enum(["customer", "other"]).nullable(),
});
export const priority = z.strictObject({
  ...choice,
  sign: z.int(),
  color: z.enum(["muted", "good", "accent", "warn", "bad"]),
  default: z.boolean(),
});
export const ticketNumbers = z.strictObject({ kind: z.enum(["counter", "date", "random"]), timeZone: z.string() });
export const ticketType = z.strictObject(choice);
export const lifecycle = z.strictObject({
  type: z.string().nullable().meta({ description: "Null: for all types that have no lifecycle of their own." }),
  steps: z
    .array(
      z.strictObject({
        from: z.string(),
        to: z.string(),
        right: z.enum(["note", "reply", "change", "assign", "move", "close", "full"]).nullable(),
      }),
    )
    .meta({ description: "None: everything may follow." }),
});

export const user = person.extend({
  active: z.boolean(),
  organization: z.string().nullable(),
  roles: z.array(z.string()),
  createdAt: instant,
});

const faqLocale = z.enum(["en", "de"]);
const names = z.strictObject({ en: z.string().optional(), de: z.string().optional() });
const categoryFields = { id: z.uuid(), slug: z.string(), names };

export const article = z.strictObject({
  id: z.uuid(),
  state: z.enum(["draft", "published", "archived"]),
  visibility: z.enum(["internal", "customers", "public"]),
  category: z.strictObject(categoryFields).nullable(),
  sourceLocale: faqLocale,
  revision: z.int(),
  createdAt: instant,
  updatedAt: instant,
  translations: z.array(
    z.strictObject({
      locale: faqLocale,
      slug: z.string(),
      title: z.string(),
      state: z.enum(["draft", "published"]),
      working: z.boolean().meta({ description: "Something newer than what readers see is being worked on." }),
      outdated: z.boolean().meta({ description: "The source moved on since this was translated." }),
      publishedAt: instant.nullable(),
    }),
  ),
});

export const articlePage = article.extend({
  texts: z.array(
    z.strictObject({
      locale: faqLocale,
      title: z.string(),
      html: z.string(),
      slug: z.string(),
      writtenAt: instant,
      author: z.string().nullable(),
    }),
  ),
});

export const articleDeleted = z.strictObject({ id: z.uuid(), outcome: z.enum(["deleted", "archived"]) });
export const category = z.strictObject({ ...categoryFields, parentId: z.uuid().nullable(), position: z.int() });
export const categoryDeleted = z.strictObject({ id: z.uuid() });

const marked = z.string().meta({ description: "HTML: text, escaped, with `<mark>` around what was found." });
export const found = z.strictObject({
  tickets: z.array(
    z.strictObject({ number: z.string(), subject: marked, snippet: marked, state: z.string(), queue: z.string(), updatedAt: instant }),
  ),
  articles: z.array(z.strictObject({ id: z.uuid(), locale: faqLocale, slug: z.string(), url: z.string(), title: marked, snippet: marked })),
  nearly: z.boolean().meta({ description: "No article holds the words as typed; these hold words like them." }),
});

/** Problem details (RFC 9457). */
export const problem = z.strictObject({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string().optional(),
  errors: z.record(z.string(), z.string()).optional().meta({ description: "What is wrong, by the name of the field." }),
  current: z.unknown().optional().meta({ description: "With 409: the thing as it stands." }),
});

const labels = z.strictObject({ en: z.string().optional(), de: z.string().optional() });
const fieldValue = z.union([z.string(), z.number(), z.boolean(), z.array(z.string())]);
const fieldAsked = {
  key: z.string(),
  kind: z.enum([
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
  ]),
  labels,
  help: labels,
  section: labels,
  options: z.array(z.strictObject({ value: z.string(), labels: labels.optional() })),
  required: z.boolean(),
  requiredToClose: z.boolean(),
  shownWhen: z.strictObject({ field: z.string(), values: z.array(z.string()) }).nullable(),
  queueIds: z.array(z.uuid()),
  typeIds: z.array(z.int()),
};
const fieldNeed = z.strictObject({ right: z.string(), groupId: z.uuid().nullable() }).nullable();

export const field = z.strictObject({
  id: z.uuid(),
  entity: z.enum(["ticket", "person", "organization"]),
  ...fieldAsked,
  position: z.int(),
  fallback: fieldValue.nullable(),
  customers: z.enum(["none", "see", "fill"]),
  pattern: z.string().nullable(),
  readNeeds: fieldNeed,
  writeNeeds: fieldNeed,
  createdAt: instant,
  closedAt: instant.nullable(),
});

export const fieldForm = z.strictObject({
  data: z.array(z.strictObject({ ...fieldAsked, value: fieldValue.nullable(), mayWrite: z.boolean() })),
  people: z.record(z.string(), z.strictObject({ name: z.string(), email: z.string() })).meta({
    description: "Those whom the answers name, by id; for agents.",
  }),
});
