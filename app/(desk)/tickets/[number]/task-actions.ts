"use server";

import { z } from "zod";
import { action } from "@/app/_door/action";
import { addTask, applyChecklist } from "@/domain/tasks/add";
import { changeTask, removeTask } from "@/domain/tasks/change";
import { listChecklists } from "@/domain/tasks/checklists";

const fields = {
  required: z.boolean().optional(),
  assignee: z.string().nullable().optional(),
  dueAt: z.coerce.date().nullable().optional(),
};

const adding = z.strictObject({ ticketId: z.uuid(), text: z.string().max(10_000), ...fields });
export const add = action(adding, (actor, { ticketId, ...task }) => addTask(actor, ticketId, task));

const applying = z.strictObject({ ticketId: z.uuid(), checklist: z.string() });
export const apply = action(applying, (actor, { ticketId, checklist }) => applyChecklist(actor, ticketId, checklist));

const changing = z.strictObject({
  taskId: z.uuid(),
  text: z.string().max(10_000).optional(),
  ...fields,
  position: z.number().int().min(1).optional(),
  done: z.boolean().optional(),
});
export const change = action(changing, async (actor, { taskId, ...wanted }) => {
  await changeTask(actor, taskId, wanted);
  return null;
});

export const remove = action(z.strictObject({ taskId: z.uuid() }), async (actor, { taskId }) => {
  await removeTask(actor, taskId);
  return null;
});

export const checklistNames = action(z.strictObject({}), async (actor) =>
  (await listChecklists(actor)).map(({ id, name }) => ({ id, name })),
);
