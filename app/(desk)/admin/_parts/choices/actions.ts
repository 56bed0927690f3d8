"use server";

import { z } from "zod";
import { action } from "@/app/_door/action";
import { changePriority, createPriority, restorePriority, retirePriority } from "@/domain/setup/priorities";
import { changeState, createState, restoreState, retireState } from "@/domain/setup/states";
import { changeType, createType, restoreType, retireType } from "@/domain/setup/types";

const common = { id: z.string().optional(), name: z.string(), position: z.number().int().min(0).max(10_000).optional() };
const isDefault = z.boolean().optional();

const state = z.strictObject({
  ...common,
  type: z.enum(["new", "open", "pending-reminder", "pending-auto", "closed", "merged", "removed"]),
  label: z.strictObject({ en: z.string(), de: z.string() }),
  waitsFor: z.enum(["customer", "other"]).optional(),
  default: isDefault,
});
export const saveState = action(state, async (actor, { id, type, ...wanted }) => {
  await (id === undefined ? createState(actor, { ...wanted, type }) : changeState(actor, id, wanted));
  return null;
});

const priority = z.strictObject({
  ...common,
  sign: z.number().int().min(0).max(4),
  color: z.enum(["muted", "good", "accent", "warn", "bad"]),
  default: isDefault,
});
export const savePriority = action(priority, async (actor, { id, ...wanted }) => {
  await (id === undefined ? createPriority(actor, wanted) : changePriority(actor, id, wanted));
  return null;
});

export const saveType = action(z.strictObject(common), async (actor, { id, ...wanted }) => {
  await (id === undefined ? createType(actor, wanted) : changeType(actor, id, wanted));
  return null;
});

const kind = z.enum(["state", "priority", "type"]);
const RETIRE = { state: retireState, priority: retirePriority, type: retireType };
const RESTORE = { state: restoreState, priority: restorePriority, type: restoreType };

export const retire = action(z.strictObject({ kind, id: z.string(), successor: z.string().optional() }), async (actor, input) => {
  await RETIRE[input.kind](actor, input.id, input.successor);
  return null;
});

export const restore = action(z.strictObject({ kind, id: z.string() }), async (actor, input) => {
  await RESTORE[input.kind](actor, input.id);
  return null;
});
