import { and, asc, type Column, desc, eq, inArray, isNull, or, type SQL, sql } from "drizzle-orm";
import type { PgTable } from "drizzle-orm/pg-core";
import { db } from "@/db";
import { behind, cursorOf } from "@/db/keyset";
import {
  attachments,
  messages,
  organizations,
  people,
  priorities,
  queues,
  type StateType,
  states,
  ticketParticipants,
  tickets,
  ticketTypes,
} from "@/db/schema";
import { notFound } from "@/lib/errors";
import { isId } from "@/lib/ids";
import type { Actor } from "../access/actor";
import { abilities, can, groupsWith, type TicketSubject } from "../access/policy";
import { visibleTickets } from "../access/visibility";
import { findAnswering } from "../fields/read";
import { choicesNow } from "./choices";
import { asSeenBy, messageAsSeenBy, requireOwnFilters } from "./customer-view";
import { lifecycleOf, stepBetween } from "./lifecycle";
import { ticketsSaying } from "./search";

/** Every read takes an actor and starts from what he may see; what he may not see is not there. */

type Person = { id: string; name: string; email: string };

/**
 * What a row shows of other tables is looked up for the few rows of a page. As joins, eleven of them, PostgreSQL would
 * weigh every order in which to do them, for seventy milliseconds, before it reads the first row.
 */
const looked = <T>(table: PgTable, what: SQL | Column, id: Column, by: Column): SQL<T> =>
  sql<T>`(select ${what} from ${table} where ${id} = ${by})`;
const NAMED = sql`json_build_object('name', ${people.name}, 'email', ${people.email})`;
const KNOWN = sql`json_build_object('id', ${people.id}, 'name', ${people.name}, 'email', ${people.email})`;

const numberOf = (by: Column): SQL<string | null> =>
  sql<string | null>`(select other.number::text from ${tickets} other where other.id = ${by})`;

const ROW = {
  id: tickets.id,
  number: sql<string>`${tickets.number}::text`,
  subject: tickets.subject,
  state: states.name,
  stateType: states.type,
  stateLabel: states.label,
  waitsFor: states.waitsFor,
  priority: looked<string | null>(priorities, priorities.name, priorities.id, tickets.priorityId),
  priorityId: sql<number | null>`${tickets.priorityId}`,
  type: looked<string | null>(ticketTypes, ticketTypes.name, ticketTypes.id, tickets.typeId),
  queue: queues.name,
  owner: looked<Person | null>(people, KNOWN, people.id, tickets.ownerId),
  responsible: looked<Person | null>(people, KNOWN, people.id, tickets.responsibleId),
  customer: looked<{ name: string; email: string }>(people, NAMED, people.id, tickets.customerId),
  organization: looked<string | null>(organizations, organizations.name, organizations.id, tickets.organizationId),
  tags: tickets.tags,
  channel: tickets.channel,
  createdAt: tickets.createdAt,
  updatedAt: tickets.updatedAt,
  closedAt: tickets.closedAt,
  pendingUntil: tickets.pendingUntil,
  replyAddress: tickets.replyAddress,
  mergedInto: numberOf(tickets.mergedIntoId),
  master: numberOf(tickets.masterId),
  revision: tickets.revision,
  lastMessageAt: tickets.lastMessageAt,
  preview: tickets.preview,
  unansweredSince: tickets.unansweredSince,
  needsDecision: tickets.needsDecision,
  taskCount: tickets.taskCount,
  minutesSpent: tickets.minutesSpent,
  sla: {
    nextDueAt: tickets.nextDueAt,
    breached: tickets.slaBreached,
    overdueSince: tickets.overdueSince,
    paused: tickets.clocksPaused,
  },
  groupId: queues.groupId,
  customerId: tickets.customerId,
};

const selectTickets = () =>
  db.select(ROW).from(tickets).innerJoin(queues, eq(queues.id, tickets.queueId)).innerJoin(states, eq(states.id, tickets.stateId));

