import { db } from "@/db";
import { cancelRun, releaseEvent, replayRun, retryRun, type Wish } from "@/inngest/engine/commands";
import { findEventName, findRunFunction } from "@/inngest/engine/inspect";
import type { Sql } from "@/inngest/engine/types";
import { notFound, Refusal } from "@/lib/errors";
import type { Actor } from "../access/actor";
import { authorizeDesk } from "../access/authorize";
import { record } from "../events/record";
import { engineTables } from "./engine-tables";

/**
 * What an administrator asks of the engine. The wish and the event that says who asked are one transaction; the engine
 * hears of it at the commit. Asking again before it is done changes and records nothing.
 */

/** The run ends where it stands. */
export async function cancelWorkRun(actor: Actor, runId: string): Promise<void> {
  await steer(actor, runId, "work.cancelled", cancelRun);
}

/** A failed run goes on where it failed; one that waits for its next try is tried at once. */
export async function retryWorkRun(actor: Actor, runId: string): Promise<void> {
  await steer(actor, runId, "work.retried", retryRun);
}

/** The same once more from the start, as a new run. */
export async function replayWorkRun(actor: Actor, runId: string): Promise<void> {
  await steer(actor, runId, "work.replayed", replayRun);
}

/** An event that was set aside is dispatched again. */
export async function releaseWorkEvent(actor: Actor, eventId: string): Promise<void> {
  await db.transaction(async (tx) => {
    authorizeDesk(actor, "work.steer");
    const engine = engineTables(tx);
    const name = await findEventName(engine, eventId);
    if (!name) throw notFound("event");
    if (!isNew(await releaseEvent(engine, eventId))) return;
    await record(tx, actor, { type: "work.released", subject: "work", data: { eventId, name } });
  });
}

async function steer(
  actor: Actor,
  runId: string,
  type: "work.cancelled" | "work.retried" | "work.replayed",
  command: (sql: Sql, runId: string) => Promise<Wish>,
): Promise<void> {
  await db.transaction(async (tx) => {
    authorizeDesk(actor, "work.steer");
    const engine = engineTables(tx);
    const fn = await findRunFunction(engine, runId);
    if (!fn) throw notFound("run");
    if (!isNew(await command(engine, runId))) return;
    await record(tx, actor, { type, subject: "work", data: { runId, function: fn } });
  });
}

function isNew(wish: Wish): boolean {
  if (wish === "senseless") throw new Refusal("conflict", "workMovedOn", "This has gone on in the meantime. Look at it again.");
  return wish === "written";
}
