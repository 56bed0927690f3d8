import { eq, inArray, or, sql } from "drizzle-orm";
import { db, type Tx } from "@/db";
import { groups, queueAddresses, queues, tickets } from "@/db/schema";
import { now } from "@/lib/clock";
import { notFound, Refusal } from "@/lib/errors";
import { isId } from "@/lib/ids";
import type { Actor } from "../access/actor";
import { authorizeDesk } from "../access/authorize";
import { record } from "../events/record";
import { type Activity, beginIn, faulty } from "./choices";
import { configureQueueIn, type QueueChange } from "./configure-queue";
import { isBelow, parentName, requireQueueName } from "./queue-names";

type Queue = typeof queues.$inferSelect;

/** With its full name: `Network::VPN` stands below `Network`. Without a group it takes the one of the queue above it. */
export type NewQueue = QueueChange & { name: string };

/**
 * Makes a queue. Refuses a name that is taken or none, one below a queue that is not there, an unknown group, and an
 * address that leads to another queue. At the top and without a group it gets a group of its own name.
 */
export async function createQueue(actor: Actor, { name: wanted, group, ...settings }: NewQueue): Promise<string> {
  return db.transaction(async (tx) => {
    authorizeDesk(actor, "queue.configure");
    await beginIn(tx, actor);
    const name = requireQueueName(wanted);
    const all = await tx.select().from(queues);
    if (all.length >= MOST) throw faulty("name", "tooManyQueues", `A desk has ${MOST} queues at the most.`);
    requireFreeName(all, name);
    const above = requireParent(all, name);
    const groupId = group === undefined ? (above?.groupId ?? (await ownGroupIn(tx, name))) : await groupIdOf(tx, group);
    const [made] = await tx.insert(queues).values({ name, groupId }).returning();
    await record(tx, actor, { type: "queue.created", subject: `queue:${made!.id}`, data: { queue: { id: made!.id, name }, groupId } });
    await configureQueueIn(tx, actor, made!.id, settings);
    return made!.id;
  });
}

const MOST = 1000;

/** Changes a queue (configure-queue.ts), and closes it or opens it again, all or nothing. */
export async function changeQueue(actor: Actor, nameOrId: string, { active, successor, ...change }: QueueChange & Activity): Promise<void> {
  await db.transaction(async (tx) => {
    await configureQueueIn(tx, actor, nameOrId, change);
    const name = change.name === undefined || isId(nameOrId) ? nameOrId : requireQueueName(change.name);
    if (active === true) await restoreQueueIn(tx, actor, name);
    if (active === false) await retireQueueIn(tx, actor, name, successor);
  });
}

/**
 * Closes a queue: its tickets move to the successor (domain/tickets/succeed.ts), and so does mail to its addresses. Refuses
 * one with open queues below it, and one with tickets or addresses without a successor; the last one stays.
 */
export async function retireQueue(actor: Actor, nameOrId: string, successor?: string): Promise<void> {
  await db.transaction((tx) => retireQueueIn(tx, actor, nameOrId, successor));
}

async function retireQueueIn(tx: Tx, actor: Actor, nameOrId: string, successor?: string): Promise<void> {
  authorizeDesk(actor, "queue.configure");
  await beginIn(tx, actor);
  const queue = await getQueueRow(tx, nameOrId);
  if (queue.retiredAt) return;
  const all = (await tx.select().from(queues)).filter((one) => !one.retiredAt);
  if (all.some((one) => isBelow(one.name, queue.name))) {
    throw new Refusal("conflict", "queuesBelow", `Close or move the queues below "${queue.name}" first.`);
  }
  const next = successor === undefined ? null : all.find((one) => one.name === successor || one.id === successor);
  if (next === undefined) throw faulty("successor", "unknownName", `There is no open queue called "${successor}".`);
  if (next?.id === queue.id) throw faulty("successor", "badSuccessor", "A queue cannot take its own place.");
  const aliases = await tx.select().from(queueAddresses).where(eq(queueAddresses.queueId, queue.id));
  const addresses = [...(queue.address ? [queue.address] : []), ...aliases.map((row) => row.address)];
  const [ticket] = await tx.select({ id: tickets.id }).from(tickets).where(eq(tickets.queueId, queue.id)).limit(1);
  if (!next && (ticket || addresses.length > 0 || all.length === 1)) {
    throw faulty("successor", "successorMissing", `"${queue.name}" is in use: name the queue that takes its place.`);
  }
  await tx
    .update(queues)
    .set({ retiredAt: now(), successorId: next?.id ?? null, address: null })
    .where(eq(queues.id, queue.id));
  if (next && addresses.length > 0) await handOverIn(tx, queue.id, next.id, addresses);
  await record(tx, actor, {
    type: "queue.retired",
    subject: `queue:${queue.id}`,
    data: { queue: named(queue), successor: next && named(next), addresses },
  });
}

