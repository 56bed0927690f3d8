import { type Calendar, isBusinessDay, minutesOf } from "../sla/calendar";
import { wallDay, wallTime } from "../sla/zone";

/** Pure: dates as people say them, by the hours of the desk (SEMANTICS A11). */
export type Wait = { days: number; business: boolean; time: string };

const NEXT = /^next business day(?: (?:at )?(\d\d:\d\d))?$/i;
const IN = /^in (\d{1,3}) (business )?days?(?: (?:at )?(\d\d:\d\d))?$/i;
const TIME = /^([01]\d|2[0-3]):[0-5]\d$/;
/** When nobody says at what time of the day. */
const MORNING = "09:00";
/** What waiting means when nobody said until when. */
export const DEFAULT_WAIT: Wait = { days: 3, business: true, time: MORNING };

/** `next business day 09:00`, `in 3 business days`, `in 10 days at 14:30`; null for anything else. */
export function readWait(text: string): Wait | null {
  const next = NEXT.exec(text.trim());
  const some = IN.exec(text.trim());
  const time = next?.[1] ?? some?.[3] ?? MORNING;
  const days = next ? 1 : Number(some?.[1] ?? 0);
  if (days < 1 || !TIME.test(time)) return null;
  return { days, business: next !== null || Boolean(some?.[2]), time };
}

/** No calendar is looked through for longer than this. */
const MOST_DAYS = 1500;

/**
 * The instant a wait from `from` ends: so many days on which the calendar opens (or of any kind) after today, at that
 * time of its wall clock. Null when the calendar does not open so often.
 */
export function waitUntil(calendar: Calendar, from: number, { days, business, time }: Wait): number | null {
  const { timeZone } = calendar.rules;
  const today = wallDay(timeZone, from);
  let left = days;
  for (let day = today + 1; day <= today + MOST_DAYS; day++) {
    if (!business || isBusinessDay(calendar, day)) left -= 1;
    if (left === 0) return wallTime(timeZone, day, minutesOf(time), "earlier");
  }
  return null;
}
