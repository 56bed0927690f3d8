import type { Actor } from "../access/actor";

/** What a row tells that only agents are to know: who works on it, how it is filed, that something internal happened. */
type Row = {
  owner: unknown;
  responsible: unknown;
  tags: string[];
  fields: Record<string, unknown>;
  needsDecision: boolean;
  revision: number;
  updatedAt: Date;
  createdAt: Date;
  lastMessageAt: Date | null;
};

/**
 * A ticket's row as this actor may hold it. A customer's shows no trace of what its events call internal
 * (events/catalog), not even as a revision or an instant that moved while nothing was said.
 */
export function asSeenBy<R extends Row>(actor: Actor, row: R): R {
  if (actor.kind !== "customer") return row;
  const silent = { owner: null, responsible: null, tags: [], fields: {}, needsDecision: false, revision: 1 };
  return { ...row, ...silent, updatedAt: row.lastMessageAt ?? row.createdAt };
}
