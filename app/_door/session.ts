import "@/domain/projections";
import { redirect } from "next/navigation";
import { getServerSession } from "next-auth";
import { cache } from "react";
import type { Actor, AgentActor, CustomerActor } from "@/domain/access/actor";
import { actorOfSession } from "@/domain/people/actors";
import { authOptions } from "./auth";

/** Who asks, from the session: read anew at every request, so that what was taken away is gone at once. */
export const currentActor = cache(async (): Promise<AgentActor | CustomerActor | null> => {
  const session = await getServerSession(authOptions);
  if (!session?.personId || !session.sessionVersion) return null;
  return (await actorOfSession(session.personId, session.sessionVersion)) as AgentActor | CustomerActor | null;
});

/** Somebody signed in, or the sign-in page, which leads back to `comesBackTo`. */
export async function requireActor(comesBackTo?: string): Promise<AgentActor | CustomerActor> {
  return (await currentActor()) ?? redirect(comesBackTo ? `/sign-in?next=${encodeURIComponent(comesBackTo)}` : "/sign-in");
}

/** Pages of the desk: a customer is sent to his own side. */
export async function requireAgent(customersGoTo = "/portal", comesBackTo?: string): Promise<AgentActor> {
  const actor: Actor = await requireActor(comesBackTo);
  return actor.kind === "agent" ? actor : redirect(customersGoTo);
}

/** Pages of the portal: an agent is sent to the desk. */
export async function requireCustomer(agentsGoTo = "/tickets", comesBackTo?: string): Promise<CustomerActor> {
  const actor: Actor = await requireActor(comesBackTo);
  return actor.kind === "customer" ? actor : redirect(agentsGoTo);
}
