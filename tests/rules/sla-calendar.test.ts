import { expect, test } from "vitest";
import { always, type CalendarRules, compileCalendar, dueAfter, openBetween } from "@/domain/sla/calendar";

const DAY = [
  ["09:00", "12:00"],
  ["13:00", "17:00"],
] as const;
const WEEK = { mon: DAY, tue: DAY, wed: DAY, thu: DAY, fri: DAY };
const HOUR = 3_600_000;

const berlin = (rules: Partial<CalendarRules> = {}) =>
  always(compileCalendar({ timeZone: "Europe/Berlin", week: WEEK, holidays: [], ...rules }));
const at = (iso: string) => Date.parse(iso);
const due = (rules: Partial<CalendarRules>, start: string, milliseconds: number) => {
  const instant = dueAfter(berlin(rules), at(start), milliseconds);
  return instant === null ? null : new Date(instant).toISOString();
};
const everyDay = (...frames: (readonly [string, string])[]) => ({
  week: Object.fromEntries(["mon", "tue", "wed", "thu", "fri", "sat", "sun"].map((day) => [day, frames])),
});
const open = (rules: Partial<CalendarRules>, date: string) =>
  openBetween(berlin(rules), at(`${date}T00:00+01:00`) - 2 * HOUR, at(`${date}T00:00+01:00`) + 20 * HOUR) / HOUR;

test("a Friday afternoon goes on on Monday morning, across the clock change", () => {
  expect(due({}, "2026-03-27T16:30+01:00", 2 * HOUR)).toBe("2026-03-30T08:30:00.000Z");
});

test("around the clock, elapsed time counts, not the wall clock", () => {
  expect(due(everyDay(["00:00", "24:00"]), "2026-03-28T22:00+01:00", 8 * HOUR)).toBe("2026-03-29T05:00:00.000Z");
});

test("a frame over a clock change is as long as the time that passes in it", () => {
  const night = everyDay(["02:00", "04:00"]);
  expect(open(night, "2026-03-29")).toBe(1);
  expect(open(night, "2026-10-25")).toBe(3);
});

test("eight hours from Monday nine o'clock end on Tuesday at ten", () => {
  expect(due({}, "2026-06-15T09:00+02:00", 8 * HOUR)).toBe("2026-06-16T08:00:00.000Z");
});

test("on a holiday nothing counts", () => {
  expect(due({ holidays: [{ date: "2026-05-25", name: "Whit Monday" }] }, "2026-05-25T10:00+02:00", HOUR)).toBe("2026-05-26T08:00:00.000Z");
  expect(due({ holidays: [{ annual: "05-25" }] }, "2026-05-25T10:00+02:00", HOUR)).toBe("2026-05-26T08:00:00.000Z");
});

test("the end of a frame is still a deadline of that day", () => {
  expect(due({}, "2026-06-15T16:59:59+02:00", 1000)).toBe("2026-06-15T15:00:00.000Z");
});

test("a frame that starts in the hour that is left out starts at the change", () => {
  expect(open(everyDay(["02:30", "04:00"]), "2026-03-29")).toBe(1);
});

test("neighbouring frames in the hour that comes twice are counted once", () => {
  expect(open(everyDay(["01:00", "02:30"], ["02:30", "04:00"]), "2026-10-25")).toBe(4);
});

test("a holiday cancels what starts on it; the night begun before runs to its end", () => {
  const nights = { week: Object.fromEntries(["mon", "tue", "wed", "thu", "fri"].map((day) => [day, [["22:00", "06:00"]]])) };
  const holidays = [{ date: "2026-12-25" }];
  expect(due({ ...nights, holidays }, "2026-12-24T23:00+01:00", 8 * HOUR)).toBe("2026-12-28T22:00:00.000Z");
});

test("a special opening replaces the day's hours", () => {
  const holidays = [{ date: "2026-12-24", open: [["09:00", "11:00"]] as const }];
  expect(due({ holidays }, "2026-12-24T10:00+01:00", 2 * HOUR)).toBe("2026-12-25T09:00:00.000Z");
});

test("what is never open is never due", () => {
  expect(due({ week: {} }, "2026-06-15T09:00+02:00", HOUR)).toBeNull();
});

test("a calendar that changes counts each stretch by what held then", () => {
  const [before, after] = [
    compileCalendar({ timeZone: "Europe/Berlin", week: WEEK, holidays: [] }),
    compileCalendar({ timeZone: "Europe/Berlin", ...everyDay(["00:00", "24:00"]), holidays: [] }),
  ];
  const schedule = [
    { from: Number.NEGATIVE_INFINITY, calendar: before },
    { from: at("2026-06-15T20:00+02:00"), calendar: after },
  ];
  expect(new Date(dueAfter(schedule, at("2026-06-15T16:00+02:00"), 3 * HOUR)!).toISOString()).toBe("2026-06-15T20:00:00.000Z");
});
