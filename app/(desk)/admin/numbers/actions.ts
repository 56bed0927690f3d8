"use server";

import { z } from "zod";
import { action } from "@/app/_door/action";
import { configureNumbers } from "@/domain/setup/numbers";

const numbers = z.strictObject({ kind: z.enum(["counter", "date", "random"]), timeZone: z.string().optional() });

export const saveNumbers = action(numbers, (actor, wanted) => configureNumbers(actor, wanted));