export type TicketRow = Awaited<ReturnType<typeof selectTickets>>[number];

export type TicketFilter = {
  queue?: string;
  /** Names or ids; people by address. */
  state?: string;
  stateTypes?: readonly StateType[];
  /** Address or id of the owner, `me`, or `none`. */
  owner?: string;
  customer?: string;
  tag?: string;
  /** Whose promise is broken and still open, or is due within the hour. */
  due?: "breached" | "soon";
  /** Words that were said in it, or its number. */
  q?: string;
  numbers?: readonly string[];
  /** Answers by the key of their field. */
  fields?: Record<string, string>;
  limit?: number;
  cursor?: string;
};

export type Page<T> = { data: T[]; nextCursor: string | null };

const DEFAULT_LIMIT = 50;
export const MAX_LIMIT = 200;

/**
 * Tickets the actor may see, newest change first, one page (at most 200). A customer's are sorted by what was said in
 * public: a row that moves would tell him of a note. Refuses a cursor that is none, and a field he may not ask by.
 */
export async function listTickets(actor: Actor, filter: TicketFilter = {}): Promise<Page<TicketRow>> {
  const limit = Math.min(filter.limit ?? DEFAULT_LIMIT, MAX_LIMIT);
  const { owner: byOwner, tag, due } = filter;
  requireOwnFilters(actor, { owner: byOwner, tag, due });
  const at = actor.kind === "customer" ? SAID_AT : tickets.updatedAt;
  const answers = await findAnswering(actor, "ticket", sql`${tickets.id}`, filter.fields ?? {});
  const rows = await selectTickets()
    .where(
      and(
        visibleTickets(actor),
        ...conditionsOf(actor, filter),
        answers,
        filter.cursor ? behind(filter.cursor, at, tickets.id) : undefined,
      ),
    )
    .orderBy(desc(at), desc(tickets.id))
    .limit(limit + 1);
  const data = rows.slice(0, limit).map((row) => asSeenBy(actor, row));
  const last = data.at(-1);
  return {
    data,
    nextCursor: rows.length > limit && last ? cursorOf(last.updatedAt, last.id) : null,
  };
}

/** When something was last said in public. */
const SAID_AT = sql`coalesce(${tickets.lastMessageAt}, ${tickets.createdAt})`;

function conditionsOf(actor: Actor, filter: TicketFilter): (SQL | undefined)[] {
  const me = actor.kind === "system" ? null : actor.personId;
  return [
    filter.queue ? or(eq(queues.name, filter.queue), sql`${queues.id}::text = ${filter.queue}`) : undefined,
    filter.state ? isState(actor, filter.state) : undefined,
    filter.stateTypes?.length ? inArray(states.type, [...filter.stateTypes]) : undefined,
    filter.owner === undefined
      ? undefined
      : filter.owner === "none"
        ? sql`${tickets.ownerId} is null`
        : filter.owner === "me"
          ? eq(tickets.ownerId, me ?? sql`null`)
          : isPerson(tickets.ownerId, filter.owner),
    filter.customer ? isPerson(tickets.customerId, filter.customer) : undefined,
    filter.tag ? sql`${tickets.tags} @> array[${filter.tag}]::text[]` : undefined,
    filter.due ? (filter.due === "breached" ? BREACHED : DUE_SOON) : undefined,
    filter.q ? ticketsSaying(actor, filter.q) : undefined,
    filter.numbers ? inArray(tickets.number, filter.numbers.map(Number).filter(Number.isSafeInteger)) : undefined,
  ];
}

/** A customer asks by the words he reads; several states may have the same. */
const isState = (actor: Actor, wanted: string): SQL =>
  actor.kind === "customer"
    ? sql`${wanted} in (${states.label} ->> 'en', ${states.label} ->> 'de')`
    : or(eq(states.name, wanted), sql`${states.id}::text = ${wanted}`)!;

const isPerson = (id: Column, wanted: string): SQL =>
  isId(wanted) ? eq(id, wanted) : sql`${id} = (select ${people.id} from ${people} where ${people.email} = ${wanted.toLowerCase()})`;

