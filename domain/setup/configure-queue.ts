import { eq, inArray, sql } from "drizzle-orm";
import { db, type Tx } from "@/db";
import { type ClosedPolicy, groups, type JoinPolicy, queueAddresses, queues } from "@/db/schema";
import { notFound } from "@/lib/errors";
import { isId } from "@/lib/ids";
import { LOCKS } from "@/lib/locks";
import type { Actor } from "../access/actor";
import { authorizeDesk } from "../access/authorize";
import { record } from "../events/record";
import { choicesNow } from "../tickets/choices";
import { refuseTaken, requireOwnAddress } from "./queue-address";
import { columnsOf, renameQueueIn } from "./queue-settings";

type Queue = typeof queues.$inferSelect;

/** How a queue deals with mail and with what arrives; absent means: leave it. */
export type QueueChange = {
  /** The full name; what stands below it follows. Another name above it moves it there. */
  name?: string;
  /** Name or id of the group that its rights hang on. */
  group?: string;
  address?: string | null;
  senderName?: string | null;
  signature?: string;
  /** Name or id of what a new ticket is, and how urgent, where nobody chose. */
  defaultState?: string | null;
  defaultPriority?: string | null;
  /** Business minutes without an agent's doing after which an open ticket belongs to nobody again. */
  unassignMinutes?: number | null;
  receipt?: boolean;
  closedPolicy?: ClosedPolicy;
  reopenDays?: number;
  reopenBusinessDays?: boolean;
  joinPolicy?: JoinPolicy;
  /** What its mails are written in where nobody knows the reader's language. */
  locale?: "en" | "de" | null;
  replyTokens?: boolean;
  /** Further addresses: aliases, `support+billing@…`, `*@…` for a whole domain. All of them, each time. */
  addresses?: readonly string[];
};

/**
 * Changes a queue: its place in the tree, its group, what arrives in it, and how it deals with mail (docs/mail.md, A2, A5,
 * A14, A16). Refuses a taken name, a place below itself or below nothing, an address that is none, and one that leads to
 * another queue (`conflict`).
 */
export async function configureQueue(actor: Actor, nameOrId: string, change: QueueChange): Promise<void> {
  await db.transaction((tx) => configureQueueIn(tx, actor, nameOrId, change));
}

export async function configureQueueIn(tx: Tx, actor: Actor, nameOrId: string, change: QueueChange): Promise<void> {
  authorizeDesk(actor, "queue.configure");
  await tx.execute(sql`select pg_advisory_xact_lock(${LOCKS.choices})`);
  const { addresses, name, ...settings } = change;
  const queue = await lockQueue(tx, nameOrId);
  const columns = await columnsOf(tx, queue, settings);
  const names = Object.entries(columns).flatMap(([key, value]) => (value !== undefined && value !== queue[key as "receipt"] ? [key] : []));
  if (names.length > 0) await tx.update(queues).set(columns).where(eq(queues.id, queue.id));
  if (addresses && (await setAddressesIn(tx, { ...queue, ...columns }, addresses))) names.push("addresses");
  if (names.length > 0)
    await record(tx, actor, { type: "queue.configured", subject: `queue:${queue.id}`, data: { queueId: queue.id, names } });
  if (name !== undefined) await renameQueueIn(tx, actor, queue, name);
}

async function lockQueue(tx: Tx, nameOrId: string): Promise<Queue> {
  const [queue] = nameOrId.includes("\0")
    ? []
    : await tx
        .select()
        .from(queues)
        .where(isId(nameOrId) ? eq(queues.id, nameOrId) : eq(queues.name, nameOrId))
        .for("update");
  if (!queue) throw notFound("queue");
  return queue;
}

/** A queue as administrators see it. */
export async function getQueueSettings(actor: Actor, nameOrId: string) {
  authorizeDesk(actor, "queue.configure");
  return db.transaction(async (tx) => {
    const queue = await lockQueue(tx, nameOrId);
    const [group] = await tx.select().from(groups).where(eq(groups.id, queue.groupId));
    const [next] = queue.successorId ? await tx.select().from(queues).where(eq(queues.id, queue.successorId)) : [];
    const aliases = await tx.select().from(queueAddresses).where(eq(queueAddresses.queueId, queue.id)).limit(500);
    const { states, priorities } = await choicesNow(tx);
    const { id, name, address, senderName, signature, unassignMinutes, receipt, closedPolicy, reopenDays, reopenBusinessDays } = queue;
    return {
      ...{ id, name, address, senderName, signature, unassignMinutes, receipt, closedPolicy, reopenDays, reopenBusinessDays },
      ...{ joinPolicy: queue.joinPolicy, replyTokens: queue.replyTokens, locale: queue.locale as "en" | "de" | null },
      group: group!.name,
      defaultState: states.find((one) => one.id === queue.defaultStateId)?.name ?? null,
      defaultPriority: priorities.find((one) => one.id === queue.defaultPriorityId)?.name ?? null,
      addresses: aliases.map((row) => row.address).sort(),
      active: !queue.retiredAt,
      successor: next?.name ?? null,
    };
  });
}

async function setAddressesIn(tx: Tx, queue: Pick<Queue, "id" | "address">, wanted: readonly string[]): Promise<boolean> {
  const addresses = [...new Set(wanted.map((one) => requireOwnAddress(one, "addresses")))].filter((address) => address !== queue.address);
  await refuseTaken(tx, queue.id, addresses, "addresses");
  const standing = await tx.select().from(queueAddresses).where(eq(queueAddresses.queueId, queue.id));
  const added = addresses.filter((address) => !standing.some((row) => row.address === address));
  const removed = standing.map((row) => row.address).filter((address) => !addresses.includes(address));
  if (removed.length > 0) await tx.delete(queueAddresses).where(inArray(queueAddresses.address, removed));
  if (added.length > 0) await tx.insert(queueAddresses).values(added.map((address) => ({ address, queueId: queue.id })));
  return added.length + removed.length > 0;
}
