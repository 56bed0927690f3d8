import { asc, eq } from "drizzle-orm";
import { db, type Tx } from "@/db";
import { queues, timeActivities } from "@/db/schema";
import { now } from "@/lib/clock";
import { notFound, Refusal } from "@/lib/errors";
import { isId } from "@/lib/ids";
import { requireLine } from "@/lib/plain-text";
import type { Actor } from "../access/actor";
import { authorizeDesk } from "../access/authorize";
import { record } from "../events/record";

export type ActivityView = { id: string; name: string; active: boolean };

const MAX_NAME = 100;
const MOST = 500;

/** Adds an activity that time can be booked on. Refuses a name that is taken. */
export async function createActivity(actor: Actor, wanted: { name: string }): Promise<ActivityView> {
  return db.transaction(async (tx) => {
    authorizeDesk(actor, "time.configure");
    const name = await requireFreeName(tx, wanted.name);
    const [made] = await tx.insert(timeActivities).values({ name }).returning();
    const data = { id: made!.id, name, before: null, after: { name, active: true } };
    await record(tx, actor, { type: "activity.created", subject: `activity:${made!.id}`, data });
    return { id: made!.id, name, active: true };
  });
}

/** Renames an activity, closes it or takes it into use again. What was booked on a closed one stays there. */
export async function changeActivity(actor: Actor, id: string, wanted: { name?: string; active?: boolean }): Promise<ActivityView> {
  return db.transaction(async (tx) => {
    authorizeDesk(actor, "time.configure");
    const [found] = isId(id) ? await tx.select().from(timeActivities).where(eq(timeActivities.id, id)).for("update") : [];
    if (!found) throw notFound("activity");
    const before = { name: found.name, active: found.closedAt === null };
    const name = wanted.name === undefined ? before.name : await requireFreeName(tx, wanted.name, id);
    const after = { name, active: wanted.active ?? before.active };
    if (JSON.stringify(after) === JSON.stringify(before)) return { id, ...before };
    await tx
      .update(timeActivities)
      .set({ name, closedAt: after.active ? null : (found.closedAt ?? now()) })
      .where(eq(timeActivities.id, id));
    await record(tx, actor, { type: "activity.changed", subject: `activity:${id}`, data: { id, name, before, after } });
    return { id, ...after };
  });
}

/** The activities by name, for agents; closed ones too for who administers them. */
export async function listActivities(actor: Actor, { closed = false } = {}): Promise<ActivityView[]> {
  authorizeDesk(actor, closed ? "time.configure" : "words.read");
  const rows = await db.select().from(timeActivities).orderBy(asc(timeActivities.name)).limit(MOST);
  const all = rows.map(({ id, name, closedAt }) => ({ id, name, active: closedAt === null }));
  return closed ? all : all.filter((activity) => activity.active);
}

/** Says of a queue whether its agents answer, note and close only with the time they spent. */
export async function requireTimeOf(
  actor: Actor,
  queueId: string,
  required: boolean,
): Promise<{ id: string; name: string; required: boolean }> {
  return db.transaction(async (tx) => {
    authorizeDesk(actor, "time.configure");
    const [queue] = isId(queueId) ? await tx.select().from(queues).where(eq(queues.id, queueId)).for("update") : [];
    if (!queue) throw notFound("queue");
    const told = { id: queue.id, name: queue.name, required };
    if (queue.timeRequired === required) return told;
    await tx.update(queues).set({ timeRequired: required }).where(eq(queues.id, queueId));
    const data = { queueId, names: ["timeRequired"] };
    await record(tx, actor, { type: "queue.configured", subject: `queue:${queueId}`, data });
    return told;
  });
}

/** Every queue with whether it asks for time. */
export async function listTimeOfQueues(actor: Actor): Promise<{ id: string; name: string; required: boolean }[]> {
  authorizeDesk(actor, "time.configure");
  return db.select({ id: queues.id, name: queues.name, required: queues.timeRequired }).from(queues).orderBy(asc(queues.name)).limit(1000);
}

async function requireFreeName(tx: Tx, text: string, ownId?: string): Promise<string> {
  const name = requireLine(text, "name", MAX_NAME);
  const [taken] = await tx.select({ id: timeActivities.id }).from(timeActivities).where(eq(timeActivities.name, name));
  if (!taken || taken.id === ownId) return name;
  const message = "This name is taken.";
  throw new Refusal("conflict", "nameTaken", message, { fields: { name: message } });
}
