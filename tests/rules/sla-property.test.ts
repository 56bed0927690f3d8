import { expect, test } from "vitest";
import { type CalendarRules, compileCalendar, dueAfter, type Frame, openBetween, type Schedule, WEEKDAYS } from "@/domain/sla/calendar";
import { type Fact, foldClocks, type Ruling, type TicketState } from "@/domain/sla/clock";
import { type Walk, walkMinutes } from "./sla-walker";

/** As many random cases as this in every run, the same ones everywhere; SLA_SEED and SLA_CASES draw others and more. */
const CASES = Number(process.env.SLA_CASES ?? 2000);
const SEED = Number(process.env.SLA_SEED ?? 2026);

const ZONES = [
  "Europe/Berlin",
  "America/New_York",
  "Australia/Lord_Howe",
  "Pacific/Chatham",
  "America/St_Johns",
  "Asia/Kolkata",
  "Africa/Casablanca",
  "Pacific/Kiritimati",
  "UTC",
] as const;
/** Around the changes of the clocks, and anywhere else. */
const DAYS = [
  "2026-03-08",
  "2026-03-29",
  "2026-04-05",
  "2026-09-27",
  "2026-10-04",
  "2026-10-25",
  "2026-11-01",
  "2026-12-24",
  "2026-06-15",
] as const;
const MINUTE = 60_000;
const DAY = 86_400_000;

test(
  `${CASES} random calendars and clocks agree with a counter that walks (seed ${SEED})`,
  () => {
    for (let number = 0; number < CASES; number++) {
      const random = mulberry32(SEED * 100_003 + number);
      const fault = random() < 0.5 ? spanFault(random) : clockFault(random);
      expect(fault && `case ${number} of seed ${SEED}: ${fault}`).toBeNull();
    }
  },
  Math.max(120_000, CASES * 10),
);

test("tens of thousands of deadlines a second", () => {
  const schedule = scheduleOf([
    {
      from: 0,
      rules: { timeZone: "Europe/Berlin", week: { mon: [["09:00", "17:00"]], wed: [["09:00", "17:00"]] }, holidays: [{ annual: "12-25" }] },
    },
  ]);
  let due = 0;
  for (let i = 0; i < 20_000; i++)
    due += dueAfter(schedule, Date.parse("2026-01-01T00:00Z") + i * 23 * MINUTE, 16 * 60 * MINUTE)! > 0 ? 1 : 0;
  expect(due).toBe(20_000);
});

/** How much counts in a span, and when an amount is reached. Below two days by the second. */
function spanFault(random: Random): string | null {
  const long = random() < 0.5;
  const start = someStart(random, long ? MINUTE : 1000);
  const end = start + (long ? int(random, 1, 12 * 1440) * MINUTE : int(random, 1, 2 * 86_400) * 1000);
  const versions = someVersions(random, start, end);
  const step = long ? MINUTE : 1000;
  const walked = walkOf(versions, start, end);
  const counted = walk(walked, start, end, step, () => true);
  const schedule = scheduleOf(versions);
  const said = openBetween(schedule, start, end);
  if (said !== counted) return `open ${said}, walked ${counted}: ${JSON.stringify({ versions, start, end })}`;
  if (counted === 0) return null;
  const target = int(random, 1, counted / step) * step;
  const [due, stepped] = [dueAfter(schedule, start, target), reached(walked, start, end, step, () => true, target)];
  return due === stepped ? null : `due ${due}, walked ${stepped}: ${JSON.stringify({ versions, start, target })}`;
}

/** A clock with pauses and promises that change, at whole steps. */
function clockFault(random: Random): string | null {
  const long = random() < 0.5;
  const step = long ? MINUTE : 1000;
  const start = someStart(random, step);
  const end = start + (long ? int(random, 10, 9 * 1440) * MINUTE : int(random, 10, 2 * 86_400) * 1000);
  const versions = someVersions(random, start, end);
  const schedule = scheduleOf(versions);
  const walked = walkOf(versions, start, end);
  const targetOf = () => int(random, 1, Math.max(1, (end - start) / step / 4)) * step;
  const targets = [{ at: start, target: targetOf() }];
  const pauses: { at: number; paused: boolean }[] = [{ at: start, paused: false }];
  const facts: Fact[] = [{ at: start, type: "opened", state: RUNS, ruling: ruling(schedule, targets[0]!.target), firstWord: "none" }];
  let at = start;
  for (let i = int(random, 0, 6); i > 0; i--) {
    at += int(random, 1, Math.max(1, (end - start) / step / 6)) * step;
    if (at >= end) break;
    if (random() < 0.6) {
      const paused = !pauses.at(-1)!.paused;
      pauses.push({ at, paused });
      facts.push({ at, type: "stateChanged", state: paused ? RESTS : RUNS });
    } else {
      const target = targetOf();
      targets.push({ at, target });
      facts.push({ at, type: "ruled", ruling: ruling(schedule, target) });
    }
  }
  const solution = foldClocks(facts, end).find((clock) => clock.metric === "solution")!;
  const rests = restsOf(pauses, start, end, step);
  const runs = (instant: number) => rests[(instant - start) / step] === 0;
  const elapsed = walk(walked, start, end, step, runs);
  if (solution.elapsed !== elapsed)
    return `elapsed ${solution.elapsed}, walked ${elapsed}: ${JSON.stringify({ versions, pauses, targets, end })}`;
  const breach = walkedBreach(walked, start, end, step, runs, targets);
  const said = solution.breachedAt;
  return said === breach ? null : `breached ${said}, walked ${breach}: ${JSON.stringify({ versions, pauses, targets, end })}`;
}

