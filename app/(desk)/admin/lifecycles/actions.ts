"use server";

import { z } from "zod";
import { action } from "@/app/_door/action";
import { setLifecycle } from "@/domain/setup/lifecycles";

const right = z.enum(["note", "reply", "change", "assign", "move", "close", "full"]);
const lifecycle = z.strictObject({
  type: z.string().nullable(),
  steps: z.array(z.strictObject({ from: z.string(), to: z.string(), right: right.nullable() })).max(2000),
});

export const saveLifecycle = action(lifecycle, (actor, { type, steps }) => setLifecycle(actor, type, steps));
