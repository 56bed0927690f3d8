import { eq, inArray } from "drizzle-orm";
import { type Db, db, type Tx } from "@/db";
import { queues } from "@/db/schema";
import { Refusal } from "@/lib/errors";
import { isId } from "@/lib/ids";

export type WordsQueue = typeof queues.$inferSelect;

/** A queue by name or id. Refuses `invalid` one that is not there, naming the field. */
export async function queueNamed(tx: Tx, nameOrId: string, field = "queue"): Promise<WordsQueue> {
  const sound = !nameOrId.includes("\0");
  const [found] = sound
    ? await tx
        .select()
        .from(queues)
        .where(isId(nameOrId) ? eq(queues.id, nameOrId) : eq(queues.name, nameOrId))
    : [];
  if (found) return found;
  const message = `There is no queue called "${nameOrId.slice(0, 100)}".`;
  throw new Refusal("invalid", "unknownName", message, { fields: { [field]: message } });
}

/** A queue and those above it, the nearest first. */
export async function lineageOf(name: string, from: Db | Tx = db): Promise<WordsQueue[]> {
  const names = name.split("::").map((_, i, parts) => parts.slice(0, i + 1).join("::"));
  const rows = await from.select().from(queues).where(inArray(queues.name, names));
  return rows.sort((a, b) => b.name.length - a.name.length);
}
