import type { EventName } from "./catalog";
import type { HistoryEvent } from "./history";

/**
 * The sentence of each event: a key below `history` in messages/*.json with the values it is filled with. The compiler
 * asks for a line per event; the words live with the languages.
 */
export type Sentence = { key: string; values: Record<string, string> };

type Named = { name: string } | null;
const name = (value: unknown): string => (value as Named)?.name ?? "";
const list = (value: unknown): string => (Array.isArray(value) ? value.join(", ") : "");
const fromTo = (event: HistoryEvent) => ({ from: name(event.data.from), to: name(event.data.to) });

const named = (event: HistoryEvent, key: string) => ({ from: event.values[key]?.before ?? "", to: event.values[key]?.after ?? "" });

const minutesIn = (value: unknown) => String((value as { minutes: number }).minutes);
const textOf = (event: HistoryEvent) => ({ text: event.values.text?.after ?? "" });

/** `first-response` is `breachedFirstResponse`. */
const breachKey = (metric: string) => `breached${metric.replace(/(^|-)(\w)/g, (_, __, letter: string) => letter.toUpperCase())}`;
const DELIVERY_KEYS: Record<string, string> = {
  delayed: "deliveryDelayed",
  failed: "deliveryFailed",
  delivered: "deliveryDone",
  read: "deliveryRead",
  challenged: "deliveryChallenged",
  complained: "deliveryComplained",
};

const participantsKey = (added: boolean, removed: boolean): string =>
  added && removed ? "participantsExchanged" : added ? "participantsAdded" : removed ? "participantsRemoved" : "participantsChanged";
type AnsweredField = { key: string; labels: { en?: string; de?: string } };

/** The answers by the labels of their fields, in each language: `Serial number: A1 → B2`. Events of before know names only. */
function answersIn(event: HistoryEvent): Record<string, string> {
  const fields = event.data.fields as AnsweredField[] | undefined;
  if (!fields) return { en: list(event.data.names), de: list(event.data.names) };
  const [before, after] = [answersFrom(event.values.fields?.before), answersFrom(event.values.fields?.after)];
  const said = ({ key, labels }: AnsweredField, label: string | undefined) => {
    const [was, is] = [answerText(before[key]), answerText(after[key])];
    return `${label || labels.en || labels.de || key}${was || is ? `: ${[was, is || "–"].filter(Boolean).join(" → ")}` : ""}`;
  };
  return {
    en: fields.map((field) => said(field, field.labels.en)).join(", "),
    de: fields.map((field) => said(field, field.labels.de)).join(", "),
  };
}

const answersFrom = (text: string | null | undefined): Record<string, unknown> =>
  text ? (JSON.parse(text) as Record<string, unknown>) : {};

/** A sentence holds no essay. */
const LONGEST_ANSWER = 80;

function answerText(value: unknown): string {
  const text =
    value === undefined ? "" : value === true ? "✓" : value === false ? "✗" : Array.isArray(value) ? value.join(", ") : String(value);
  return text.length > LONGEST_ANSWER ? `${text.slice(0, LONGEST_ANSWER)}…` : text;
}

