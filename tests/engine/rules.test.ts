import { expect, test } from "vitest";
import { cronOf, nextTick } from "../../inngest/engine/cron";
import { dueOf, parseDuration, retryDelay } from "../../inngest/engine/durations";
import { holds, keyOf, liftEquality, lookupValue } from "../../inngest/engine/expressions";

test.each([
  ["30s", 30_000],
  ["2h45m", 9_900_000],
  ["1w2d", 777_600_000],
  ["", 0],
])("%j lasts %i ms", (text, ms) => expect(parseDuration(text)).toBe(ms));

test("what is no duration is refused with a sentence", () => {
  expect(() => parseDuration("soon")).toThrow('"soon" is not a duration');
});

test("a date stands for itself, a duration counts from now", () => {
  expect(dueOf("2026-05-01T10:00:00.000Z")).toEqual({ at: new Date("2026-05-01T10:00:00.000Z") });
  expect(dueOf("1m")).toEqual({ after: 60_000 });
  expect(() => dueOf("2026-13-45")).toThrow('"2026-13-45" is not a date');
});

test.each([
  ["seconds the function named", 0, "5", 5000],
  ["never less than a second", 0, "0", 1000],
  ["never more than a day", 0, "999999", 86_400_000],
  ["a date", 0, "1970-01-01T00:00:20.000Z", 20_000],
  ["the first step of the ladder", 0, null, 15_000],
  ["the last step for all that follow", 17, null, 7_200_000],
])("retry: %s", (_, attempt, said, ms) => expect(retryDelay(attempt, said, 0, 0)).toBe(ms));

const event = { name: "a/b", data: { n: 3, s: "abc", tags: ["vip"], nested: { k: "x" } } };

test.each([
  ["", true],
  ["event.data.n == 3", true],
  ["event.data.absent == null", true],
  ["event.data.absent.deeper == 'x'", false],
  ["event.data.n + 1 == 4", false],
  ["event.data.s", false],
  ["'vip' in event.data.tags", true],
  ["uppercase(event.data.s) == 'ABC'", true],
  ["async.data.k == event.data.nested.k", true],
])("%s is %s", (expression, answer) => expect(holds(expression, { event, async: { data: { k: "x" } } })).toBe(answer));

test("evaluating leaves the event as it was", () => {
  holds("event.data.absent.deeper == 'x' && event.data.nested.more == 1", { event });
  expect(event.data).toEqual({ n: 3, s: "abc", tags: ["vip"], nested: { k: "x" } });
});

test("a key is text, and what cannot be computed is the empty key", () => {
  expect([keyOf("event.data.n", { event }), keyOf("event.data.s + '-x'", { event }), keyOf("event.data.n + 1", { event })]).toEqual([
    "3",
    "abc-x",
    "",
  ]);
});

test("one equality of a wait is lifted out for the index; an or, or an object, is not", () => {
  const lifted = liftEquality("async.data.ok == true && event.data.n == async.data.id", event)!;
  expect(lifted.value).toBe("3");
  expect(lookupValue({ data: { id: 3 } }, lifted.path)).toBe(lifted.value);
  expect(liftEquality("event.data.n == async.data.id || true", event)).toBeUndefined();
  expect(liftEquality("event.data.nested == async.data.nested", event)).toBeUndefined();
});

test("nine in Berlin is eight in summer time's absence and seven in its presence", () => {
  expect(cronOf("TZ=Europe/Berlin 0 9 * * *")).toEqual({ pattern: "0 9 * * *", timezone: "Europe/Berlin" });
  expect(nextTick("TZ=Europe/Berlin 0 9 * * *", new Date("2026-01-10T00:00:00Z")).toISOString()).toBe("2026-01-10T08:00:00.000Z");
  expect(nextTick("TZ=Europe/Berlin 0 9 * * *", new Date("2026-07-10T00:00:00Z")).toISOString()).toBe("2026-07-10T07:00:00.000Z");
});
