import { and, asc, eq, inArray, isNotNull, sql } from "drizzle-orm";
import { db, type Tx } from "@/db";
import { queues, tickets } from "@/db/schema";
import type { Actor } from "../access/actor";
import { authorizeDesk } from "../access/authorize";
import { record } from "../events/record";
import { choicesNow, successorOf } from "./choices";
import { lockTicket, queueInPlaceOf } from "./load";
import { releaseUnableOwnerIn } from "./release-owner";

const BATCH = 100;
const COLUMNS = { stateId: "states", priorityId: "priorities", typeId: "types" } as const;
const EVENTS = { stateId: "ticket.stateChanged", priorityId: "ticket.prioritised", typeId: "ticket.typed" } as const;
type Column = keyof typeof COLUMNS;
type Closed = { id: number; name: string; retiredAt: Date | null; successorId: number | null };

/**
 * Puts tickets that stand in a closed state, priority, type or queue into its successor, each in a transaction of its own with
 * its own event; one batch, gives how many. The successor of a state is of its type: dates and clocks stay as they are,
 * and no list is turned over, because nobody worked on the ticket.
 */
export async function moveToSuccessors(actor: Actor): Promise<number> {
  authorizeDesk(actor, "choice.succeed");
  for (const column of Object.keys(COLUMNS) as Column[]) {
    const all: readonly Closed[] = (await choicesNow())[COLUMNS[column]];
    const closed = all.filter((one) => one.retiredAt && successorOf(all, one.id)).map((one) => one.id);
    const rows = closed.length ? await standingIn(column, closed) : [];
    for (const { id } of rows) await db.transaction((tx) => succeedIn(tx, actor, id, column));
    if (rows.length > 0) return rows.length;
  }
  const rows = await standingInClosedQueues();
  for (const { id } of rows) await db.transaction((tx) => followQueueIn(tx, actor, id));
  return rows.length;
}

const standingInClosedQueues = () =>
  db
    .select({ id: tickets.id })
    .from(tickets)
    .innerJoin(queues, eq(queues.id, tickets.queueId))
    .where(and(isNotNull(queues.retiredAt), isNotNull(queues.successorId)))
    .orderBy(asc(tickets.id))
    .limit(BATCH);

/** An owner who does not work where the ticket goes has it no more: it would be gone from everybody's desk. */
async function followQueueIn(tx: Tx, actor: Actor, ticketId: string): Promise<void> {
  const ticket = await lockTicket(tx, ticketId);
  const [from] = await tx.select().from(queues).where(eq(queues.id, ticket.queueId));
  const to = from?.retiredAt ? await queueInPlaceOf(tx, from) : undefined;
  if (!from || !to) return;
  await tx
    .update(tickets)
    .set({ queueId: to.id, revision: sql`${tickets.revision} + 1` })
    .where(eq(tickets.id, ticketId));
  await record(tx, actor, {
    type: "ticket.moved",
    ticketId,
    data: { from: { id: from.id, name: from.name }, to: { id: to.id, name: to.name } },
  });
  await releaseUnableOwnerIn(tx, actor, { ...ticket, queueId: to.id, groupId: to.groupId });
}

const standingIn = (column: Column, ids: number[]) =>
  db.select({ id: tickets.id }).from(tickets).where(inArray(tickets[column], ids)).orderBy(asc(tickets.id)).limit(BATCH);

async function succeedIn(tx: Tx, actor: Actor, ticketId: string, column: Column): Promise<void> {
  const ticket = await lockTicket(tx, ticketId);
  const all: readonly Closed[] = (await choicesNow(tx))[COLUMNS[column]];
  const from = all.find((one) => one.id === ticket[column]);
  const to = from?.retiredAt ? successorOf(all, from.id) : null;
  if (!from || !to) return;
  await tx
    .update(tickets)
    .set({ [column]: to.id, revision: sql`${tickets.revision} + 1` })
    .where(and(eq(tickets.id, ticketId), eq(tickets[column], from.id)));
  await record(tx, actor, {
    type: EVENTS[column],
    ticketId,
    data: { from: { id: from.id, name: from.name }, to: { id: to.id, name: to.name } },
  });
}
