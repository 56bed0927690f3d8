import { and, asc, eq, inArray, isNull, or } from "drizzle-orm";
import { db } from "@/db";
import { people, queues, roleAssignments, roles } from "@/db/schema";
import type { Actor } from "../access/actor";
import { authorizeDesk } from "../access/authorize";

/** Active agents who may take tickets of a queue, for the owner menu. */
export async function listAgentsOfQueue(actor: Actor, queueName: string): Promise<{ id: string; name: string; email: string }[]> {
  authorizeDesk(actor, "desk.work");
  const [queue] = await db.select().from(queues).where(eq(queues.name, queueName));
  if (!queue) return [];
  const rows = await db
    .selectDistinct({ id: people.id, name: people.name, email: people.email, rights: roles.rights })
    .from(roleAssignments)
    .innerJoin(people, and(eq(people.id, roleAssignments.personId), eq(people.active, true)))
    .innerJoin(roles, eq(roles.id, roleAssignments.roleId))
    .where(or(isNull(roleAssignments.groupId), inArray(roleAssignments.groupId, [queue.groupId])))
    .orderBy(asc(people.name))
    .limit(200);
  const agents = rows.filter((row) => row.rights.includes("note") || row.rights.includes("full"));
  return [...new Map(agents.map(({ id, name, email }) => [id, { id, name, email }])).values()];
}
