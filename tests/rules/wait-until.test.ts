import { expect, test } from "vitest";
import { compileCalendar } from "@/domain/sla/calendar";
import { readWait, waitUntil } from "@/domain/tickets/wait-until";

const day: [string, string][] = [["09:00", "17:00"]];
const berlin = compileCalendar({
  timeZone: "Europe/Berlin",
  week: { mon: day, tue: day, wed: day, thu: day, fri: day },
  holidays: [{ date: "2026-11-30", name: "A day off" }],
});
const at = (from: string, words: string): string | null => {
  const until = waitUntil(berlin, Date.parse(from), readWait(words)!);
  return until === null ? null : new Date(until).toISOString();
};

test.each([
  // A Thursday noon.
  ["next business day 09:00", "2026-11-27T08:00:00.000Z"],
  ["next business day", "2026-11-27T08:00:00.000Z"],
  ["Next business day at 14:30", "2026-11-27T13:30:00.000Z"],
  // Friday, then a weekend and a holiday.
  ["in 2 business days", "2026-12-01T08:00:00.000Z"],
  ["in 3 business days 10:15", "2026-12-02T09:15:00.000Z"],
  ["in 1 day", "2026-11-27T08:00:00.000Z"],
  ["in 4 days 23:59", "2026-11-30T22:59:00.000Z"],
])("%s of a Thursday is %s", (words, expected) => {
  expect(at("2026-11-26T12:00:00Z", words)).toBe(expected);
});

test("a day is counted by the wall clock of the desk: after its midnight it is the next one", () => {
  expect(at("2026-11-25T23:30:00Z", "next business day 09:00")).toBe("2026-11-27T08:00:00.000Z");
});

test("the time is that of the wall clock, also after the clocks were changed", () => {
  expect(at("2026-10-23T12:00:00Z", "next business day 09:00")).toBe("2026-10-26T08:00:00.000Z");
});

test.each(["", "soon", "in 0 business days", "in 3 business weeks", "next business day 25:00", "in -1 days", "in 9999 days"])(
  "%j says no date",
  (words) => {
    expect(readWait(words)).toBeNull();
  },
);

test("a desk that never opens has no next business day", () => {
  const shut = compileCalendar({ timeZone: "UTC", week: {}, holidays: [] });
  expect(waitUntil(shut, Date.parse("2026-11-26T12:00:00Z"), readWait("next business day")!)).toBeNull();
});
