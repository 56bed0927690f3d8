import { sql } from "drizzle-orm";
import type { Tx } from "@/db";
import { Refusal } from "@/lib/errors";
import { LOCKS } from "@/lib/locks";
import { getSetting, putSetting } from "../settings";

/** Rules are changed one after the other. */
export async function lockRules(tx: Tx): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(${LOCKS.slaRules})`);
}

/** Every act that changes a calendar or policy ends with this, and all processes read the rulebook anew. */
export async function raiseRulesVersion(tx: Tx): Promise<void> {
  await putSetting(tx, "slaRules", (await getSetting("slaRules", tx)) + 1);
}

export function nameOf(text: string): string {
  const name = text.trim();
  if (name === "" || name.length > 100) refuseField("name", "A name has one to a hundred characters.");
  return name;
}

export function refuseField(field: string, message: string): never {
  throw new Refusal("invalid", "badRule", message, { fields: { [field]: message } });
}
