import { and, eq, inArray, ne } from "drizzle-orm";
import { db, type Tx } from "@/db";
import { type ClosedPolicy, type JoinPolicy, queueAddresses, queues } from "@/db/schema";
import { notFound, Refusal } from "@/lib/errors";
import { isId } from "@/lib/ids";
import type { Actor } from "../access/actor";
import { authorizeDesk } from "../access/authorize";
import { record } from "../events/record";
import { normaliseAddress } from "../people/find";

/** How a queue deals with mail; absent means: leave it. */
export type QueueMail = {
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
 * Changes how a queue deals with mail: receipts, answers to closed tickets, who may join, its further addresses
 * (docs/mail.md, A2, A5, A14, A16). Refuses an address that is none, and one that leads to another queue (`conflict`).
 */
export async function configureQueue(actor: Actor, nameOrId: string, change: QueueMail): Promise<void> {
  authorizeDesk(actor, "queue.configure");
  const { addresses, ...columns } = change;
  await db.transaction(async (tx) => {
    const [queue] = await tx
      .select()
      .from(queues)
      .where(isId(nameOrId) ? eq(queues.id, nameOrId) : eq(queues.name, nameOrId))
      .for("update");
    if (!queue) throw notFound("queue");
    const names = Object.entries(columns).flatMap(([name, value]) =>
      value !== undefined && value !== queue[name as "receipt"] ? [name] : [],
    );
    if (names.length > 0) await tx.update(queues).set(columns).where(eq(queues.id, queue.id));
    if (addresses && (await setAddressesIn(tx, queue, addresses))) names.push("addresses");
    if (names.length === 0) return;
    await record(tx, actor, { type: "queue.configured", subject: `queue:${queue.id}`, data: { queueId: queue.id, names } });
  });
}

/** How a queue deals with mail, for administrators. */
export async function getQueueMail(actor: Actor, nameOrId: string) {
  authorizeDesk(actor, "queue.configure");
  const [queue] = await db
    .select()
    .from(queues)
    .where(isId(nameOrId) ? eq(queues.id, nameOrId) : eq(queues.name, nameOrId));
  if (!queue) throw notFound("queue");
  const aliases = await db.select().from(queueAddresses).where(eq(queueAddresses.queueId, queue.id)).limit(500);
  const { id, name, address, receipt, closedPolicy, reopenDays, reopenBusinessDays, joinPolicy, replyTokens } = queue;
  const locale = queue.locale as "en" | "de" | null;
  const addresses = aliases.map((row) => row.address).sort();
  return { id, name, address, receipt, closedPolicy, reopenDays, reopenBusinessDays, joinPolicy, replyTokens, locale, addresses };
}

async function setAddressesIn(tx: Tx, queue: typeof queues.$inferSelect, wanted: readonly string[]): Promise<boolean> {
  const addresses = [...new Set(wanted.map(requireOwnAddress))].filter((address) => address !== queue.address);
  await refuseTaken(tx, queue.id, addresses);
  const standing = await tx.select().from(queueAddresses).where(eq(queueAddresses.queueId, queue.id));
  const added = addresses.filter((address) => !standing.some((row) => row.address === address));
  const removed = standing.map((row) => row.address).filter((address) => !addresses.includes(address));
  if (removed.length > 0) await tx.delete(queueAddresses).where(inArray(queueAddresses.address, removed));
  if (added.length > 0) await tx.insert(queueAddresses).values(added.map((address) => ({ address, queueId: queue.id })));
  return added.length + removed.length > 0;
}

async function refuseTaken(tx: Tx, queueId: string, addresses: readonly string[]): Promise<void> {
  if (addresses.length === 0) return;
  const [alias] = await tx
    .select({ address: queueAddresses.address })
    .from(queueAddresses)
    .where(and(inArray(queueAddresses.address, [...addresses]), ne(queueAddresses.queueId, queueId)));
  const [own] = await tx
    .select({ address: queues.address })
    .from(queues)
    .where(and(inArray(queues.address, [...addresses]), ne(queues.id, queueId)));
  const taken = alias?.address ?? own?.address;
  if (taken)
    throw new Refusal("conflict", "addressOfQueue", `${taken} leads to another queue.`, {
      fields: { addresses: `${taken} leads to another queue.` },
    });
}

function requireOwnAddress(text: string): string {
  const address = normaliseAddress(text);
  if (/^(?:\*|[^\s@<>"(),:;[\]\\*]{1,64})@[^\s@<>"(),:;[\]\\]{1,190}$/.test(address)) return address;
  const message = `"${text}" is no mail address.`;
  throw new Refusal("invalid", "noAddress", message, { fields: { addresses: message } });
}
