import { isEmbedded } from "@/lib/inngest-place";
import { log } from "@/lib/log";
import { createEngine, type Engine } from "./engine/engine";
import type { Log } from "./engine/types";

const write: Log = (level, message, detail) => log()[level]({ err: detail }, message);

// On globalThis because the server's bundle and a test's modules may load this file twice in one process.
const SLOT = Symbol.for("open-ticket.engine");
const slots = globalThis as { [SLOT]?: Engine };

/** The engine of this process, made at first use; null when a real Inngest does the work. */
export function embeddedEngine(): Engine | null {
  if (!isEmbedded()) return null;
  slots[SLOT] ??= createEngine({ databaseUrl: process.env.DATABASE_URL ?? "", log: write });
  return slots[SLOT];
}
