import { db } from "@/db";
import {
  type FunctionView,
  listFunctions,
  listRuns,
  listSetAside,
  listTimers,
  type RunDetail,
  type RunLine,
  type RunQuery,
  readRun,
  type SetAside,
  type TimerView,
} from "@/inngest/engine/inspect";
import { measureQueue, type QueueState } from "@/inngest/engine/measure";
import { notFound } from "@/lib/errors";
import { inngestPages, isEmbedded } from "@/lib/inngest-place";
import type { Actor } from "../access/actor";
import { authorizeDesk } from "../access/authorize";
import { engineTables } from "./engine-tables";

export type { FunctionView, QueueState, RunDetail, RunLine, SetAside, TimerView };

/** What administrators see of the background work. A real Inngest shows its own: then there is an address and nothing else. */
export async function findInngestPages(actor: Actor): Promise<string | null> {
  authorizeDesk(actor, "work.read");
  return isEmbedded() ? null : inngestPages();
}

export async function listWorkFunctions(actor: Actor): Promise<FunctionView[]> {
  authorizeDesk(actor, "work.read");
  return listFunctions(engineTables(db));
}

export async function getQueueState(actor: Actor): Promise<QueueState> {
  authorizeDesk(actor, "work.read");
  return measureQueue(engineTables(db));
}

export async function listWorkRuns(actor: Actor, query: RunQuery): Promise<RunLine[]> {
  authorizeDesk(actor, "work.read");
  return listRuns(engineTables(db), query);
}

export async function getWorkRun(actor: Actor, runId: string): Promise<RunDetail> {
  authorizeDesk(actor, "work.read");
  const run = await readRun(engineTables(db), runId);
  if (!run) throw notFound("run");
  return run;
}

export async function listWorkTimers(actor: Actor, page: { limit?: number; after?: string } = {}): Promise<TimerView[]> {
  authorizeDesk(actor, "work.read");
  return listTimers(engineTables(db), page);
}

export async function listWorkSetAside(actor: Actor, limit?: number): Promise<SetAside[]> {
  authorizeDesk(actor, "work.read");
  return listSetAside(engineTables(db), limit);
}
