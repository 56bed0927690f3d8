import { dueAfter, longestDay, openBetween, type Schedule } from "./calendar";

/**
 * Pure: the clocks of a ticket as a fold over what happened to it (SEMANTICS A8). A clock's value is the open time in
 * which it was not paused; its deadline is the instant where that equals the target. Elapsed time survives every change
 * of priority, policy and calendar, because each stretch is counted with what was valid then.
 */
export const METRICS = ["first-response", "next-response", "update", "solution"] as const;
export type Metric = (typeof METRICS)[number];
export type ClockState = "running" | "paused" | "met" | "breached" | "void" | "none";

/** What a policy says about one ticket at one time. */
export type Ruling = {
  policy: { id: string; name: string };
  schedule: Schedule;
  /** Milliseconds of open time, for the ticket's priority; absent where nothing is promised. */
  targets: Partial<Record<Metric, number>>;
  /** Ids of the states a metric rests in. */
  pauseIn: Partial<Record<Metric, readonly number[]>>;
  /** Open time after a close within which a reopened ticket goes on with what was left; null: never counted again. */
  continueWithin: number | null;
  callCountsAsResponse: boolean;
};

export type TicketState = { id: number; name: string; ended: "closed" | "gone" | null; closes: boolean };

export type Fact = { at: number } & (
  | { type: "opened"; state: TicketState; ruling: Ruling | null; firstWord: FirstWord }
  | { type: "customerWrote" }
  | { type: "strangerAllowed" }
  | { type: "agentAnswered" }
  | { type: "stateChanged"; state: TicketState }
  | { type: "ruled"; ruling: Ruling | null }
);

/** Who asked decides, not who typed: the customer in writing or on the phone, or nobody (a note, a message of ours). */
export type FirstWord = "asked" | "spokenTo" | "none" | "sent";

/** A stretch of a clock's life: counted in open hours, or resting for a reason. */
export type Segment = { from: number; to: number; runs: boolean; reason: Reason; schedule: Schedule | null };
export type Reason = { kind: "runs" | "noPolicy" | "closed" } | { kind: "waiting"; state: string } | { kind: "spokenTo" };

export type Clock = {
  metric: Metric;
  /** 1 for the first of its metric on this ticket. */
  instance: number;
  state: ClockState;
  startedAt: number;
  dueAt: number | null;
  endedAt: number | null;
  elapsed: number;
  target: number | null;
  policy: { id: string; name: string } | null;
  breachedAt: number | null;
  /** The target was made shorter than what had elapsed. */
  byPolicyChange: boolean;
  segments: Segment[];
};

type Running = Omit<Clock, "state"> & { since: number; runs: boolean; reason: Reason; outcome: "met" | "void" | null };

type Ticket = {
  clocks: Running[];
  ruling: Ruling | null;
  state: TicketState;
  /** Since when the ticket is in its state: a pending close that ends in closed was solved then. */
  stateSince: number;
};

/** The clocks of a ticket at an instant. Facts come in the order they happened. */
export function foldClocks(facts: readonly Fact[], now: number): Clock[] {
  const [first, ...later] = facts;
  if (first?.type !== "opened") return [];
  const ticket: Ticket = { clocks: [], ruling: first.ruling, state: first.state, stateSince: first.at };
  opened(ticket, first.firstWord, first.at);
  for (const fact of later) {
    if (fact.at > now) break;
    for (const clock of ticket.clocks) advance(clock, ticket, fact.at);
    apply(ticket, fact);
  }
  for (const clock of ticket.clocks) advance(clock, ticket, now);
  return ticket.clocks.map(finished);
}

function opened(ticket: Ticket, firstWord: FirstWord, at: number): void {
  start(ticket, "solution", at);
  if (firstWord === "asked") start(ticket, "first-response", at);
  if (firstWord === "spokenTo") spokenTo(ticket, at);
  // Nothing was said in public: whoever is to be kept informed waits since the beginning.
  if (firstWord === "none") start(ticket, "update", at);
}

/** Who was spoken to on the phone had his first response with the call, unless the policy says otherwise. */
function spokenTo(ticket: Ticket, at: number): void {
  start(ticket, "first-response", at);
  if (ticket.ruling && !ticket.ruling.callCountsAsResponse) return;
  const clock = ticket.clocks.at(-1)!;
  clock.segments.push({ from: at, to: at, runs: false, reason: { kind: "spokenTo" }, schedule: null });
  end(clock, "met", at);
}

function apply(ticket: Ticket, fact: Fact): void {
  switch (fact.type) {
    case "customerWrote":
      customerWrote(ticket, fact.at);
      break;
    case "strangerAllowed":
      // He opens nothing again (docs/mail.md, A2).
      if (!ticket.state.ended) customerWrote(ticket, fact.at);
      break;
    case "agentAnswered":
      agentAnswered(ticket, fact.at);
      break;
    case "stateChanged":
      stateChanged(ticket, fact.state, fact.at);
      break;
    case "ruled":
      ticket.ruling = fact.ruling;
      for (const clock of ticket.clocks) settle(clock, ticket);
  }
}

/** Before the first response a further message is part of the same question; after it the next response runs. */
function customerWrote(ticket: Ticket, at: number): void {
  if (!openOf(ticket, "first-response") && !openOf(ticket, "next-response")) start(ticket, "next-response", at);
}

function agentAnswered(ticket: Ticket, at: number): void {
  for (const metric of ["first-response", "next-response", "update"] as const) {
    const clock = openOf(ticket, metric);
    if (clock) end(clock, "met", at);
  }
  if (!ticket.state.ended) start(ticket, "update", at);
}

