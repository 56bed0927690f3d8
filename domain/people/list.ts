import { and, asc, eq, gt, type SQL, sql } from "drizzle-orm";
import { db } from "@/db";
import { organizations, people, roleAssignments, roles } from "@/db/schema";
import type { Actor } from "../access/actor";
import { authorizeDesk } from "../access/authorize";

const DEFAULT_LIMIT = 50;
const MAX_LIMIT = 200;

export type ListedPerson = {
  id: string;
  name: string;
  email: string;
  active: boolean;
  organization: string | null;
  roles: string[];
  createdAt: Date;
};

/** People by address, those whose name or address holds `q`, one page (at most 200); the cursor is the last address one has seen. */
export async function listPeople(
  actor: Actor,
  { limit = DEFAULT_LIMIT, cursor, q }: { limit?: number; cursor?: string; q?: string } = {},
): Promise<{ data: ListedPerson[]; nextCursor: string | null }> {
  authorizeDesk(actor, "person.read");
  const size = Math.min(limit, MAX_LIMIT);
  const rolesOf = db
    .select({ names: sql<string[]>`coalesce(array_agg(distinct ${roles.name}), '{}')` })
    .from(roleAssignments)
    .innerJoin(roles, eq(roles.id, roleAssignments.roleId))
    .where(eq(roleAssignments.personId, people.id));
  const rows = await db
    .select({
      id: people.id,
      name: people.name,
      email: people.email,
      active: people.active,
      organization: organizations.name,
      roles: sql<string[]>`(${rolesOf})`,
      createdAt: people.createdAt,
    })
    .from(people)
    .leftJoin(organizations, eq(organizations.id, people.organizationId))
    .where(and(cursor ? gt(people.email, cursor) : undefined, q ? holds(q) : undefined))
    .orderBy(asc(people.email))
    .limit(size + 1);
  const data = rows.slice(0, size);
  return { data, nextCursor: rows.length > size ? data.at(-1)!.email : null };
}

/** Told by its trigram index; % and _ are themselves, and NUL is in no name. */
const holds = (q: string): SQL =>
  sql`lower(${people.name} || ' ' || ${people.email}) like ${`%${q
    .replaceAll("\0", "")
    .toLowerCase()
    .replace(/[\\%_]/g, "\\$&")}%`}`;
