import { and, eq, isNull } from "drizzle-orm";
import { type Db, db, type Tx } from "@/db";
import { apiTokens, people, roleAssignments, roles } from "@/db/schema";
import type { Actor, CustomerActor, Rights, Scope } from "../access/actor";
import { sha256 } from "../events/chain";
import type { Person } from "./find";

/** The rights of a person by group, from his roles. Read anew at every door: what is taken away is gone at once. */
export async function rightsOf(personId: string, from: Db | Tx = db): Promise<Rights> {
  const rows = await from
    .select({ groupId: roleAssignments.groupId, rights: roles.rights })
    .from(roleAssignments)
    .innerJoin(roles, eq(roles.id, roleAssignments.roleId))
    .where(eq(roleAssignments.personId, personId));
  const everywhere = new Set<string>();
  const byGroup = new Map<string, Set<string>>();
  for (const { groupId, rights } of rows) {
    const set = groupId === null ? everywhere : (byGroup.get(groupId) ?? new Set<string>());
    for (const right of rights) set.add(right);
    if (groupId !== null) byGroup.set(groupId, set);
  }
  return { everywhere, byGroup };
}

export type TokenUse = { tokenId: string; scopes: readonly Scope[] };

/** Somebody as an actor: an agent when any role says so, else a customer. Null when he is no longer active. */
export async function actorOf(person: Person, token?: TokenUse, from: Db | Tx = db): Promise<Actor | null> {
  if (!person.active) return null;
  const { id: personId, name, email } = person;
  const limits = token ? { tokenId: token.tokenId, scopes: new Set(token.scopes) } : {};
  const rights = await rightsOf(personId, from);
  if (rights.everywhere.size + rights.byGroup.size > 0) return { kind: "agent", personId, name, email, rights, ...limits };
  return { ...customerActor(person), ...limits };
}

/** For mail: whoever writes from an address writes as a customer, also when the address is an agent's (A2). */
export const customerActor = ({ id, name, email, organizationId, locale }: Person): CustomerActor => ({
  kind: "customer",
  personId: id,
  name,
  email,
  organizationId,
  locale,
});

/** The person of a session, if the session was not ended since. */
export async function actorOfSession(personId: string, sessionVersion: number): Promise<Actor | null> {
  const [person] = await db
    .select()
    .from(people)
    .where(and(eq(people.id, personId), eq(people.sessionVersion, sessionVersion)));
  return person ? actorOf(person) : null;
}

/** The owner of an API token, limited to its scopes; null for a token that is unknown or revoked. */
export async function actorOfToken(token: string): Promise<Actor | null> {
  const [row] = await db
    .select({ person: people, tokenId: apiTokens.id, scopes: apiTokens.scopes })
    .from(apiTokens)
    .innerJoin(people, eq(people.id, apiTokens.personId))
    .where(and(eq(apiTokens.digest, sha256(token)), isNull(apiTokens.revokedAt)));
  return row ? actorOf(row.person, { tokenId: row.tokenId, scopes: row.scopes as Scope[] }) : null;
}
