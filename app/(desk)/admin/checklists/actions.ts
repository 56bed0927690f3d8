"use server";

import { z } from "zod";
import { action } from "@/app/_door/action";
import { changeChecklist, createChecklist, removeChecklist } from "@/domain/tasks/checklists";

const checklist = z.strictObject({
  name: z.string().max(1000),
  tasks: z.array(z.strictObject({ text: z.string().max(10_000), required: z.boolean() })).max(200),
});

export const create = action(checklist, createChecklist);
export const change = action(checklist.extend({ id: z.uuid() }), (actor, { id, ...wanted }) => changeChecklist(actor, id, wanted));
export const remove = action(z.strictObject({ id: z.uuid() }), async (actor, { id }) => {
  await removeChecklist(actor, id);
  return null;
});
