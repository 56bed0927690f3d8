import { eq } from "drizzle-orm";
import type { Tx } from "@/db";
import { groups } from "@/db/schema";

const NAME = "Administration";

/** The group in which nobody has a role of his own: only rights given everywhere reach it. */
export async function administrationGroupIn(tx: Tx): Promise<string> {
  await tx.insert(groups).values({ name: NAME }).onConflictDoNothing();
  const [group] = await tx.select({ id: groups.id }).from(groups).where(eq(groups.name, NAME));
  return group!.id;
}
