import { eq } from "drizzle-orm";
import { type Db, db, type Tx } from "@/db";
import { addressStandings } from "@/db/schema";
import { normaliseAddress } from "../people/find";

export type AddressStanding = { undeliverable: boolean; silenced: boolean; unverified: boolean };

/** What experience says of an address. Of one never heard of: nothing. */
export async function standingOf(address: string, from: Db | Tx = db): Promise<AddressStanding> {
  const [row] = await from
    .select()
    .from(addressStandings)
    .where(eq(addressStandings.address, normaliseAddress(address)));
  return {
    undeliverable: Boolean(row?.undeliverableAt),
    silenced: Boolean(row?.silencedAt),
    unverified: Boolean(row?.unverifiedSince && !row.verifiedAt),
  };
}

/** First heard of by a mail that proved nothing. What is known already stays. */
export async function noteUnverified(tx: Tx, address: string): Promise<void> {
  await tx
    .insert(addressStandings)
    .values({ address: normaliseAddress(address), unverifiedSince: new Date() })
    .onConflictDoNothing();
}

/** Its owner answered a mail of ours, or his domain stands by him: he exists and can be reached. */
export const noteVerified = (tx: Tx, address: string): Promise<void> =>
  put(tx, address, { verifiedAt: new Date(), undeliverableAt: null, diagnostic: null });

export const noteUndeliverable = (tx: Tx, address: string, diagnostic: string): Promise<void> =>
  put(tx, address, { undeliverableAt: new Date(), diagnostic });

/** Its owner complained: no machine writes to it any more (docs/mail.md, A1.3). */
export const noteSilenced = (tx: Tx, address: string): Promise<void> => put(tx, address, { silencedAt: new Date() });

type Change = Partial<Omit<typeof addressStandings.$inferInsert, "address">>;

async function put(tx: Tx, address: string, change: Change): Promise<void> {
  await tx
    .insert(addressStandings)
    .values({ address: normaliseAddress(address), ...change })
    .onConflictDoUpdate({ target: addressStandings.address, set: change });
}
