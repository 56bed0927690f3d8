import { and, inArray, ne } from "drizzle-orm";
import type { Tx } from "@/db";
import { queueAddresses, queues } from "@/db/schema";
import { Refusal } from "@/lib/errors";
import { normaliseAddress } from "../people/find";
import { faulty } from "./choices";

const NAMED = '[^\\s@<>"(),:;[\\]\\\\*]{1,64}';
const DOMAIN = '[^\\s@<>"(),:;[\\]\\\\]{1,190}';
const ALIAS = new RegExp(`^(?:\\*|${NAMED})@${DOMAIN}$`);
const OWN = new RegExp(`^${NAMED}@${DOMAIN}$`);

/** An address of ours as it is kept; among the further ones `*@…` stands for a whole domain. */
export function requireOwnAddress(text: string, field: "address" | "addresses"): string {
  const address = normaliseAddress(text);
  if ((field === "address" ? OWN : ALIAS).test(address) && !/\p{Cc}/u.test(address)) return address;
  throw faulty(field, "noAddress", `"${text}" is no mail address.`);
}

/** Refuses `conflict` for addresses that lead to another queue. */
export async function refuseTaken(tx: Tx, queueId: string, addresses: readonly string[], field: "address" | "addresses"): Promise<void> {
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
  if (!taken) return;
  const message = `${taken} leads to another queue.`;
  throw new Refusal("conflict", "addressOfQueue", message, { fields: { [field]: message } });
}
