import { randomBytes } from "node:crypto";
import { desc, eq, sql } from "drizzle-orm";
import type { Tx } from "@/db";
import { events, eventValues } from "@/db/schema";
import { isEnteredLater, now } from "@/lib/clock";
import { newId } from "@/lib/ids";
import { type Actor, personIdOf } from "../access/actor";
import { catalog, type NewEvent } from "./catalog";
import { type ChainedRow, chainHash, digestOf, FIRST_HASH } from "./chain";

export type RecordedEvent = ChainedRow & { hash: string };
export type Projection = (tx: Tx, event: RecordedEvent) => Promise<void>;

// On globalThis because Next bundles routes and pages apart: one process, several copies of this module.
const registry = globalThis as { [key: symbol]: readonly Projection[] | undefined };
const PROJECTIONS = Symbol.for("open-ticket.projections");

/** Called once by domain/projections.ts, which every host imports. `events` never knows who listens. */
export function registerProjections(projections: readonly Projection[]): void {
  registry[PROJECTIONS] = projections;
}

/**
 * Writes down what happened, in the caller's transaction: one row, its personal values beside it, the projections, and
 * the bell that rings at commit. Refuses (a bug, not a Refusal) data that does not fit the catalogue, and to run in a
 * host that forgot the projections: their columns would go stale in silence.
 *
 * Precondition: for ticket events the caller holds the ticket's row lock, which orders the chain.
 */
export async function record(tx: Tx, actor: Actor, event: NewEvent): Promise<RecordedEvent> {
  const projections = registry[PROJECTIONS];
  if (!projections) throw new Error("No projections are registered: import domain/projections in this host.");

  const chain = event.ticketId ? `ticket:${event.ticketId}` : (event.subject ?? "desk");
  if (!event.ticketId) await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${chain}, 0))`);
  const [last] = await tx
    .select({ position: events.chainPosition, hash: events.hash, createdAt: events.createdAt })
    .from(events)
    .where(eq(events.chain, chain))
    .orderBy(desc(events.chainPosition))
    .limit(1);

  if (last && isEnteredLater() && now() < last.createdAt) throw new Error(`Nothing can be entered before what stands in ${chain}.`);

  const { values, digests } = personalValues(event);
  const row: ChainedRow = {
    id: newId(),
    type: event.type,
    ticketId: event.ticketId ?? null,
    actorKind: actor.kind,
    actorId: personIdOf(actor),
    actorName: actor.kind === "system" ? actor.name : null,
    onBehalfOf: (actor.kind === "system" && actor.onBehalfOf) || null,
    data: { ...catalog[event.type].data.parse(event.data), ...enteredLater(), ...(digests ? { values: digests } : {}) },
    causeId: event.causeId ?? null,
    chain,
    chainPosition: (last?.position ?? 0) + 1,
    createdAt: now(),
  };
  const prevHash = last?.hash ?? FIRST_HASH;
  const recorded = { ...row, hash: chainHash(prevHash, row) };

  // What is entered later happened long ago: nobody is to be woken by it.
  await tx.insert(events).values({ ...recorded, prevHash, dispatchedAt: isEnteredLater() ? new Date() : null });
  if (values.length > 0) await tx.insert(eventValues).values(values.map((value) => ({ ...value, eventId: row.id })));
  for (const project of projections) await project(tx, recorded);
  // Delivered at commit and not on rollback. It carries nothing: listeners read the rows.
  await tx.execute(sql`select pg_notify('events', '')`);
  return recorded;
}

/** The row itself, and so its hash, says when an event of the past was written down. */
const enteredLater = () => (isEnteredLater() ? { enteredAt: new Date().toISOString() } : {});

type Digests = Record<string, { before?: string; after?: string }>;

function personalValues(event: NewEvent) {
  const given = Object.entries(event.values ?? {});
  if (given.length === 0) return { values: [], digests: undefined };
  const digests: Digests = {};
  const values = given.map(([key, { before = null, after = null }]) => {
    const salt = randomBytes(16).toString("hex");
    digests[key] = {
      ...(before === null ? {} : { before: digestOf(salt, before) }),
      ...(after === null ? {} : { after: digestOf(salt, after) }),
    };
    return { key, before, after, salt };
  });
  return { values, digests };
}
