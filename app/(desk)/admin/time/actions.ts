"use server";

import { z } from "zod";
import { action } from "@/app/_door/action";
import { changeActivity, createActivity, requireTimeOf } from "@/domain/tickets/time-activities";

export const create = action(z.strictObject({ name: z.string().max(1000) }), createActivity);

const changing = z.strictObject({ id: z.uuid(), name: z.string().max(1000).optional(), active: z.boolean().optional() });
export const change = action(changing, (actor, { id, ...wanted }) => changeActivity(actor, id, wanted));

export const requireTime = action(z.strictObject({ id: z.uuid(), required: z.boolean() }), (actor, { id, required }) =>
  requireTimeOf(actor, id, required),
);