export type MessageView = Awaited<ReturnType<typeof listMessages>>[number];
export type TicketPage = TicketRow & {
  participants: { id: string; name: string; email: string }[];
  abilities: ReturnType<typeof abilities>;
  messages: MessageView[];
};

/** One ticket with its messages as this actor may see them: a customer's page holds no trace of an internal one. */
export async function getTicketPage(actor: Actor, number: string): Promise<TicketPage> {
  const value = Number(number);
  if (!Number.isSafeInteger(value) || value < 1) throw notFound("ticket");
  const [row] = await selectTickets().where(and(eq(tickets.number, value), visibleTickets(actor)));
  if (!row) throw notFound("ticket");
  const participants = await db
    .select({ id: people.id, name: people.name, email: people.email })
    .from(ticketParticipants)
    .innerJoin(people, eq(people.id, ticketParticipants.personId))
    .where(eq(ticketParticipants.ticketId, row.id));
  const subject: TicketSubject = { groupId: row.groupId, customerId: row.customerId, participantIds: participants.map((p) => p.id) };
  if (!can(actor, "ticket.read", subject)) throw notFound("ticket");
  const mayReadInternal = can(actor, "ticket.readInternal", subject);
  return {
    ...asSeenBy(actor, row),
    participants,
    abilities: abilities(actor, subject),
    messages: (await listMessages(row.id, mayReadInternal)).map((message) => messageAsSeenBy(actor, message)),
  };
}

/** Whether the actor may read a ticket at all. */
export async function isReadable(actor: Actor, ticketId: string): Promise<boolean> {
  const [row] = await db
    .select({ id: tickets.id })
    .from(tickets)
    .where(and(eq(tickets.id, ticketId), visibleTickets(actor)));
  return row !== undefined;
}

/** Of a longer conversation the newest are read. */
const MAX_MESSAGES = 500;

async function listMessages(ticketId: string, withInternal: boolean) {
  const newest = await selectMessages()
    .where(and(eq(messages.ticketId, ticketId), withInternal ? undefined : eq(messages.internal, false)))
    .orderBy(desc(messages.at), desc(messages.id))
    .limit(MAX_MESSAGES);
  return withFiles(newest.reverse());
}

/** A message by its id, for who may see it: of a ticket he may read, and no internal one without the right. */
export async function getMessage(actor: Actor, id: string): Promise<MessageView> {
  const [row] = isId(id)
    ? await selectMessages()
        .innerJoin(tickets, eq(tickets.id, messages.ticketId))
        .where(and(eq(messages.id, id), actor.kind === "customer" ? eq(messages.internal, false) : undefined, visibleTickets(actor)))
    : [];
  if (!row) throw notFound("message");
  const [message] = await withFiles([row]);
  return messageAsSeenBy(actor, message!);
}

const selectMessages = () =>
  db
    .select({ message: messages, author: { id: people.id, name: people.name, email: sql<string | null>`${people.email}` } })
    .from(messages)
    .leftJoin(people, eq(people.id, messages.authorId))
    .$dynamic();

async function withFiles(rows: Pick<Awaited<ReturnType<typeof selectMessages>>[number], "message" | "author">[]) {
  const ids = rows.map((row) => row.message.id);
  const files = ids.length
    ? await db.select().from(attachments).where(inArray(attachments.messageId, ids)).orderBy(asc(attachments.id))
    : [];
  return rows.map(({ message, author }) => ({ ...message, author, attachments: files.filter((file) => file.messageId === message.id) }));
}

