import type { Actor, GroupRight, Scope } from "./actor";

/**
 * Who may do what: all of it, as sentences over plain data. Acts ask through authorize(), pages through abilities(),
 * sockets through can(). The same rule for lists is visibility.ts, next door on purpose.
 */

/** What a sentence needs to know of a ticket. `participantIds` are the visible people beside the customer. */
export type TicketSubject = { groupId: string; customerId: string; participantIds: readonly string[] };
export type QueueSubject = { groupId: string; address: string | null };
/** A field as it is asked of somebody or something: `groupId` is the ticket's, null for people and organisations. */
export type FieldSubject = {
  customers: "none" | "see" | "fill";
  readNeeds: { right: string; groupId: string | null } | null;
  writeNeeds: { right: string; groupId: string | null } | null;
  groupId: string | null;
};

type Sentence<S> = (actor: Actor, subject: S) => boolean;

const isSystem = (a: Actor, ...names: string[]) => a.kind === "system" && names.includes(a.name);

function hasRight(actor: Actor, groupId: string, right: GroupRight): boolean {
  if (actor.kind !== "agent") return false;
  const here = actor.rights.byGroup.get(groupId);
  const { everywhere } = actor.rights;
  return everywhere.has(right) || everywhere.has("full") || Boolean(here?.has(right) || here?.has("full"));
}

const isAdmin = (a: Actor) => a.kind === "agent" && a.rights.everywhere.has("admin");

const opensTickets = (a: Actor) =>
  a.kind === "agent" && [a.rights.everywhere, ...a.rights.byGroup.values()].some((set) => set.has("create") || set.has("full"));

const answersCustomers = (a: Actor) =>
  a.kind === "agent" && [a.rights.everywhere, ...a.rights.byGroup.values()].some((set) => set.has("reply") || set.has("full"));

/** The customer of the ticket, or somebody he brought along. */
const isPartyTo = (a: Actor, t: TicketSubject) =>
  a.kind === "customer" && (t.customerId === a.personId || t.participantIds.includes(a.personId));

const ticketRules = {
  "ticket.read": (a, t) => hasRight(a, t.groupId, "read") || isPartyTo(a, t) || isSystem(a, "mail"),
  "ticket.readInternal": (a, t) => hasRight(a, t.groupId, "read"),
  "ticket.reply": (a, t) => hasRight(a, t.groupId, "reply") || isPartyTo(a, t),
  /** A call is a part of the conversation, so it asks what answering asks of an agent. */
  "ticket.logCall": (a, t) => hasRight(a, t.groupId, "reply"),
  "ticket.note": (a, t) => hasRight(a, t.groupId, "note"),
  "ticket.change": (a, t) => hasRight(a, t.groupId, "change"),
  "ticket.assign": (a, t) => hasRight(a, t.groupId, "assign"),
  "ticket.move": (a, t) => hasRight(a, t.groupId, "move"),
  "ticket.close": (a, t) => hasRight(a, t.groupId, "close"),
  "ticket.task": (a, t) => hasRight(a, t.groupId, "change"),
  /** Who may note may say that his part is done. */
  "ticket.tick": (a, t) => hasRight(a, t.groupId, "change") || hasRight(a, t.groupId, "note"),
  /** Who may work on a ticket may say how long he did; what a colleague booked is corrected by who may change it. */
  "ticket.bookTime": (a, t) => hasRight(a, t.groupId, "note") || hasRight(a, t.groupId, "reply") || hasRight(a, t.groupId, "change"),
  "ticket.correctTime": (a, t) => hasRight(a, t.groupId, "change"),
  /** For steps of a lifecycle that only who leads the group may take. */
  "ticket.full": (a, t) => hasRight(a, t.groupId, "full"),
  "ticket.link": (a, t) => hasRight(a, t.groupId, "change") || isSystem(a, "mail"),
  /** The intake keeps a stranger's message in a conversation for the agents to decide on (A2, pending joiner). */
  "ticket.hold": (a) => isSystem(a, "mail"),
  /** What of a stranger's becomes public, or a ticket of its own, is decided by who may answer and change. */
  "ticket.decide": (a, t) => hasRight(a, t.groupId, "reply") && hasRight(a, t.groupId, "change"),
  /** To and Cc of a letter bring people along, as the queue allows (A14). */
  "ticket.join": (a, t) => hasRight(a, t.groupId, "change") || isSystem(a, "mail"),
  "ticket.receipt": (a) => isSystem(a, "mail"),
  /** Only the clock says that a promise was broken. */
  "ticket.breach": (a) => isSystem(a, "sla"),
} satisfies Record<string, Sentence<TicketSubject>>;

