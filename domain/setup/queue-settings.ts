import { and, eq } from "drizzle-orm";
import type { Tx } from "@/db";
import { groups, queueAddresses, queues } from "@/db/schema";
import { Refusal } from "@/lib/errors";
import type { Actor } from "../access/actor";
import { record } from "../events/record";
import { getPriorityOrThrow, getStateOrThrow } from "../tickets/load";
import { faulty } from "./choices";
import type { QueueChange } from "./configure-queue";
import { refuseTaken, requireOwnAddress } from "./queue-address";
import { isBelow, parentName, renamedBelow, requireQueueName } from "./queue-names";

type Queue = typeof queues.$inferSelect;

const MAX_LINE = 200;
const MAX_SIGNATURE = 5000;
const MAX_MINUTES = 366 * 24 * 60;

/** What was written, as the columns keep it. Refuses what is unknown or too long, naming the field. */
export async function columnsOf(tx: Tx, queue: Queue, wanted: Omit<QueueChange, "name" | "addresses">): Promise<Partial<Queue>> {
  const { group, address, senderName, defaultState, defaultPriority, ...plain } = wanted;
  const columns: Partial<Queue> = { ...plain };
  requireText(plain.signature, "signature", MAX_SIGNATURE);
  if (plain.unassignMinutes != null && (plain.unassignMinutes < 1 || plain.unassignMinutes > MAX_MINUTES)) {
    throw faulty("unassignMinutes", "badMinutes", "Between one minute and a year.");
  }
  if (group !== undefined) columns.groupId = await groupIdOf(tx, group);
  if (senderName !== undefined) columns.senderName = requireText(senderName?.trim() || null, "senderName", MAX_LINE) ?? null;
  if (address !== undefined) columns.address = address?.trim() ? await addressIn(tx, queue, address) : null;
  if (defaultState !== undefined) columns.defaultStateId = defaultState ? await startingState(tx, queue, defaultState) : null;
  if (defaultPriority !== undefined) {
    const of = queue.defaultPriorityId;
    columns.defaultPriorityId = defaultPriority ? (await getPriorityOrThrow(tx, defaultPriority, of, "defaultPriority")).id : null;
  }
  return columns;
}

/** Gives a queue another full name; those below it follow, and one with another name above it has moved there. */
export async function renameQueueIn(tx: Tx, actor: Actor, queue: Queue, wanted: string): Promise<void> {
  const name = requireQueueName(wanted);
  if (name === queue.name) return;
  const all = await tx.select({ id: queues.id, name: queues.name, retiredAt: queues.retiredAt }).from(queues);
  const above = parentName(name);
  if (above !== null && !all.some((one) => one.name === above && !one.retiredAt)) {
    throw faulty("name", "parentMissing", `There is no open queue called "${above}" to stand below.`);
  }
  if (isBelow(name, queue.name)) throw faulty("name", "queueCircle", "A queue cannot stand below itself.");
  const below = all.filter((one) => isBelow(one.name, queue.name));
  const moving = [
    { id: queue.id, to: name },
    ...below.map((one) => ({ id: one.id, to: requireQueueName(renamedBelow(one.name, queue.name, name)) })),
  ];
  const standing = new Set(all.filter((one) => !moving.some(({ id }) => id === one.id)).map((one) => one.name.toLowerCase()));
  const taken = moving.find(({ to }) => standing.has(to.toLowerCase()));
  if (taken) {
    const message = `There already is a queue called "${taken.to}".`;
    throw new Refusal("conflict", "nameTaken", message, { fields: { name: message } });
  }
  for (const { id, to } of moving) await tx.update(queues).set({ name: to }).where(eq(queues.id, id));
  await record(tx, actor, {
    type: "queue.renamed",
    subject: `queue:${queue.id}`,
    data: { queueId: queue.id, from: queue.name, to: name, below: below.length },
  });
}

async function groupIdOf(tx: Tx, nameOrId: string): Promise<string> {
  const found = (await tx.select().from(groups)).find((one) => one.name === nameOrId || one.id === nameOrId);
  if (!found) throw faulty("group", "unknownName", `There is no group called "${nameOrId}".`);
  return found.id;
}

/** An alias of its own that becomes its address is no alias any more. */
async function addressIn(tx: Tx, queue: Queue, wanted: string): Promise<string> {
  if (queue.retiredAt) throw faulty("address", "closedQueue", "A closed queue takes no mail.");
  const address = requireOwnAddress(wanted, "address");
  await refuseTaken(tx, queue.id, [address], "address");
  await tx.delete(queueAddresses).where(and(eq(queueAddresses.queueId, queue.id), eq(queueAddresses.address, address)));
  return address;
}

async function startingState(tx: Tx, queue: Queue, name: string): Promise<number> {
  const state = await getStateOrThrow(tx, name, queue.defaultStateId, "defaultState");
  if (state.type === "new" || state.type === "open") return state.id;
  throw faulty("defaultState", "badStart", "A ticket begins in a state of the type new or open.");
}

function requireText<T extends string | null | undefined>(text: T, field: string, most: number): T {
  if (text && (text.length > most || text.includes("\0"))) throw faulty(field, "textTooLong", `At most ${most} characters.`);
  return text;
}
