import { Temporal } from "temporal-polyfill";

/** Pure: when a wall clock in an IANA zone shows a time. Days and minutes are counted, instants are milliseconds. */
const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

export const isZone = (name: string): boolean => {
  try {
    Temporal.PlainDate.from("2026-01-01").toZonedDateTime(name);
    return /^[A-Za-z]/.test(name);
  } catch {
    return false;
  }
};

/**
 * The instant at which the wall clock shows `minutes` after midnight of a day (days since 1970-01-01). A time inside a
 * gap is the transition itself; one that comes twice is the earlier when a frame starts and the later when it ends
 * (SEMANTICS A8, Calendars).
 */
export function wallTime(zone: string, day: number, minutes: number, twice: "earlier" | "later"): number {
  const offset = steadyOffset(zone, day + Math.floor(minutes / 1440));
  if (offset !== null) return day * DAY_MS + minutes * MINUTE_MS - offset;
  const wall = plainDate(day).toPlainDateTime().add({ minutes });
  const at = wall.toZonedDateTime(zone, { disambiguation: twice });
  if (at.toPlainDateTime().equals(wall)) return at.epochMilliseconds;
  // Read with the offset before the gap, "earlier" lies before the transition; the next one is the gap's.
  return wall.toZonedDateTime(zone, { disambiguation: "earlier" }).getTimeZoneTransition("next")!.epochMilliseconds;
}

/** The day (since 1970-01-01) that the wall clock shows at an instant. */
export function wallDay(zone: string, at: number): number {
  const date = Temporal.Instant.fromEpochMilliseconds(Math.floor(at)).toZonedDateTimeISO(zone).toPlainDate();
  return dayOf(date.toString());
}

/** 0 is Monday. */
export const weekdayOf = (day: number): number => (((day + 3) % 7) + 7) % 7;
export const dayOf = (date: string): number => Math.round(Date.parse(`${date}T00:00Z`) / DAY_MS);
export const dateOf = (day: number): string => plainDate(day).toString();

const plainDate = (day: number) => Temporal.PlainDate.from("1970-01-01").add({ days: day });

// Zones are few and days are asked for again and again: most have one offset, and then a wall time is a subtraction.
const offsets = new Map<string, Map<number, number | null>>();
const MOST_DAYS = 20_000;

/** The offset of a zone when it does not change from the day before to the day after; else null. */
function steadyOffset(zone: string, day: number): number | null {
  const [before, on, after] = [offsetOn(zone, day - 1), offsetOn(zone, day), offsetOn(zone, day + 1)];
  return on !== null && before === on && on === after ? on : null;
}

function offsetOn(zone: string, day: number): number | null {
  const days = daysOf(zone);
  const known = days.get(day);
  if (known !== undefined) return known;
  const [start, end] = [offsetAt(zone, day * DAY_MS), offsetAt(zone, (day + 1) * DAY_MS)];
  const offset = start === end ? start : null;
  days.set(day, offset);
  return offset;
}

function daysOf(zone: string): Map<number, number | null> {
  const known = offsets.get(zone);
  if (known && known.size < MOST_DAYS) return known;
  const made = new Map<number, number | null>();
  offsets.set(zone, made);
  return made;
}

const offsetAt = (zone: string, at: number): number =>
  Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).offsetNanoseconds / 1e6;
