import { and, asc, eq, isNull, or } from "drizzle-orm";
import { db } from "@/db";
import { people, queues, roleAssignments, roles, tickets } from "@/db/schema";

/** A queue is worked by so many people at most; more would be a flood, not a notification. */
const MOST = 200;

/**
 * Who should hear that a promise of a ticket is broken: the agents of its queue, who may answer it. The owner is one of
 * them; a ticket without an owner is everybody's (SEMANTICS A8: a warning with no owner goes to the group).
 */
export async function listAgentsOfTicket(ticketId: string): Promise<{ id: string; name: string; email: string; locale: string | null }[]> {
  const rows = await db
    .select({
      id: people.id,
      name: people.name,
      email: people.email,
      locale: people.locale,
      rights: roles.rights,
      groupId: roleAssignments.groupId,
    })
    .from(tickets)
    .innerJoin(queues, eq(queues.id, tickets.queueId))
    .innerJoin(roleAssignments, or(eq(roleAssignments.groupId, queues.groupId), isNull(roleAssignments.groupId)))
    .innerJoin(roles, eq(roles.id, roleAssignments.roleId))
    .innerJoin(people, and(eq(people.id, roleAssignments.personId), eq(people.active, true)))
    .where(eq(tickets.id, ticketId))
    .orderBy(asc(people.name))
    .limit(MOST);
  // Administrators may do everything everywhere; that does not make every queue theirs.
  const agents = rows.filter(({ rights, groupId }) => rights.includes("reply") || (groupId !== null && rights.includes("full")));
  return [...new Map(agents.map(({ id, name, email, locale }) => [id, { id, name, email, locale }])).values()];
}