/** What was written to the one is read by the other from now on. */
async function handOverIn(tx: Tx, from: string, to: string, addresses: readonly string[]): Promise<void> {
  await tx.delete(queueAddresses).where(or(eq(queueAddresses.queueId, from), inArray(queueAddresses.address, [...addresses])));
  await tx.insert(queueAddresses).values(addresses.map((address) => ({ address, queueId: to })));
}

/** Opens a closed queue again. Its tickets and addresses stay where they went. Refuses one whose queue above is closed. */
export async function restoreQueue(actor: Actor, nameOrId: string): Promise<void> {
  await db.transaction((tx) => restoreQueueIn(tx, actor, nameOrId));
}

async function restoreQueueIn(tx: Tx, actor: Actor, nameOrId: string): Promise<void> {
  authorizeDesk(actor, "queue.configure");
  await beginIn(tx, actor);
  const queue = await getQueueRow(tx, nameOrId);
  if (!queue.retiredAt) return;
  requireParent(await tx.select().from(queues), queue.name);
  await tx.update(queues).set({ retiredAt: null, successorId: null }).where(eq(queues.id, queue.id));
  await record(tx, actor, { type: "queue.restored", subject: `queue:${queue.id}`, data: { queue: named(queue) } });
}

export type QueueLine = { id: string; name: string; address: string | null; group: string; active: boolean; successor: string | null };

/** The whole tree by name, closed ones too, for administrators. */
export async function listQueueTree(actor: Actor): Promise<QueueLine[]> {
  authorizeDesk(actor, "queue.configure");
  const rows = await db
    .select({ queue: queues, group: groups.name })
    .from(queues)
    .innerJoin(groups, eq(groups.id, queues.groupId))
    .orderBy(sql`${queues.name} collate "C"`)
    .limit(MOST);
  return rows.map(({ queue, group }) => ({
    ...{ id: queue.id, name: queue.name, address: queue.address, group, active: !queue.retiredAt },
    successor: rows.find((one) => one.queue.id === queue.successorId)?.queue.name ?? null,
  }));
}

/** The groups a queue may belong to, by name. */
export async function listGroupNames(actor: Actor): Promise<string[]> {
  authorizeDesk(actor, "queue.configure");
  return (await db.select({ name: groups.name }).from(groups).orderBy(groups.name).limit(MOST)).map((row) => row.name);
}

/** By name or id. Refuses `not_found`. */
async function getQueueRow(tx: Tx, nameOrId: string): Promise<Queue> {
  const [queue] = nameOrId.includes("\0")
    ? []
    : await tx
        .select()
        .from(queues)
        .where(isId(nameOrId) ? eq(queues.id, nameOrId) : eq(queues.name, nameOrId));
  if (!queue) throw notFound("queue");
  return queue;
}

function requireFreeName(all: readonly Queue[], name: string): void {
  if (!all.some((one) => one.name.toLowerCase() === name.toLowerCase())) return;
  const message = `There already is a queue called "${name}".`;
  throw new Refusal("conflict", "nameTaken", message, { fields: { name: message } });
}

/** The open queue above, by the name. */
function requireParent(all: readonly Queue[], name: string): Queue | undefined {
  const wanted = parentName(name);
  const found = all.find((one) => one.name === wanted && !one.retiredAt);
  if (wanted !== null && !found) throw faulty("name", "parentMissing", `There is no open queue called "${wanted}" to stand below.`);
  return found;
}

async function ownGroupIn(tx: Tx, name: string): Promise<string> {
  await tx.insert(groups).values({ name }).onConflictDoNothing();
  return groupIdOf(tx, name);
}

async function groupIdOf(tx: Tx, nameOrId: string): Promise<string> {
  const found = (await tx.select().from(groups)).find((one) => one.name === nameOrId || one.id === nameOrId);
  if (!found) throw faulty("group", "unknownName", `There is no group called "${nameOrId}".`);
  return found.id;
}

const named = ({ id, name }: Queue) => ({ id, name });