/** An attachment the actor may see, through its message and ticket. Refuses `not_found`. */
export async function getAttachment(actor: Actor, id: string) {
  const [row] = await db
    .select({
      attachment: attachments,
      ticketId: tickets.id,
      internal: messages.internal,
      groupId: queues.groupId,
      customerId: tickets.customerId,
    })
    .from(attachments)
    .innerJoin(messages, eq(messages.id, attachments.messageId))
    .innerJoin(tickets, eq(tickets.id, messages.ticketId))
    .innerJoin(queues, eq(queues.id, tickets.queueId))
    .where(and(eq(attachments.id, id), visibleTickets(actor)));
  if (!row) throw notFound("attachment");
  const subject = { groupId: row.groupId, customerId: row.customerId, participantIds: [] };
  if (row.internal && !can(actor, "ticket.readInternal", subject)) throw notFound("attachment");
  return row.attachment;
}

export type QueueCount = { id: string; name: string; address: string | null; open: number; unowned: number };

/** The queues whose tickets the actor may read, with what is on the desk in each. */
export async function listQueues(actor: Actor): Promise<QueueCount[]> {
  const groupIds = groupsWith(actor, "read");
  if (groupIds?.length === 0) return [];
  // Counted first, from an index alone, and then put beside the queues.
  const counted = db
    .select({
      queueId: tickets.queueId,
      open: sql<number>`count(*)::int`.as("open"),
      unowned: sql<number>`(count(*) filter (where ${tickets.ownerId} is null))::int`.as("unowned"),
    })
    .from(tickets)
    .where(isIn(ON_THE_DESK))
    .groupBy(tickets.queueId)
    .as("counted");
  return db
    .select({
      id: queues.id,
      name: queues.name,
      address: queues.address,
      open: sql<number>`coalesce(${counted.open}, 0)`,
      unowned: sql<number>`coalesce(${counted.unowned}, 0)`,
    })
    .from(queues)
    .leftJoin(counted, eq(counted.queueId, queues.id))
    .where(and(isNull(queues.retiredAt), groupIds === null ? undefined : inArray(queues.groupId, [...groupIds])))
    .orderBy(asc(queues.name));
}

/** What an agent still has to do something about, without what waits. */
export const ON_THE_DESK = ["new", "open"] as const satisfies readonly StateType[];

export const WAITING = ["pending-reminder", "pending-auto"] as const satisfies readonly StateType[];

const stateIds = (types: readonly StateType[]) =>
  db
    .select({ id: states.id })
    .from(states)
    .where(inArray(states.type, [...types]));

/** Conditions that a number on the dashboard and the list behind it share, so that they cannot differ. */
export const isIn = (types: readonly StateType[]): SQL => inArray(tickets.stateId, stateIds(types));
/** A deadline that has just passed counts, also before the timer has said so. */
export const BREACHED: SQL = sql`(${tickets.overdueSince} is not null or ${tickets.nextDueAt} < now())`;
export const DUE_SOON: SQL = sql`(${tickets.overdueSince} is null and ${tickets.nextDueAt} between now() and now() + interval '1 hour')`;

/** A ticket as a menu of states sees it: by the names of what it is, and what its reader may do with it. */
type Chooser = { state: string; type: string | null; abilities: ReturnType<typeof abilities> };

/**
 * What menus offer: states one may choose, priorities, types, in their order and without the closed ones. For a ticket
 * only the states that may follow its own, by its lifecycle and its reader's rights.
 */
export async function listChoices(ticket?: Chooser) {
  const { states: all, priorities: byUrgency, types, steps } = await choicesNow();
  const offered = <C extends { retiredAt: Date | null }>(choices: readonly C[]) => choices.filter((one) => !one.retiredAt);
  const free = offered(all).filter((s) => !["new", "merged", "removed"].includes(s.type));
  const lifecycle = ticket ? lifecycleOf(steps, types.find((type) => type.name === ticket.type)?.id ?? null) : [];
  const from = all.find((state) => state.name === ticket?.state);
  const follows = (to: (typeof free)[number]) => {
    if (!from || !ticket) return true;
    const { may, right } = stepBetween(lifecycle, from, to);
    return may && (right === null || ticket.abilities[`ticket.${right}`]);
  };
  return { states: free.filter(follows), priorities: offered(byUrgency), types: offered(types) };
}