function restsOf(pauses: { at: number; paused: boolean }[], start: number, end: number, step: number): Uint8Array {
  const rests = new Uint8Array((end - start) / step);
  for (const { at, paused } of pauses) rests.fill(paused ? 1 : 0, (at - start) / step);
  return rests;
}

/** Step by step: late is who goes on after his target; a longer target takes it back, a shorter one is late at once. */
function walkedBreach(
  walked: Walk,
  start: number,
  end: number,
  step: number,
  runs: (at: number) => boolean,
  targets: { at: number; target: number }[],
) {
  const changes = new Map(targets.map((one) => [one.at, one.target]));
  let elapsed = 0;
  let target = 0;
  let reachedAt: number | null = null;
  let breach: number | null = null;
  for (let at = start; at < end; at += step) {
    if (changes.has(at)) {
      target = changes.get(at)!;
      if (elapsed < target) [breach, reachedAt] = [null, null];
      else if (breach === null && elapsed > target) breach = at;
      else if (breach === null) reachedAt = at;
    }
    const counts = runs(at) && isOpen(walked, at);
    // The deadline is the first instant of the target; what passes it by, also outside the hours, is late.
    if (breach === null && reachedAt !== null && runs(at)) breach = reachedAt;
    if (counts) elapsed += step;
    if (counts && elapsed === target && breach === null) reachedAt = at + step;
  }
  return breach;
}

const isOpen = (walk: Walk, at: number): boolean => walk.open[Math.floor((at - walk.from) / MINUTE)] === 1;

function walk(walked: Walk, start: number, end: number, step: number, runs: (at: number) => boolean): number {
  let sum = 0;
  for (let at = start; at < end; at += step) if (isOpen(walked, at) && runs(at)) sum += step;
  return sum;
}

function reached(walked: Walk, start: number, end: number, step: number, runs: (at: number) => boolean, target: number): number | null {
  let sum = 0;
  for (let at = start; at < end; at += step) {
    if (isOpen(walked, at) && runs(at)) sum += step;
    if (sum === target) return at + step;
  }
  return null;
}

type Version = { from: number; rules: CalendarRules };
const floorMinute = (at: number) => Math.floor(at / MINUTE) * MINUTE;
/** One walk over all versions of a calendar: from each one's instant on, its own. */
function walkOf(versions: Version[], start: number, end: number): Walk {
  const [from, to] = [floorMinute(start), floorMinute(end) + MINUTE];
  const walks = versions.map(({ rules }) => walkMinutes(rules, from, to));
  const all = walks[0]!;
  for (const [i, version] of versions.entries()) {
    const first = Math.max(0, (version.from - from) / MINUTE);
    all.open.set(walks[i]!.open.subarray(first), first);
  }
  return all;
}
const scheduleOf = (versions: Version[]): Schedule => versions.map(({ from, rules }) => ({ from, calendar: compileCalendar(rules) }));

function someVersions(random: Random, start: number, end: number): Version[] {
  const first = { from: 0, rules: someRules(random, start) };
  if (random() < 0.7) return [first];
  return [first, { from: floorMinute(start + random() * (end - start)) + MINUTE, rules: someRules(random, start) }];
}

function someRules(random: Random, start: number): CalendarRules {
  const usual = someFrames(random);
  const week = Object.fromEntries(WEEKDAYS.flatMap((day) => (random() < 0.75 ? [[day, random() < 0.7 ? usual : someFrames(random)]] : [])));
  const date = () => new Date(start + int(random, -1, 8) * DAY).toISOString().slice(0, 10);
  const open = () => (random() < 0.4 ? { open: someFrames(random) } : {});
  const holidays = Array.from({ length: int(random, 0, 3) }, () =>
    random() < 0.5 ? { date: date(), ...open() } : { annual: date().slice(5), ...open() },
  );
  const unique = new Map(holidays.map((day) => [JSON.stringify("date" in day ? day.date : day.annual), day]));
  return { timeZone: pick(random, ZONES), week, holidays: [...unique.values()] };
}

/** Round the clock, split days, nights, odd minutes; frames of one day do not overlap. */
function someFrames(random: Random): Frame[] {
  if (random() < 0.1) return [["00:00", "24:00"]];
  const count = pick(random, [1, 2, 2, 3]);
  const times = new Set<number>();
  while (times.size < count * 2) times.add(random() < 0.5 ? int(random, 0, 47) * 30 : int(random, 0, 1439));
  const sorted = [...times].sort((a, b) => a - b);
  const frames = Array.from({ length: count }, (_, i): Frame => [clockOf(sorted[2 * i]!), clockOf(sorted[2 * i + 1]!)]);
  if (random() < 0.2) return [[clockOf(sorted.at(-1)!), clockOf(sorted[0]!)]];
  return frames;
}

const clockOf = (minutes: number) => `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;

function someStart(random: Random, step: number): number {
  const day =
    random() < 0.8 ? Date.parse(`${pick(random, DAYS)}T00:00Z`) - DAY : Date.parse("2026-01-01T00:00Z") + int(random, 0, 600) * DAY;
  return day + int(random, 0, DAY / step) * step;
}

const RUNS: TicketState = { id: 2, name: "open", ended: null, closes: false };
const RESTS: TicketState = { id: 3, name: "waiting for customer", ended: null, closes: false };
const ruling = (schedule: Schedule, target: number): Ruling => ({
  policy: { id: "p", name: "Random" },
  schedule,
  targets: { solution: target },
  pauseIn: { solution: [3] },
  continueWithin: 0,
  callCountsAsResponse: true,
});

type Random = () => number;
const int = (random: Random, from: number, to: number) => from + Math.floor(random() * (to - from + 1));
const pick = <T>(random: Random, list: readonly T[]): T => list[Math.floor(random() * list.length)]!;

/** A small generator with a seed (mulberry32), so that a failing case can be repeated. */
function mulberry32(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
