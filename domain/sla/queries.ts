import { db } from "@/db";
import { notFound } from "@/lib/errors";
import type { Actor } from "../access/actor";
import { getSetting } from "../settings";
import { getTicketPage } from "../tickets/queries";
import { type Clock, type ClockState, foldClocks, METRICS, type Metric } from "./clock";
import { listClockEvents, storyOf } from "./facts";
import { rulebookOf } from "./rulebook";
import { type Why, whyOf } from "./why";

export type ClockView = {
  metric: Metric;
  state: ClockState;
  startedAt: Date | null;
  dueAt: Date | null;
  endedAt: Date | null;
  elapsedSeconds: number;
  targetSeconds: number | null;
  policy: string | null;
  /** Why it is this policy. */
  chosen: string | null;
  byPolicyChange: boolean;
  why: Why[];
};

/** The clocks of a ticket as of now, each with its intervals; a metric without a clock is there as `none`. For agents. */
export async function listTicketClocks(actor: Actor, number: string, now = new Date()): Promise<ClockView[]> {
  const ticket = await getTicketPage(actor, number);
  if (!ticket.abilities["ticket.readInternal"]) throw notFound("ticket");
  return db.transaction(async (tx) => {
    const book = await rulebookOf(tx, await getSetting("slaRules", tx));
    const story = storyOf(await listClockEvents(tx, ticket.id), book, now.getTime());
    const clocks = foldClocks(story.facts, now.getTime()).filter((clock) => clock.state !== "none");
    return METRICS.flatMap((metric) => {
      const some = clocks.filter((clock) => clock.metric === metric);
      return some.length > 0 ? some.map((clock) => viewOf(clock, story.why)) : [none(metric)];
    });
  });
}

const viewOf = (clock: Clock, chosen: string): ClockView => ({
  metric: clock.metric,
  state: clock.state,
  startedAt: new Date(clock.startedAt),
  dueAt: dateOf(clock.dueAt),
  endedAt: dateOf(clock.endedAt),
  elapsedSeconds: Math.floor(clock.elapsed / 1000),
  targetSeconds: clock.target === null ? null : Math.round(clock.target / 1000),
  policy: clock.policy?.name ?? null,
  chosen,
  byPolicyChange: clock.byPolicyChange,
  why: whyOf(clock),
});

const none = (metric: Metric): ClockView => ({
  ...{ metric, state: "none", startedAt: null, dueAt: null, endedAt: null, elapsedSeconds: 0, targetSeconds: null },
  ...{ policy: null, chosen: null, byPolicyChange: false, why: [] },
});

const dateOf = (at: number | null): Date | null => (at === null ? null : new Date(at));
