import { and, asc, eq, isNull } from "drizzle-orm";
import { db, type Tx } from "@/db";
import { type LetterPartName, letterParts, queues, type WordsLocale } from "@/db/schema";
import { notFound } from "@/lib/errors";
import { isId } from "@/lib/ids";
import { optionalProse } from "@/lib/plain-text";
import type { Actor } from "../access/actor";
import { authorizeDesk } from "../access/authorize";
import { record } from "../events/record";
import { queueNamed } from "./queues";
import { requireKnownGaps } from "./variables";

export type LetterPartInput = {
  part: LetterPartName;
  /** Name or id; null: for every queue that has none of its own, nor above it. */
  queue: string | null;
  locale: WordsLocale;
  /** With gaps. Empty: here nothing, whatever stands above. */
  text: string;
};
export type LetterPartView = Omit<LetterPartInput, "queue"> & { id: string; queue: string | null };

const MAX_TEXT = 5000;
const MOST = 1000;

/**
 * Says how letters of a queue, or of the desk, begin or end in a language; what stood there is replaced. Refuses an
 * unknown queue or variable and a text that cannot be kept. Said again as it stands it records nothing.
 */
export async function setLetterPart(actor: Actor, { part, locale, ...wanted }: LetterPartInput): Promise<LetterPartView> {
  return db.transaction(async (tx) => {
    authorizeDesk(actor, "words.write");
    const queue = wanted.queue === null ? null : await queueNamed(tx, wanted.queue);
    const text = optionalProse(wanted.text, "text", MAX_TEXT);
    requireKnownGaps(text, "text");
    const before = await lockPart(tx, part, queue?.id ?? null, locale);
    const id = before?.id ?? (await insertPart(tx, { part, queueId: queue?.id ?? null, locale, text }));
    if (before && before.text !== text) await tx.update(letterParts).set({ text }).where(eq(letterParts.id, before.id));
    if (before?.text !== text) {
      const after = { part, queue: queue?.name ?? null, locale, text };
      const data = { id, name: nameOf(after), before: before ? { ...after, text: before.text } : null, after };
      await record(tx, actor, { type: "letterPart.set", subject: `letterPart:${id}`, data });
    }
    return { id, part, queue: queue?.name ?? null, locale, text };
  });
}

/** Takes it away again: what stands above holds. */
export async function removeLetterPart(actor: Actor, id: string): Promise<void> {
  await db.transaction(async (tx) => {
    authorizeDesk(actor, "words.write");
    const [found] = isId(id) ? await tx.select().from(letterParts).where(eq(letterParts.id, id)).for("update") : [];
    if (!found) throw notFound("letter part");
    const [queue] = found.queueId ? await tx.select().from(queues).where(eq(queues.id, found.queueId)) : [];
    await tx.delete(letterParts).where(eq(letterParts.id, id));
    const before = { part: found.part, queue: queue?.name ?? null, locale: found.locale, text: found.text };
    const data = { id, name: nameOf(before), before, after: null };
    await record(tx, actor, { type: "letterPart.removed", subject: `letterPart:${id}`, data });
  });
}

/** All of them: the desk's first, then by queue. */
export async function listLetterParts(actor: Actor): Promise<LetterPartView[]> {
  authorizeDesk(actor, "words.read");
  const { id, part, locale, text } = letterParts;
  const rows = await db
    .select({ id, part, locale, text, queue: queues.name })
    .from(letterParts)
    .leftJoin(queues, eq(queues.id, letterParts.queueId))
    .orderBy(asc(queues.name), asc(part), asc(locale))
    .limit(MOST);
  return [...rows.filter((row) => row.queue === null), ...rows.filter((row) => row.queue !== null)];
}

const nameOf = ({ queue, locale }: { queue: string | null; locale: string }): string => `${queue ?? "*"} · ${locale}`;

async function lockPart(tx: Tx, part: LetterPartName, queueId: string | null, locale: WordsLocale) {
  const inQueue = queueId === null ? isNull(letterParts.queueId) : eq(letterParts.queueId, queueId);
  const [found] = await tx
    .select()
    .from(letterParts)
    .where(and(eq(letterParts.part, part), inQueue, eq(letterParts.locale, locale)))
    .for("update");
  return found;
}

/** Two who say it first at the same moment: the later one replaces. */
async function insertPart(tx: Tx, row: Omit<typeof letterParts.$inferInsert, "id">): Promise<string> {
  const target = [letterParts.part, letterParts.queueId, letterParts.locale];
  const [made] = await tx
    .insert(letterParts)
    .values(row)
    .onConflictDoUpdate({ target, set: { text: row.text } })
    .returning();
  return made!.id;
}
