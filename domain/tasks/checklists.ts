import { asc, eq } from "drizzle-orm";
import { db, type Tx } from "@/db";
import { type ChecklistTask, checklists } from "@/db/schema";
import { notFound, Refusal } from "@/lib/errors";
import { isId } from "@/lib/ids";
import { requireLine } from "@/lib/plain-text";
import type { Actor } from "../access/actor";
import { authorizeDesk } from "../access/authorize";
import { record } from "../events/record";
import { MAX_TASK } from "./add";

export type ChecklistInput = { name: string; tasks: readonly { text: string; required?: boolean }[] };
export type ChecklistView = { id: string; name: string; tasks: ChecklistTask[] };

const MAX_NAME = 100;
const MOST_TASKS = 50;
const MOST = 500;

/** Makes a checklist. Refuses a name that is taken, a list without a task or with more than fifty, texts that cannot be kept. */
export async function createChecklist(actor: Actor, wanted: ChecklistInput): Promise<ChecklistView> {
  return db.transaction(async (tx) => {
    authorizeDesk(actor, "words.write");
    const name = await requireFreeName(tx, wanted.name);
    const tasks = tasksOf(wanted.tasks);
    const [made] = await tx.insert(checklists).values({ name, tasks }).returning();
    const data = { id: made!.id, name, before: null, after: { name, tasks } };
    await record(tx, actor, { type: "checklist.created", subject: `checklist:${made!.id}`, data });
    return { id: made!.id, name, tasks };
  });
}

/** Changes a checklist from now on; what was added to tickets stands there. Absent means: leave it. */
export async function changeChecklist(actor: Actor, id: string, wanted: Partial<ChecklistInput>): Promise<ChecklistView> {
  return db.transaction(async (tx) => {
    authorizeDesk(actor, "words.write");
    const before = await lockChecklist(tx, id);
    const name = wanted.name === undefined ? before.name : await requireFreeName(tx, wanted.name, id);
    const tasks = wanted.tasks === undefined ? before.tasks : tasksOf(wanted.tasks);
    const after = { name, tasks };
    if (JSON.stringify(after) === JSON.stringify({ name: before.name, tasks: before.tasks })) return before;
    await tx.update(checklists).set(after).where(eq(checklists.id, id));
    await record(tx, actor, { type: "checklist.changed", subject: `checklist:${id}`, data: { id, name, before, after } });
    return { id, ...after };
  });
}

/** Takes a checklist away; tickets keep their tasks. */
export async function removeChecklist(actor: Actor, id: string): Promise<void> {
  await db.transaction(async (tx) => {
    authorizeDesk(actor, "words.write");
    const before = await lockChecklist(tx, id);
    await tx.delete(checklists).where(eq(checklists.id, id));
    const data = { id, name: before.name, before, after: null };
    await record(tx, actor, { type: "checklist.removed", subject: `checklist:${id}`, data });
  });
}

/** The checklists by name, for every agent. */
export async function listChecklists(actor: Actor): Promise<ChecklistView[]> {
  authorizeDesk(actor, "words.read");
  return db.select(FIELDS).from(checklists).orderBy(asc(checklists.name)).limit(MOST);
}

export async function getChecklist(actor: Actor, id: string): Promise<ChecklistView> {
  authorizeDesk(actor, "words.read");
  const [found] = isId(id) ? await db.select(FIELDS).from(checklists).where(eq(checklists.id, id)) : [];
  if (!found) throw notFound("checklist");
  return found;
}

const FIELDS = { id: checklists.id, name: checklists.name, tasks: checklists.tasks };

async function lockChecklist(tx: Tx, id: string): Promise<ChecklistView> {
  const [found] = isId(id) ? await tx.select(FIELDS).from(checklists).where(eq(checklists.id, id)).for("update") : [];
  if (!found) throw notFound("checklist");
  return found;
}

async function requireFreeName(tx: Tx, text: string, ownId?: string): Promise<string> {
  const name = requireLine(text, "name", MAX_NAME);
  const [taken] = await tx.select({ id: checklists.id }).from(checklists).where(eq(checklists.name, name));
  if (!taken || taken.id === ownId) return name;
  const message = "This name is taken.";
  throw new Refusal("conflict", "nameTaken", message, { fields: { name: message } });
}

function tasksOf(wanted: ChecklistInput["tasks"]): ChecklistTask[] {
  if (wanted.length === 0 || wanted.length > MOST_TASKS) {
    const message = `A checklist has one to ${MOST_TASKS} tasks.`;
    throw new Refusal("invalid", "badChecklist", message, { fields: { tasks: message } });
  }
  return wanted.map(({ text, required = false }, i) => ({ text: requireLine(text, `tasks.${i}.text`, MAX_TASK), required }));
}
