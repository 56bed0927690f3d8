import { eq } from "drizzle-orm";
import type { Tx } from "@/db";
import { queues } from "@/db/schema";
import type { Actor } from "../access/actor";
import { record } from "../events/record";
import { administrationGroupIn } from "../people/administration-group";

const NAME = "Administration";

/** The queue for what concerns administrators alone, made when it is first needed. Its group gives rights to nobody else. */
export async function administrationQueueIn(tx: Tx, actor: Actor): Promise<string> {
  const groupId = await administrationGroupIn(tx);
  const [made] = await tx.insert(queues).values({ name: NAME, groupId }).onConflictDoNothing().returning();
  if (made) {
    await record(tx, actor, { type: "queue.created", subject: `queue:${made.id}`, data: { queue: { id: made.id, name: NAME }, groupId } });
    return made.id;
  }
  const [known] = await tx.select({ id: queues.id }).from(queues).where(eq(queues.name, NAME));
  return known!.id;
}
