import { dateOf, dayOf, wallTime, weekdayOf } from "./zone";

/**
 * Pure: which time counts (SEMANTICS A8, Calendars). Frames are wall-clock times in a zone, resolved to instants day by
 * day; a frame belongs to the date it starts on, also when it ends after midnight. A holiday cancels the frames that
 * start on its date, its own opening replaces them.
 */
export const WEEKDAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const;
export type Weekday = (typeof WEEKDAYS)[number];
/** From and to as `HH:MM`, `24:00` at most; a frame that ends before it starts ends on the next day. */
export type Frame = readonly [from: string, to: string];
export type Holiday = ({ date: string } | { annual: string }) & { name?: string; open?: readonly Frame[] };
export type CalendarRules = { timeZone: string; week: Partial<Record<Weekday, readonly Frame[]>>; holidays: readonly Holiday[] };

export type Stretch = readonly [from: number, to: number];
export type Calendar = {
  rules: CalendarRules;
  days: ReadonlyMap<string, Holiday>;
  /** Resolved once, by number of the block; see blockOf. */
  blocks: Map<number, Block>;
};
/** The versions of a calendar, oldest first; each holds from its instant until the next one's. */
export type Schedule = readonly { from: number; calendar: Calendar }[];

type Block = { stretches: readonly Stretch[]; open: number };

const DAY_MS = 86_400_000;
const BLOCK_DAYS = 32;
const BLOCK_MS = BLOCK_DAYS * DAY_MS;
const MOST_BLOCKS = 400;
/** A due further away than this never comes. */
const HORIZON_MS = 100 * 366 * DAY_MS;

export function compileCalendar(rules: CalendarRules): Calendar {
  const days = new Map(rules.holidays.map((day) => ["date" in day ? day.date : day.annual, day]));
  return { rules, days, blocks: new Map() };
}

export const always = (calendar: Calendar): Schedule => [{ from: Number.NEGATIVE_INFINITY, calendar }];

/** How much of a span counts, in milliseconds. */
export function openBetween(schedule: Schedule, from: number, to: number): number {
  let sum = 0;
  for (const { calendar, start, end } of versionsBetween(schedule, from, to)) {
    for (let number = blockNumber(start); number * BLOCK_MS < end; number++) {
      const block = blockOf(calendar, number);
      const whole = start <= number * BLOCK_MS && end >= (number + 1) * BLOCK_MS;
      sum += whole ? block.open : openIn(block, start, end);
    }
  }
  return sum;
}

/**
 * The instant at which `open` milliseconds have been counted since `from`; null when that never comes. The end of a
 * frame is still inside it: what is due with its last second is due there, not the next morning.
 */
export function dueAfter(schedule: Schedule, from: number, open: number): number | null {
  if (open <= 0) return from;
  let remaining = open;
  for (const { calendar, start, end } of versionsBetween(schedule, from, from + HORIZON_MS)) {
    for (let number = blockNumber(start); number * BLOCK_MS < end; number++) {
      const block = blockOf(calendar, number);
      const first = Math.max(start, number * BLOCK_MS);
      if (first === number * BLOCK_MS && end >= (number + 1) * BLOCK_MS && block.open < remaining) {
        remaining -= block.open;
        continue;
      }
      for (const [opens, closes] of block.stretches) {
        const begins = Math.max(opens, first);
        const length = Math.min(closes, end) - begins;
        if (length <= 0) continue;
        if (length >= remaining) return begins + remaining;
        remaining -= length;
      }
    }
  }
  return null;
}

/** The open stretches inside a span, joined where they touch. */
export function openStretches(schedule: Schedule, from: number, to: number): Stretch[] {
  const found: Stretch[] = [];
  for (const { calendar, start, end } of versionsBetween(schedule, from, to)) {
    for (let number = blockNumber(start); number * BLOCK_MS < end; number++) {
      for (const [opens, closes] of blockOf(calendar, number).stretches) {
        const cut: Stretch = [Math.max(opens, start), Math.min(closes, end)];
        if (cut[0] < cut[1]) found.push(cut);
      }
    }
  }
  return united(found);
}

