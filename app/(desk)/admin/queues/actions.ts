"use server";

import { z } from "zod";
import { action } from "@/app/_door/action";
import { changeQueue, createQueue, restoreQueue, retireQueue } from "@/domain/setup/queues";

const settings = z.strictObject({
  id: z.uuid().optional(),
  name: z.string(),
  group: z.string().optional(),
  address: z.string().nullable(),
  senderName: z.string().nullable(),
  signature: z.string(),
  defaultState: z.string().nullable(),
  defaultPriority: z.string().nullable(),
  unassignMinutes: z.number().int().nullable(),
  receipt: z.boolean(),
  closedPolicy: z.enum(["reopen", "new-linked", "reopen-within", "reject"]),
  reopenDays: z.number().int().min(0).max(3650),
  reopenBusinessDays: z.boolean(),
  joinPolicy: z.enum(["all", "organization", "known", "never"]),
  locale: z.enum(["en", "de"]).nullable(),
  addresses: z.array(z.string()).max(200),
});

export const saveQueue = action(settings, async (actor, { id, ...wanted }) => {
  if (id === undefined) return { id: await createQueue(actor, wanted) };
  await changeQueue(actor, id, wanted);
  return { id };
});

export const retire = action(z.strictObject({ id: z.uuid(), successor: z.string().optional() }), async (actor, { id, successor }) => {
  await retireQueue(actor, id, successor);
  return null;
});

export const restore = action(z.strictObject({ id: z.uuid() }), async (actor, { id }) => {
  await restoreQueue(actor, id);
  return null;
});