const SENTENCES: Record<EventName, (event: HistoryEvent) => Sentence> = {
  "ticket.opened": (e) => ({ key: "ticketOpened", values: { queue: name(e.data.queue), channel: String(e.data.channel) } }),
  "ticket.renamed": (e) => ({ key: "ticketRenamed", values: { to: e.values.subject?.after ?? "" } }),
  "ticket.moved": (e) => ({ key: "ticketMoved", values: fromTo(e) }),
  "ticket.assigned": (e) => ({
    key: e.data.to ? "ticketAssigned" : e.data.reason === "idle" ? "ticketTimedOut" : "ticketUnassigned",
    values: named(e, "owner"),
  }),
  "ticket.idleWarned": (e) => ({ key: "ticketIdleWarned", values: { minutes: String(e.data.minutesLeft) } }),
  "ticket.responsibleChanged": (e) => ({ key: e.data.to ? "responsibleSet" : "responsibleRemoved", values: named(e, "responsible") }),
  "ticket.prioritised": (e) => ({ key: "ticketPrioritised", values: fromTo(e) }),
  "ticket.typed": (e) => ({ key: "ticketTyped", values: fromTo(e) }),
  "ticket.customerChanged": (e) => ({ key: "customerChanged", values: named(e, "customer") }),
  "ticket.participantsChanged": (e) => ({
    key: participantsKey(Boolean(e.values.added?.after), Boolean(e.values.removed?.before)),
    values: { names: e.values.added?.after ?? "", removed: e.values.removed?.before ?? "" },
  }),
  "ticket.tagged": (e) => ({ key: "ticketTagged", values: { added: list(e.data.added), removed: list(e.data.removed) } }),
  "ticket.fieldsChanged": (e) => ({ key: "fieldsChanged", values: answersIn(e) }),
  "ticket.stateChanged": (e) => ({ key: "ticketStateChanged", values: fromTo(e) }),
  "ticket.pended": (e) => ({
    key: e.data.target ? "ticketPendedToClose" : "ticketPended",
    values: { ...fromTo(e), until: String(e.data.until), target: name(e.data.target) },
  }),
  "ticket.woken": (e) => ({ key: e.data.reminds ? "ticketReminded" : "ticketWaited", values: {} }),
  "ticket.closed": (e) => ({ key: "ticketClosed", values: fromTo(e) }),
  "ticket.reopened": (e) => ({ key: "ticketReopened", values: fromTo(e) }),
  "ticket.linked": (e) => ({ key: "ticketLinked", values: { type: String(e.data.type) } }),
  "ticket.unlinked": (e) => ({ key: "ticketUnlinked", values: { type: String(e.data.type) } }),
  "message.received": () => ({ key: "messageReceived", values: {} }),
  "message.sent": () => ({ key: "messageSent", values: {} }),
  "message.held": () => ({ key: "messageHeld", values: {} }),
  "message.automatic": () => ({ key: "messageAutomatic", values: {} }),
  "message.allowed": () => ({ key: "messageAllowed", values: {} }),
  "message.splitOut": () => ({ key: "messageSplitOut", values: {} }),
  "message.turnedAway": () => ({ key: "messageTurnedAway", values: {} }),
  "call.logged": () => ({ key: "callLogged", values: {} }),
  "task.added": (e) => ({ key: "taskAdded", values: textOf(e) }),
  "task.changed": (e) => ({ key: "taskChanged", values: textOf(e) }),
  "task.done": (e) => ({ key: "taskDone", values: textOf(e) }),
  "task.reopened": (e) => ({ key: "taskReopened", values: textOf(e) }),
  "task.removed": (e) => ({ key: "taskRemoved", values: { text: e.values.text?.before ?? "" } }),
  "checklist.applied": (e) => ({ key: "checklistApplied", values: { name: name(e.data.checklist) } }),
  "ticket.keptOpen": (e) => ({ key: "ticketKeptOpen", values: { tasks: e.values.tasks?.after ?? "" } }),
  "checklist.created": (e) => ({ key: "checklistCreated", values: { name: String(e.data.name) } }),
  "checklist.changed": (e) => ({ key: "checklistChanged", values: { name: String(e.data.name) } }),
  "checklist.removed": (e) => ({ key: "checklistRemoved", values: { name: String(e.data.name) } }),
  "letterPart.set": (e) => ({ key: "letterPartSet", values: { name: String(e.data.name) } }),
  "letterPart.removed": (e) => ({ key: "letterPartRemoved", values: { name: String(e.data.name) } }),
  "time.booked": (e) => ({ key: "timeBooked", values: { minutes: String(e.data.minutes) } }),
  "time.corrected": (e) => ({ key: "timeCorrected", values: { from: minutesIn(e.data.before), to: minutesIn(e.data.after) } }),
  "time.removed": (e) => ({ key: "timeRemoved", values: { minutes: String(e.data.minutes) } }),
  "activity.created": (e) => ({ key: "activityCreated", values: { name: String(e.data.name) } }),
  "activity.changed": (e) => ({ key: "activityChanged", values: { name: String(e.data.name) } }),
  "note.added": () => ({ key: "noteAdded", values: {} }),
  "mail.accepted": () => ({ key: "mailAccepted", values: {} }),
  "mail.processed": (e) => ({ key: "mailProcessed", values: { class: String(e.data.class) } }),
  "mail.unreadable": () => ({ key: "mailUnreadable", values: {} }),
  "mail.resent": () => ({ key: "mailResent", values: {} }),
  "mail.viewed": () => ({ key: "mailViewed", values: {} }),
  "mail.retried": () => ({ key: "mailRetried", values: {} }),
  "mail.judged": (e) => ({ key: "mailJudged", values: { class: String(e.data.class) } }),
  "mail.answersPaused": (e) => ({ key: "mailAnswersPaused", values: { scope: String(e.data.scope), count: String(e.data.count) } }),
  "delivery.reported": (e) => ({
    key: DELIVERY_KEYS[String(e.data.outcome)] ?? "other",
    values: { address: e.values.address?.after ?? "", status: String(e.data.status), type: e.type },
  }),
  "rejection.sent": () => ({ key: "rejectionSent", values: {} }),
  "receipt.sent": () => ({ key: "receiptSent", values: {} }),
  "receipt.withheld": (e) => ({ key: "receiptWithheld", values: { reason: String(e.data.reason) } }),
  "sla.armed": (e) => ({ key: "slaArmed", values: { due: String(e.data.dueAt ?? "") } }),
  "sla.breached": (e) => ({ key: breachKey(String(e.data.metric)), values: {} }),
  "people.notified": (e) => ({ key: "peopleNotified", values: { count: String((e.data.people as unknown[]).length) } }),
  "calendar.created": (e) => ({ key: "calendarCreated", values: { name: String(e.data.name) } }),
  "calendar.changed": (e) => ({ key: "calendarChanged", values: { name: String(e.data.name) } }),
  "calendar.retired": (e) => ({ key: "calendarRetired", values: { name: String(e.data.name) } }),
  "policy.created": (e) => ({ key: "policyCreated", values: { name: String(e.data.name) } }),
  "policy.changed": (e) => ({ key: "policyChanged", values: { name: String(e.data.name) } }),
  "policy.retired": (e) => ({ key: "policyRetired", values: { name: String(e.data.name) } }),
  "state.created": (e) => ({ key: "stateCreated", values: { name: String(e.data.name) } }),
  "state.changed": (e) => ({ key: "stateChanged", values: { name: String(e.data.name) } }),
  "state.retired": (e) => ({ key: "stateRetired", values: { name: String(e.data.name) } }),
  "state.restored": (e) => ({ key: "stateRestored", values: { name: String(e.data.name) } }),
  "priority.created": (e) => ({ key: "priorityCreated", values: { name: String(e.data.name) } }),
  "priority.changed": (e) => ({ key: "priorityChanged", values: { name: String(e.data.name) } }),
  "priority.retired": (e) => ({ key: "priorityRetired", values: { name: String(e.data.name) } }),
  "priority.restored": (e) => ({ key: "priorityRestored", values: { name: String(e.data.name) } }),
  "type.created": (e) => ({ key: "typeCreated", values: { name: String(e.data.name) } }),
  "type.changed": (e) => ({ key: "typeChanged", values: { name: String(e.data.name) } }),
  "type.retired": (e) => ({ key: "typeRetired", values: { name: String(e.data.name) } }),
  "type.restored": (e) => ({ key: "typeRestored", values: { name: String(e.data.name) } }),
  "field.created": (e) => ({ key: "fieldCreated", values: { name: String(e.data.name) } }),
  "field.changed": (e) => ({ key: "fieldChanged", values: { name: String(e.data.name) } }),
  "field.closed": (e) => ({ key: "fieldClosed", values: { name: String(e.data.name) } }),
  "field.deleted": (e) => ({ key: "fieldDeleted", values: { name: String(e.data.name) } }),
  "person.created": (e) => ({ key: "personCreated", values: { name: e.values.name?.after ?? "" } }),
  "person.signedIn": (e) => ({ key: "personSignedIn", values: { means: String(e.data.means) } }),
  "signIn.linkAsked": (e) => ({ key: "signInLinkAsked", values: { address: e.values.address?.after ?? "" } }),
  "role.assigned": (e) => ({ key: "roleAssigned", values: { role: name(e.data.role), group: name(e.data.group) } }),
  "token.created": () => ({ key: "tokenCreated", values: {} }),
  "queue.configured": (e) => ({ key: "queueConfigured", values: { names: list(e.data.names) } }),
  "lifecycle.changed": (e) => ({ key: e.data.type ? "lifecycleChanged" : "lifecycleChangedForAll", values: { type: name(e.data.type) } }),
  "numbers.configured": () => ({ key: "numbersConfigured", values: {} }),
  "queue.renamed": (e) => ({ key: "queueRenamed", values: { from: String(e.data.from), to: String(e.data.to) } }),
  "queue.retired": (e) => ({ key: "queueRetired", values: { queue: name(e.data.queue), successor: name(e.data.successor) } }),
  "queue.restored": (e) => ({ key: "queueRestored", values: { queue: name(e.data.queue) } }),
  "queue.created": (e) => ({ key: "queueCreated", values: { queue: name(e.data.queue) } }),
  "organization.created": (e) => ({ key: "organizationCreated", values: { name: e.values.name?.after ?? "" } }),
  "work.cancelled": (e) => ({ key: "workCancelled", values: { function: String(e.data.function) } }),
  "work.retried": (e) => ({ key: "workRetried", values: { function: String(e.data.function) } }),
  "work.replayed": (e) => ({ key: "workReplayed", values: { function: String(e.data.function) } }),
  "work.released": (e) => ({ key: "workReleased", values: { name: String(e.data.name) } }),
  "article.written": (e) => ({ key: "articleWritten", values: { title: String(e.data.title), locale: String(e.data.locale) } }),
  "article.published": (e) => ({ key: "articlePublished", values: { title: String(e.data.title), locale: String(e.data.locale) } }),
  "article.withdrawn": (e) => ({ key: "articleWithdrawn", values: { title: String(e.data.title), locale: String(e.data.locale) } }),
  "article.shownTo": (e) => ({ key: "articleShownTo", values: { from: String(e.data.from), to: String(e.data.to) } }),
  "article.filed": (e) => ({ key: "articleFiled", values: fromTo(e) }),
  "article.archived": () => ({ key: "articleArchived", values: {} }),
  "article.restored": () => ({ key: "articleRestored", values: {} }),
  "article.deleted": (e) => ({ key: "articleDeleted", values: { titles: list(e.data.titles) } }),
  "category.created": (e) => ({ key: "categoryCreated", values: { name: String(e.data.name) } }),
  "category.changed": (e) => ({ key: "categoryChanged", values: { from: String(e.data.from), to: String(e.data.to) } }),
  "category.deleted": (e) => ({ key: "categoryDeleted", values: { name: String(e.data.name) } }),
};

/** The sentence for an event; unknown ones (from a newer version) say only their name. */
export const describeEvent = (event: HistoryEvent): Sentence =>
  event.type in SENTENCES ? SENTENCES[event.type as EventName](event) : { key: "other", values: { type: event.type } };
