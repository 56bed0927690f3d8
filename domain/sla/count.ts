import { and, eq, notInArray, sql } from "drizzle-orm";
import type { Tx } from "@/db";
import { settings, ticketClocks, tickets } from "@/db/schema";
import { system } from "../access/actor";
import { record } from "../events/record";
import { type Deadline, setDeadlineIn } from "../tickets/deadline";
import { openBetween, type Schedule } from "./calendar";
import { type Clock, foldClocks } from "./clock";
import { listClockEvents, storyOf } from "./facts";
import { rulebookOf, rulingOf } from "./rulebook";

type Row = typeof ticketClocks.$inferInsert;

const FIVE_MINUTES = 5 * 60_000;

/**
 * Counts the clocks of a ticket from its events and keeps the result beside it, in the caller's transaction, which
 * holds the ticket's lock. When the next deadline moved, `sla.armed` is recorded: the timer sleeps on it.
 */
export async function countClocksIn(tx: Tx, ticketId: string, now: Date, causeId?: string): Promise<void> {
  const [ticket] = await tx
    .select({
      nextDueAt: tickets.nextDueAt,
      overdueSince: tickets.overdueSince,
      clocksPaused: tickets.clocksPaused,
      slaBreached: tickets.slaBreached,
      rules: sql<number | null>`(select (value)::int from ${settings} where key = 'slaRules')`,
    })
    .from(tickets)
    .where(eq(tickets.id, ticketId));
  // Nothing was ever promised on this desk: no clock runs.
  if (!ticket?.rules) return;
  const book = await rulebookOf(tx, ticket.rules);
  const story = storyOf(await listClockEvents(tx, ticketId), book, now.getTime());
  const clocks = foldClocks(story.facts, now.getTime()).filter((clock) => clock.policy !== null);
  const schedule = rulingOf(book, story.policy, { queueId: "", priorityId: 0 }, now.getTime())?.schedule ?? [];

  await keep(tx, ticketId, clocks, story.why, schedule);
  const deadline = deadlineOf(clocks);
  if (same(deadline, ticket)) return;
  await setDeadlineIn(tx, ticketId, deadline);
  if (deadline.nextDueAt?.getTime() === ticket.nextDueAt?.getTime()) return;
  await record(tx, system("sla"), {
    type: "sla.armed",
    ticketId,
    data: { dueAt: deadline.nextDueAt?.toISOString() ?? null },
    ...(causeId ? { causeId } : {}),
  });
}

async function keep(tx: Tx, ticketId: string, clocks: readonly Clock[], why: string, schedule: Schedule): Promise<void> {
  const known = await tx.select().from(ticketClocks).where(eq(ticketClocks.ticketId, ticketId));
  const rows = clocks.map((clock): Row => {
    const before = known.find((row) => row.metric === clock.metric && row.instance === clock.instance);
    return rowOf(ticketId, clock, before?.toldFor ?? null, before?.endedAt ? before.why : why, schedule);
  });
  const changed = rows.filter((row) => !known.some((one) => isSame(row, one)));
  if (changed.length > 0) {
    await tx
      .insert(ticketClocks)
      .values(changed)
      .onConflictDoUpdate({
        target: [ticketClocks.ticketId, ticketClocks.metric, ticketClocks.instance],
        set: Object.fromEntries(KEPT.map((key) => [key, sql.raw(`excluded.${snake(key)}`)])),
      });
  }
  const kept = rows.map((row) => `${row.metric} ${row.instance}`);
  if (known.every((row) => kept.includes(`${row.metric} ${row.instance}`))) return;
  // The ticket lost a promise, by a move or a policy that ended.
  const name = sql<string>`${ticketClocks.metric} || ' ' || ${ticketClocks.instance}`;
  await tx.delete(ticketClocks).where(and(eq(ticketClocks.ticketId, ticketId), kept.length ? notInArray(name, kept) : undefined));
}

const KEPT = [
  "state",
  "startedAt",
  "dueAt",
  "endedAt",
  "breachedAt",
  "elapsedSeconds",
  "targetSeconds",
  "policyId",
  "why",
  "toTell",
] as const satisfies readonly (keyof Row)[];
const snake = (key: string): string => key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

function rowOf(ticketId: string, clock: Clock, toldFor: Date | null, why: string, schedule: Schedule): Row {
  return {
    ticketId,
    metric: clock.metric,
    instance: clock.instance,
    state: clock.state as Row["state"],
    startedAt: new Date(clock.startedAt),
    dueAt: dateOf(clock.dueAt),
    endedAt: dateOf(clock.endedAt),
    breachedAt: dateOf(clock.breachedAt),
    elapsedSeconds: Math.floor(clock.elapsed / 1000),
    targetSeconds: Math.round(clock.target! / 1000),
    policyId: clock.policy!.id,
    why,
    toldFor,
    toTell: clock.breachedAt !== null && (toldFor === null || movedFar(toldFor.getTime(), clock, schedule)),
  };
}

/** Told once for a due time; again only when that moved later by a tenth of the target and five minutes (A8, Escalation). */
function movedFar(toldFor: number, { dueAt, target }: Clock, schedule: Schedule): boolean {
  const moved = openBetween(schedule, toldFor, dueAt!);
  return moved > target! / 10 && moved >= FIVE_MINUTES;
}

function deadlineOf(clocks: readonly Clock[]): Deadline {
  const earliest = (due: (number | null)[]) => dateOf(due.reduce((a, b) => (a === null ? b : b === null ? a : Math.min(a, b)), null));
  const running = clocks.filter((clock) => clock.state === "running");
  const overdue = clocks.filter((clock) => clock.state === "breached" && clock.endedAt === null);
  return {
    nextDueAt: earliest(running.map((clock) => clock.dueAt)),
    overdueSince: earliest(overdue.map((clock) => clock.dueAt)),
    clocksPaused: running.length + overdue.length === 0 && clocks.some((clock) => clock.state === "paused"),
    slaBreached: clocks.some((clock) => clock.state === "breached"),
  };
}

const dateOf = (at: number | null): Date | null => (at === null ? null : new Date(at));
const timeOf = (value: unknown) => (value instanceof Date ? value.getTime() : (value ?? null));
const same = (a: Deadline, b: Deadline): boolean =>
  (Object.keys(a) as (keyof Deadline)[]).every((key) => timeOf(a[key]) === timeOf(b[key]));
const isSame = (a: Row, b: Row): boolean =>
  a.metric === b.metric && a.instance === b.instance && KEPT.every((key) => timeOf(a[key]) === timeOf(b[key]));