const queueRules = {
  /** A customer may ask where he could write to; an agent opens where he may create; a letter goes where the intake puts it. */
  "ticket.create": (a, q) => hasRight(a, q.groupId, "create") || (a.kind === "customer" && q.address !== null) || isSystem(a, "mail"),
  /** To hand a ticket over one need not be able to follow it. */
  "queue.moveInto": (a, q) => hasRight(a, q.groupId, "move"),
  "queue.read": (a, q) => hasRight(a, q.groupId, "read"),
} satisfies Record<string, Sentence<QueueSubject>>;

/** In the group a field names, else in the ticket's, else in any: what belongs to no ticket lies in no group. */
function meets(actor: Actor, { right, groupId }: { right: string; groupId: string | null }, ticketGroup: string | null): boolean {
  if (actor.kind !== "agent") return false;
  if (right === "admin") return isAdmin(actor);
  const group = groupId ?? ticketGroup;
  if (group) return hasRight(actor, group, right as GroupRight);
  return [actor.rights.everywhere, ...actor.rights.byGroup.values()].some((rights) => rights.has(right) || rights.has("full"));
}

const fieldRules = {
  "field.read": (a, f) =>
    a.kind === "customer" ? f.customers !== "none" : meets(a, f.readNeeds ?? { right: "read", groupId: null }, f.groupId),
  /** Nobody writes what he may not read: he would overwrite it unseen. */
  "field.write": (a, f) =>
    meets(a, f.readNeeds ?? { right: "read", groupId: null }, f.groupId) &&
    meets(a, f.writeNeeds ?? { right: "change", groupId: null }, f.groupId),
  /** A customer answers while he opens his request; afterwards the agents keep it. */
  "field.fill": (a, f) => a.kind === "customer" && f.customers === "fill",
} satisfies Record<string, Sentence<FieldSubject>>;

const deskRules = {
  "desk.work": (a) => a.kind === "agent",
  "desk.admin": (a) => isAdmin(a),
  "queue.configure": (a) => isAdmin(a),
  /** States, priorities and types: agents choose among them, administrators say which there are. */
  "choice.read": (a) => a.kind === "agent",
  "choice.configure": (a) => isAdmin(a),
  /** What stood in a closed one moves on. */
  "choice.succeed": (a) => isSystem(a, "upkeep"),
  "desk.setUp": (a) => isSystem(a, "setup", "demo"),
  "mail.accept": (a) => isSystem(a, "mail") || (a.kind === "agent" && Boolean(a.scopes?.has("mail:inject"))),
  "mail.process": (a) => isSystem(a, "mail"),
  "mail.readLog": (a) => isAdmin(a) || (a.kind === "agent" && Boolean(a.scopes?.has("mail:inject"))),
  "mail.retry": (a) => isAdmin(a),
  "mail.judgeSpam": (a) => a.kind === "agent",
  "mail.readDemoMailbox": (a) => isSystem(a, "demo"),
  /** What has served its time is thrown away. */
  /** Whose ticket lies idle for too long has it no more. */
  "ticket.releaseIdle": (a) => isSystem(a, "upkeep"),
  "desk.tidyUp": (a) => isSystem(a, "upkeep"),
  "sla.read": (a) => a.kind === "agent",
  "sla.configure": (a) => isAdmin(a) || isSystem(a, "setup", "demo"),
  /** Only the clock ends what waits for a date. */
  "ticket.wake": (a) => isSystem(a, "pending"),
  "sla.count": (a) => isSystem(a, "sla"),
  "field.configure": (a) => isAdmin(a) || isSystem(a, "setup", "demo"),
  "notification.send": (a) => isSystem(a, "sla", "mail", "pending", "upkeep"),
  /** Each his own, which the act itself sees to. */
  "notification.read": (a) => a.kind === "agent",
  /** Who reports may see how the whole desk stands, as far as he may read it. */
  "dashboard.read": (a) => a.kind === "agent" && a.rights.everywhere.has("report"),
  /** Ids and small facts of every ticket, and the levers of the machine. */
  "work.read": (a) => isAdmin(a),
  "work.steer": (a) => isAdmin(a),
  "metrics.read": (a) => a.kind === "agent" && Boolean(a.scopes?.has("metrics")),
  /** Who may open a ticket for somebody may write down who that is. */
  "person.create": (a) => isAdmin(a) || opensTickets(a) || isSystem(a, "mail", "setup", "demo"),
  "person.read": (a) => a.kind === "agent",
  /** The words and lists that agents work with, for who administers the desk or was given just that. */
  "words.read": (a) => a.kind === "agent",
  "time.configure": (a) => isAdmin(a),
  "words.write": (a) => isAdmin(a) || (a.kind === "agent" && a.rights.everywhere.has("templates")) || isSystem(a, "setup", "demo"),
  "token.create": (a) => isAdmin(a) || isSystem(a, "setup"),
  /** Every agent may read what is being written; who may answer customers may answer them here as well. */
  "faq.readDrafts": (a) => a.kind === "agent",
  "faq.write": (a) => answersCustomers(a) || isSystem(a, "demo"),
  "faq.publish": (a) => answersCustomers(a) || isSystem(a, "demo"),
  "faq.arrange": (a) => isAdmin(a) || isSystem(a, "demo"),
} satisfies Record<string, (actor: Actor) => boolean>;

