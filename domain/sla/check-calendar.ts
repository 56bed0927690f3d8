import { Refusal } from "@/lib/errors";
import { always, type CalendarRules, compileCalendar, dueAfter, type Frame, isDate, minutesOf, WEEKDAYS } from "./calendar";
import { isZone } from "./zone";

const MOST_FRAMES = 12;
const MOST_HOLIDAYS = 1000;
const WEEK_MINUTES = 7 * 1440;

/** Pure: refuses business hours that cannot be, each fault with its field and a sentence. */
export function checkCalendar(rules: CalendarRules): CalendarRules {
  const faults: Record<string, string> = {};
  if (!isZone(rules.timeZone)) faults.timeZone = `There is no time zone called "${rules.timeZone}"; write it as Europe/Berlin.`;
  for (const day of WEEKDAYS) {
    const fault = framesFault(rules.week[day] ?? []);
    if (fault) faults[`week.${day}`] = fault;
  }
  const twice = Object.keys(faults).length === 0 ? overlapOverNight(rules) : null;
  if (twice) faults[`week.${twice}`] = "These hours begin before those of the night before have ended.";
  if (rules.holidays.length > MOST_HOLIDAYS) faults.holidays = `A calendar has at most ${MOST_HOLIDAYS} holidays.`;
  const seen = new Set<string>();
  for (const [i, holiday] of rules.holidays.entries()) {
    const key = "date" in holiday ? holiday.date : holiday.annual;
    if (!isDate("date" in holiday ? key : `2024-${key}`))
      faults[`holidays.${i}`] = `"${key}" is no date; write 2026-12-25, or 12-25 for every year.`;
    else if (seen.has(key)) faults[`holidays.${i}`] = `${key} is in the list twice.`;
    seen.add(key);
    const fault = framesFault(holiday.open ?? []);
    if (fault) faults[`holidays.${i}.open`] = fault;
  }
  if (Object.keys(faults).length > 0) refuse(faults);
  if (dueAfter(always(compileCalendar(rules)), Date.now(), 60_000) === null)
    refuse({ week: "This calendar is never open: no clock would ever run." });
  return rules;
}

function refuse(fields: Record<string, string>): never {
  throw new Refusal("invalid", "badCalendar", Object.values(fields)[0]!, { fields });
}

function framesFault(frames: readonly Frame[]): string | null {
  if (frames.length > MOST_FRAMES) return `A day has at most ${MOST_FRAMES} frames.`;
  for (const [from, to] of frames) {
    if (!isTime(from) || from === "24:00") return `"${from}" is no time; write 09:00.`;
    if (!isTime(to)) return `"${to}" is no time; write 17:00, at most 24:00.`;
    if (minutesOf(from) === minutesOf(to)) return `${from} to ${to} has no length; the whole day is 00:00 to 24:00.`;
  }
  const spans = frames.map(spanOf).sort((a, b) => a[0] - b[0]);
  const overlap = spans.find((span, i) => i > 0 && span[0] < spans[i - 1]![1]);
  return overlap ? "These frames overlap." : null;
}

/** The weekday whose hours begin before a night frame of the day before ends. */
function overlapOverNight({ week }: CalendarRules): string | null {
  const spans = WEEKDAYS.flatMap((day, i) =>
    (week[day] ?? []).map(spanOf).map(([from, to]) => ({ day, from: from + i * 1440, to: to + i * 1440 })),
  );
  const sorted = spans.sort((a, b) => a.from - b.from);
  const [first, last] = [sorted[0], sorted.at(-1)];
  if (!first || !last) return null;
  if (sorted.length > 1 && last.to > first.from + WEEK_MINUTES) return first.day;
  return sorted.find((span, i) => i > 0 && span.from < sorted[i - 1]!.to)?.day ?? null;
}

const isTime = (text: string): boolean => /^([01]\d|2[0-3]):[0-5]\d$|^24:00$/.test(text);
const spanOf = ([from, to]: Frame): [number, number] => {
  const [start, end] = [minutesOf(from), minutesOf(to)];
  return [start, end > start ? end : end + 1440];
};
