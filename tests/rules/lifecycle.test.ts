import { describe, expect, test } from "vitest";
import { lifecycleOf, lockedIn, type Step, stepBetween } from "@/domain/tickets/lifecycle";

const open = { id: 2, type: "open" as const };
const waits = { id: 3, type: "pending-reminder" as const };
const closed = { id: 6, type: "closed" as const };
const merged = { id: 8, type: "merged" as const };
const fresh = { id: 1, type: "new" as const };
const step = (from: { id: number }, to: { id: number }, more: Partial<Step> = {}): Step => ({
  typeId: null,
  fromId: from.id,
  toId: to.id,
  right: null,
  ...more,
});

describe("what may follow", () => {
  test.each([
    ["everything where no step is said", [], open, closed, true],
    ["what a step says", [step(open, closed)], open, closed, true],
    ["nothing that no step says", [step(open, closed)], closed, open, false],
    ["everything from a state the lifecycle does not know", [step(open, closed)], waits, open, true],
    ["no state by choice after merged, whatever is said", [step(merged, open)], merged, open, false],
    ["never new", [step(open, fresh)], open, fresh, false],
  ])("%s", (_, lifecycle, from, to, may) => {
    expect(stepBetween(lifecycle, from, to).may).toBe(may);
  });

  test("a type's own lifecycle stands in place of the one for all", () => {
    const all = [step(open, closed), step(open, waits, { typeId: 4 }), step(waits, closed, { typeId: 4 })];
    expect(lifecycleOf(all, 4)).toHaveLength(2);
    expect(lifecycleOf(all, 5)).toEqual([all[0]]);
    expect(lifecycleOf(all, null)).toEqual([all[0]]);
  });

  test("a step names the right it asks", () => {
    expect(stepBetween([step(open, closed, { right: "full" })], open, closed)).toEqual({ may: true, right: "full" });
  });
});

describe("who is locked in", () => {
  test("whoever has no way to a closed state, however long it is", () => {
    const states = [fresh, open, waits, closed];
    expect(lockedIn([step(fresh, open), step(open, waits), step(waits, closed)], states)).toEqual([]);
    expect(lockedIn([step(open, waits), step(waits, open)], states)).toEqual([open, waits]);
    expect(lockedIn([step(open, closed), step(open, waits)], states)).toEqual([waits]);
    expect(lockedIn([], states)).toEqual([]);
  });
});
