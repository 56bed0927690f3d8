/**
 * Who acts. Every act takes one as its first argument; there is no ambient user. Doors make actors
 * (domain/people/actors.ts reads them from the database), policy.ts judges them.
 */
export const GROUP_RIGHTS = ["read", "create", "note", "reply", "change", "assign", "move", "close", "full"] as const;
export type GroupRight = (typeof GROUP_RIGHTS)[number];

/** Rights over the desk itself rather than over tickets of a group. */
export const DESK_RIGHTS = ["admin", "report", "templates"] as const;
export type DeskRight = (typeof DESK_RIGHTS)[number];

export const SCOPES = ["read", "write", "admin", "metrics", "mail:inject"] as const;
export type Scope = (typeof SCOPES)[number];

type Person = { personId: string; name: string; email: string };

/** Rights by group; `everywhere` holds those given for every group, present and future. */
export type Rights = { everywhere: ReadonlySet<string>; byGroup: ReadonlyMap<string, ReadonlySet<string>> };

export type AgentActor = Person & { kind: "agent"; rights: Rights; scopes?: ReadonlySet<Scope>; tokenId?: string };
export type CustomerActor = Person & {
  kind: "customer";
  organizationId: string | null;
  locale?: string | null;
  scopes?: ReadonlySet<Scope>;
  tokenId?: string;
};
/** A machine at work, or somebody nobody knows yet (`visitor`). None has a master key: what each may do is a sentence in policy.ts. */
export type SystemActor = {
  kind: "system";
  name: "mail" | "setup" | "demo" | "sla" | "pending" | "upkeep" | "visitor";
  onBehalfOf?: string;
};

export type Actor = AgentActor | CustomerActor | SystemActor;

export const system = (name: SystemActor["name"], more: { onBehalfOf?: string } = {}): SystemActor => ({ kind: "system", name, ...more });

export const personIdOf = (actor: Actor): string | null => (actor.kind === "system" ? null : actor.personId);