function stateChanged(ticket: Ticket, state: TicketState, at: number): void {
  const before = ticket.state;
  const since = ticket.stateSince;
  Object.assign(ticket, { state, stateSince: at });
  if (state.ended === "closed" && !before.ended) {
    const solution = openOf(ticket, "solution");
    // The solution was given when the ticket began to close by itself.
    if (solution) end(solution, "met", before.closes ? since : at);
  }
  if (state.ended) for (const clock of ticket.clocks) if (isOpen(clock)) end(clock, "void", at);
  if (before.ended === "closed" && !state.ended) reopened(ticket, since, at);
  for (const clock of ticket.clocks) settle(clock, ticket);
}

/** Soon after the close the solution goes on with what was left; later it is a new promise; or none (A8, On reopen). */
function reopened(ticket: Ticket, closedAt: number, at: number): void {
  start(ticket, "update", at);
  const { ruling } = ticket;
  const solution = ticket.clocks.findLast((clock) => clock.metric === "solution");
  if (!ruling || ruling.continueWithin === null) return;
  if (solution?.endedAt != null && openBetween(ruling.schedule, closedAt, at) <= ruling.continueWithin) {
    solution.segments.push({ from: solution.endedAt, to: at, runs: false, reason: { kind: "closed" }, schedule: null });
    Object.assign(solution, { endedAt: null, outcome: null, since: at });
  } else start(ticket, "solution", at);
}

function start(ticket: Ticket, metric: Metric, at: number): void {
  const instance = ticket.clocks.filter((clock) => clock.metric === metric).length + 1;
  const clock: Running = {
    ...{ metric, instance, startedAt: at, since: at, dueAt: null, endedAt: null, elapsed: 0, target: null, policy: null },
    ...{ breachedAt: null, byPolicyChange: false, segments: [], runs: false, reason: { kind: "runs" }, outcome: null },
  };
  ticket.clocks.push(clock);
  settle(clock, ticket);
}

/** Ends a clock, also before the last stretch that was counted: that was then no part of it. */
function end(clock: Running, outcome: "met" | "void", at: number): void {
  Object.assign(clock, { endedAt: at, outcome });
  if (at >= clock.since) return;
  clock.segments = clock.segments.filter((s) => s.from < at).map((s) => ({ ...s, to: Math.min(s.to, at) }));
  clock.elapsed = clock.segments.reduce((sum, s) => sum + (s.runs && s.schedule ? openBetween(s.schedule, s.from, s.to) : 0), 0);
  if (clock.breachedAt !== null && clock.breachedAt >= at) clock.breachedAt = null;
}

/** Takes over what holds from now on: the target, whether the clock runs, and so its deadline. */
function settle(clock: Running, { ruling, state }: Ticket): void {
  if (!isOpen(clock)) return;
  const target = ruling?.targets[clock.metric] ?? null;
  const isNewPromise = clock.target !== target;
  const rests = ruling?.pauseIn[clock.metric]?.includes(state.id) ?? false;
  clock.target = target;
  clock.policy = target === null ? null : ruling!.policy;
  clock.runs = ruling !== null && !rests;
  clock.reason = ruling === null ? { kind: "noPolicy" } : rests ? { kind: "waiting", state: state.name } : { kind: "runs" };
  if (target === null) Object.assign(clock, { dueAt: null, breachedAt: null, byPolicyChange: false });
  // A promise made longer is kept as long as it is: an earlier breach no longer stands.
  else if (clock.elapsed < target) Object.assign(clock, { dueAt: dueOf(clock, target, ruling!), breachedAt: null, byPolicyChange: false });
  else if (clock.breachedAt === null && clock.elapsed > target) {
    Object.assign(clock, { dueAt: clock.since, breachedAt: clock.since, byPolicyChange: true });
  }
  // Used up to the second: whoever goes on from here is late.
  else if (clock.breachedAt === null && isNewPromise) clock.dueAt = clock.since;
}

const dueOf = (clock: Running, target: number, { schedule }: Ruling) =>
  clock.runs ? dueAfter(schedule, clock.since, target - clock.elapsed) : null;

/** Counts the stretch up to an instant, and notices a deadline that lay in it. Met means at or before the due instant. */
function advance(clock: Running, { ruling }: Ticket, to: number): void {
  if (!isOpen(clock) || to <= clock.since) return;
  const schedule = clock.runs ? ruling!.schedule : null;
  if (clock.runs && clock.breachedAt === null && clock.dueAt !== null && clock.dueAt < to) clock.breachedAt = clock.dueAt;
  if (schedule) clock.elapsed += openBetween(schedule, clock.since, to);
  const last = clock.segments.at(-1);
  if (last && last.to === clock.since && last.schedule === schedule && sameReason(last.reason, clock.reason)) last.to = to;
  else clock.segments.push({ from: clock.since, to, runs: clock.runs, reason: clock.reason, schedule });
  clock.since = to;
}

function finished({ since: _, runs, reason: __, outcome, ...clock }: Running): Clock {
  const state = (): ClockState => {
    if (clock.target === null) return outcome === "void" ? "void" : "none";
    if (clock.breachedAt !== null) return "breached";
    return outcome ?? (runs ? "running" : "paused");
  };
  return { ...clock, state: state() };
}

const isOpen = (clock: Running): boolean => clock.endedAt === null;
const openOf = (ticket: Ticket, metric: Metric) => ticket.clocks.findLast((clock) => clock.metric === metric && isOpen(clock));

function sameReason(a: Reason, b: Reason): boolean {
  return a.kind === b.kind && (a.kind !== "waiting" || b.kind !== "waiting" || a.state === b.state);
}

/** What "within one business day of closing" is, in open time. */
export const oneBusinessDay = (schedule: Schedule): number => (schedule.length === 0 ? 0 : longestDay(schedule.at(-1)!.calendar));
