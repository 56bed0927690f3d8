import { randomBytes } from "node:crypto";
import { and, eq, gt, isNull } from "drizzle-orm";
import { type Db, db, type Tx } from "@/db";
import { oneTimeLinks } from "@/db/schema";
import { Refusal } from "@/lib/errors";
import { sha256 } from "../events/chain";

/** `setup` makes the first administrator, `signIn` signs in whom it was made for. */
export type LinkPurpose = "setup" | "signIn";

/** Makes the secret part of a link that works once and not for long; only its digest is kept. */
export async function makeLinkIn(tx: Db | Tx, purpose: LinkPurpose, minutes: number, personId?: string): Promise<string> {
  const token = randomBytes(32).toString("base64url");
  const expiresAt = new Date(Date.now() + minutes * 60_000);
  await tx.insert(oneTimeLinks).values({ digest: sha256(token), purpose, personId, expiresAt });
  return token;
}

/** Whether a link would still work: for the page behind it, before anybody fills in a form. */
export async function isLinkUsable(token: string, purpose: LinkPurpose, from: Db | Tx = db): Promise<boolean> {
  const [link] = await from.select({ purpose: oneTimeLinks.purpose }).from(oneTimeLinks).where(usable(token, purpose));
  return link !== undefined;
}

/**
 * Uses a link up and gives whom it was made for: of two at once one gets through. Refuses one that is unknown, used or
 * too old, without saying which.
 */
export async function useUpLinkIn(tx: Tx, token: string, purpose: LinkPurpose): Promise<string | null> {
  const [used] = await tx.update(oneTimeLinks).set({ usedAt: new Date() }).where(usable(token, purpose)).returning();
  if (!used) throw linkEnded();
  return used.personId;
}

export const linkEnded = () => new Refusal("forbidden", "linkSpent", "This link was used already or is too old.");

const usable = (token: string, purpose: LinkPurpose) =>
  and(
    eq(oneTimeLinks.digest, sha256(token)),
    eq(oneTimeLinks.purpose, purpose),
    isNull(oneTimeLinks.usedAt),
    gt(oneTimeLinks.expiresAt, new Date()),
  );
