import type { CalendarRules, Frame } from "@/domain/sla/calendar";

/**
 * A naive counter to hold the arithmetic of domain/sla against. It knows the wall clock of every minute of a span (from
 * Intl, not from Temporal) and walks. A frame is open from the first minute at which the wall clock has reached its
 * start until the last minute at which it shows its end, or passes over it.
 */
const MINUTE = 60_000;
const DAY = 86_400_000;
const WEEKDAYS = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"] as const;

export type Walk = { from: number; open: Uint8Array };

/** Open or not, for each minute of a span that begins and ends on a whole minute. */
export function walkMinutes(rules: CalendarRules, from: number, to: number): Walk {
  const wall = wallClock(rules.timeZone, from - 3 * DAY, to + 3 * DAY);
  const open = new Uint8Array((to - from) / MINUTE);
  const start = from - 3 * DAY;
  for (let date = floorDay(from - 2 * DAY); date <= floorDay(to + DAY); date += DAY) {
    for (const [opens, closes] of framesOn(rules, date)) {
      const begins = date + minutes(opens) * MINUTE;
      const ends = date + (minutes(closes) + (minutes(closes) <= minutes(opens) ? 1440 : 0)) * MINUTE;
      // No zone is more than 15 hours away.
      const first = Math.max(0, Math.floor((begins - 15 * 60 * MINUTE - start) / MINUTE));
      const last = Math.min(wall.length, Math.ceil((ends + 15 * 60 * MINUTE - start) / MINUTE));
      let a = first;
      while (a < last && wall[a]! < begins) a++;
      let b = last - 1;
      while (b >= a && wall[b]! > ends) b--;
      if (wall[b] === ends) b--;
      for (let minute = a; minute <= b; minute++) {
        const index = minute - 3 * 1440;
        if (index >= 0 && index < open.length) open[index] = 1;
      }
    }
  }
  return { from, open };
}

function framesOn(rules: CalendarRules, date: number): readonly Frame[] {
  const day = new Date(date).toISOString().slice(0, 10);
  const special =
    rules.holidays.find((h) => "date" in h && h.date === day) ?? rules.holidays.find((h) => "annual" in h && h.annual === day.slice(5));
  return special ? (special.open ?? []) : (rules.week[WEEKDAYS[new Date(date).getUTCDay()]!] ?? []);
}

/** What the wall clock shows, written as if it were UTC. */
function wallClock(zone: string, from: number, to: number): Float64Array {
  const wall = new Float64Array((to - from) / MINUTE);
  let day = Number.NaN;
  let offset: number | null = null;
  for (let i = 0; i < wall.length; i++) {
    const at = from + i * MINUTE;
    if (floorDay(at) !== day) {
      day = floorDay(at);
      const [a, b] = [askIntl(zone, day), askIntl(zone, day + DAY)];
      offset = a === b ? a : null;
    }
    wall[i] = at + (offset ?? askIntl(zone, at));
  }
  return wall;
}

const formats = new Map<string, Intl.DateTimeFormat>();
const asked = new Map<string, number>();

function askIntl(zone: string, at: number): number {
  const key = `${zone} ${at}`;
  const known = asked.get(key);
  if (known !== undefined) return known;
  const format =
    formats.get(zone) ??
    new Intl.DateTimeFormat("en-GB", {
      timeZone: zone,
      year: "numeric",
      month: "numeric",
      day: "numeric",
      hour: "numeric",
      minute: "numeric",
      hourCycle: "h23",
    });
  formats.set(zone, format);
  const part = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
  const offset = Date.UTC(part.year!, part.month! - 1, part.day!, part.hour!, part.minute!) - at;
  asked.set(key, offset);
  return offset;
}

const floorDay = (at: number): number => Math.floor(at / DAY) * DAY;
const minutes = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
