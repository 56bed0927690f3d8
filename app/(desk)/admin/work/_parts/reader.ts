import { notFound } from "next/navigation";
import { requireAgent } from "@/app/_door/session";
import type { AgentActor } from "@/domain/access/actor";
import { can } from "@/domain/access/policy";

/** Who reads these pages: others learn nothing of them. */
export async function requireWorkReader(comesBackTo: string): Promise<AgentActor> {
  const actor = await requireAgent("/portal", comesBackTo);
  if (!can(actor, "work.read")) notFound();
  return actor;
}
