import { and, asc, inArray, isNotNull, isNull } from "drizzle-orm";
import { db } from "@/db";
import { queues } from "@/db/schema";
import type { Actor } from "../access/actor";
import { groupsWith } from "../access/policy";

const MAX_QUEUES = 200;

/**
 * The queues in which this actor may open a ticket, by name: an agent where he may create; a customer those that mail
 * could bring him to. `ticket.create` in access/policy is the rule; this is its list.
 */
export async function listQueuesToAsk(actor: Actor): Promise<{ id: string; name: string }[]> {
  if (actor.kind === "system") return [];
  const groupIds = actor.kind === "agent" ? groupsWith(actor, "create") : null;
  if (groupIds?.length === 0) return [];
  return db
    .select({ id: queues.id, name: queues.name })
    .from(queues)
    .where(
      and(
        isNull(queues.retiredAt),
        actor.kind === "customer" ? isNotNull(queues.address) : groupIds === null ? undefined : inArray(queues.groupId, [...groupIds]),
      ),
    )
    .orderBy(asc(queues.name))
    .limit(MAX_QUEUES);
}