export type TicketRight = keyof typeof ticketRules;
export type QueueRight = keyof typeof queueRules;
export type FieldRight = keyof typeof fieldRules;
export type DeskRightName = keyof typeof deskRules;
export type Right = TicketRight | QueueRight | FieldRight | DeskRightName;

export const RIGHTS = [ticketRules, queueRules, fieldRules, deskRules].flatMap(Object.keys) as Right[];

/** Reading asks the `read` scope of a token, administration `admin`, everything else `write`. */
const READING = new Set<Right>([
  "ticket.read",
  "ticket.readInternal",
  "queue.read",
  "field.read",
  "desk.work",
  "person.read",
  "sla.read",
  "choice.read",
  "notification.read",
  "words.read",
  "dashboard.read",
  "faq.readDrafts",
]);
const OWN_SCOPE: Partial<Record<Right, Scope>> = {
  "mail.accept": "mail:inject",
  "mail.readLog": "mail:inject",
  "metrics.read": "metrics",
  "desk.admin": "admin",
  "sla.configure": "admin",
  "field.configure": "admin",
  "mail.retry": "admin",
  "queue.configure": "admin",
  "choice.configure": "admin",
  "token.create": "admin",
  "work.read": "admin",
  "work.steer": "admin",
  "faq.arrange": "admin",
  "words.write": "admin",
  "time.configure": "admin",
};

/** A token has the rights of its owner, intersected with its scopes. */
function inScope(actor: Actor, right: Right): boolean {
  if (actor.kind === "system" || !actor.scopes) return true;
  if (right === "mail.readLog" && actor.scopes.has("admin")) return true;
  return actor.scopes.has(OWN_SCOPE[right] ?? (READING.has(right) ? "read" : "write"));
}

export function can(actor: Actor, right: TicketRight, ticket: TicketSubject): boolean;
export function can(actor: Actor, right: QueueRight, queue: QueueSubject): boolean;
export function can(actor: Actor, right: FieldRight, field: FieldSubject): boolean;
export function can(actor: Actor, right: DeskRightName): boolean;
export function can(actor: Actor, right: Right, subject?: TicketSubject | QueueSubject | FieldSubject): boolean {
  if (!inScope(actor, right)) return false;
  if (right in ticketRules) return ticketRules[right as TicketRight](actor, subject as TicketSubject);
  if (right in queueRules) return queueRules[right as QueueRight](actor, subject as QueueSubject);
  if (right in fieldRules) return fieldRules[right as FieldRight](actor, subject as FieldSubject);
  return deskRules[right as DeskRightName](actor);
}

/** The ticket rights of this actor as booleans, for buttons. */
export function abilities(actor: Actor, ticket: TicketSubject): Record<TicketRight, boolean> {
  const names = Object.keys(ticketRules) as TicketRight[];
  return Object.fromEntries(names.map((right) => [right, can(actor, right, ticket)])) as Record<TicketRight, boolean>;
}

/** The groups in which an actor has a right: null means all of them. */
export function groupsWith(actor: Actor, right: GroupRight): readonly string[] | null {
  if (actor.kind !== "agent" || !inScope(actor, "ticket.read")) return [];
  if (actor.rights.everywhere.has(right) || actor.rights.everywhere.has("full")) return null;
  return [...actor.rights.byGroup].filter(([, rights]) => rights.has(right) || rights.has("full")).map(([groupId]) => groupId);
}