function* versionsBetween(schedule: Schedule, from: number, to: number) {
  for (const [i, { calendar, from: since }] of schedule.entries()) {
    const start = Math.max(from, since);
    const end = Math.min(to, schedule[i + 1]?.from ?? Number.POSITIVE_INFINITY);
    if (start < end) yield { calendar, start, end };
  }
}

const blockNumber = (at: number): number => Math.floor(at / BLOCK_MS);

function openIn(block: Block, from: number, to: number): number {
  let sum = 0;
  for (const [opens, closes] of block.stretches) sum += Math.max(0, Math.min(closes, to) - Math.max(opens, from));
  return sum;
}

function blockOf(calendar: Calendar, number: number): Block {
  const known = calendar.blocks.get(number);
  if (known) return known;
  if (calendar.blocks.size >= MOST_BLOCKS) calendar.blocks.clear();
  const [start, end] = [number * BLOCK_MS, (number + 1) * BLOCK_MS];
  const frames: Stretch[] = [];
  // A zone is at most 14 hours off, and a frame ends at most on the day after its own.
  for (let day = number * BLOCK_DAYS - 3; day <= (number + 1) * BLOCK_DAYS + 1; day++) {
    for (const frame of framesOf(calendar, day)) frames.push(resolve(calendar.rules.timeZone, day, frame));
  }
  const cut = frames.map(([from, to]): Stretch => [Math.max(from, start), Math.min(to, end)]);
  const stretches = united(cut.filter(([from, to]) => from < to));
  const block = { stretches, open: stretches.reduce((sum, [from, to]) => sum + to - from, 0) };
  calendar.blocks.set(number, block);
  return block;
}

function framesOf({ rules, days }: Calendar, day: number): readonly Frame[] {
  const week = rules.week[WEEKDAYS[weekdayOf(day)]!] ?? [];
  if (days.size === 0) return week;
  const date = dateOf(day);
  const holiday = days.get(date) ?? days.get(date.slice(-5));
  return holiday ? (holiday.open ?? []) : week;
}

/** Whether the calendar opens on a day at all. */
export const isBusinessDay = (calendar: Calendar, day: number): boolean => framesOf(calendar, day).length > 0;

/** The holiday on a date, if it is one. */
export function holidayOn(calendar: Calendar, day: number): Holiday | undefined {
  const date = dateOf(day);
  return calendar.days.get(date) ?? calendar.days.get(date.slice(-5));
}

function resolve(zone: string, day: number, [from, to]: Frame): Stretch {
  const [start, end] = [minutesOf(from), minutesOf(to)];
  return [wallTime(zone, day, start, "earlier"), wallTime(zone, day, end > start ? end : end + 1440, "later")];
}

export const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));

/** Neighbouring frames may overlap once resolved (an hour that comes twice): time counts once. */
function united(stretches: Stretch[]): Stretch[] {
  const sorted = [...stretches].sort((a, b) => a[0] - b[0]);
  const result: [number, number][] = [];
  for (const [from, to] of sorted) {
    const last = result.at(-1);
    if (last && from <= last[1]) last[1] = Math.max(last[1], to);
    else result.push([from, to]);
  }
  return result;
}

/** The longest ordinary day, in milliseconds: what "one business day" means when a rule counts open time. */
export function longestDay({ rules }: Calendar): number {
  const lengths = WEEKDAYS.map((day) =>
    (rules.week[day] ?? []).reduce((sum, [from, to]) => {
      const length = minutesOf(to) - minutesOf(from);
      return sum + (length > 0 ? length : length + 1440) * 60_000;
    }, 0),
  );
  return Math.max(0, ...lengths);
}

export const isDate = (text: string): boolean =>
  /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(dayOf(text)) && dateOf(dayOf(text)) === text;
