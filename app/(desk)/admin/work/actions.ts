"use server";

import { z } from "zod";
import { action } from "@/app/_door/action";
import { cancelWorkRun, releaseWorkEvent, replayWorkRun, retryWorkRun } from "@/domain/work/steer";

const one = z.strictObject({ id: z.string().min(1).max(200) });

export const cancel = action(one, (actor, { id }) => cancelWorkRun(actor, id));
export const retry = action(one, (actor, { id }) => retryWorkRun(actor, id));
export const replay = action(one, (actor, { id }) => replayWorkRun(actor, id));
export const release = action(one, (actor, { id }) => releaseWorkEvent(actor, id));
