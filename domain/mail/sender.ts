import { asc, eq, inArray, isNotNull } from "drizzle-orm";
import { type Db, db, type Tx } from "@/db";
import { queueAddresses, queues } from "@/db/schema";
import { getSetting } from "../settings";
import { listSigningKeys } from "./keys";
import type { KnownOfUs } from "./read-bytes";

export type Sender = { name: string; address: string; domain: string; tag: (number: string) => string };

/**
 * Who a queue writes as: its own address, or that of the nearest queue above it that has one, or of any. The subject
 * tag carries this installation's prefix, so that another system's number is not taken for ours.
 */
export async function senderOf(queueId: string): Promise<Sender> {
  const [queue] = await db.select().from(queues).where(eq(queues.id, queueId));
  if (!queue) throw new Error(`Queue ${queueId} is gone.`);
  const lineage = queue.name.split("::").map((_, i, parts) => parts.slice(0, i + 1).join("::"));
  const above = await db.select().from(queues).where(inArray(queues.name, lineage));
  const nearest = above.filter((q) => q.address).sort((a, b) => b.name.length - a.name.length)[0];
  const from = nearest ?? (await anyWithAddress());
  return senderFrom(from);
}

/** Who the desk as a whole writes as: its oldest queue that has an address. */
export const deskSender = async (): Promise<Sender> => senderFrom(await anyWithAddress());

async function senderFrom(from: typeof queues.$inferSelect | undefined): Promise<Sender> {
  if (!from?.address) throw new Error("No queue has a mail address; give one to a queue before answering by mail.");
  const prefix = await getSetting("subjectPrefix");
  return {
    name: from.senderName ?? from.name,
    address: from.address,
    domain: from.address.split("@")[1]!,
    tag: (number) => `[${prefix}#${number}]`,
  };
}

async function anyWithAddress() {
  const all = await db.select().from(queues).orderBy(queues.createdAt);
  return all.find((queue) => queue.address);
}

/** Every address that is ours, with aliases: mail to them is for us, mail from them is a loop. */
export const ownAddresses = async (from: Db | Tx = db): Promise<string[]> => (await listOwnQueues(from)).map((own) => own.address);

export type OwnQueue = { address: string; queueId: string; queue: string };

/** Our addresses and the queues they lead to, a queue's own before its aliases, the oldest queue first. */
export async function listOwnQueues(from: Db | Tx = db): Promise<OwnQueue[]> {
  const own = await from
    .select({ address: queues.address, queueId: queues.id, queue: queues.name })
    .from(queues)
    .where(isNotNull(queues.address))
    .orderBy(asc(queues.createdAt), asc(queues.id));
  const aliases = await from
    .select({ address: queueAddresses.address, queueId: queues.id, queue: queues.name })
    .from(queueAddresses)
    .innerJoin(queues, eq(queues.id, queueAddresses.queueId))
    .orderBy(asc(queueAddresses.address));
  return [...own, ...aliases].map((row) => ({ ...row, address: row.address!.toLowerCase() }));
}

/** How a reader of letters knows us: our addresses, our domains, what signs our Message-IDs, whose word we trust. */
export async function knownOfUs(envelopeFrom: string | null, from: Db | Tx = db): Promise<KnownOfUs> {
  const [addresses, keys] = [await ownAddresses(from), await listSigningKeys(from)];
  const domains = [...new Set(addresses.map((address) => address.slice(address.lastIndexOf("@") + 1)))];
  const trusted = { authservIds: await getSetting("authservIds", from), hops: await getSetting("trustedHops", from) };
  return { addresses, domains, keys, trusted, envelopeFrom };
}
