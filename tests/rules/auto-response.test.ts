import { describe, expect, test } from "vitest";
import { type Circumstances, decideAutoResponse } from "@/domain/mail/auto-response";

const NOW = new Date("2026-11-03T12:00:00Z");
const hoursAgo = (hours: number) => new Date(NOW.getTime() - hours * 3_600_000);
const box = (address: string) => ({ name: "", address });
const parsed = (over: Partial<Circumstances["parsed"]> = {}): Circumstances["parsed"] => ({
  to: [box("Support@desk.example")],
  cc: [],
  date: hoursAgo(0.1),
  header: () => [],
  ...over,
});
const base: Circumstances = {
  mayAnswer: { ok: true },
  parsed: parsed(),
  envelopeTo: [],
  ownAddresses: ["support@desk.example"],
  receivedAt: hoursAgo(0.1),
  sent: { lastHour: 0, lastDay: 0 },
  now: NOW,
};

test("a new request is answered", () => expect(decideAutoResponse(base).send).toBe(true));

describe("is silent, and says why", () => {
  test.each<[string, Partial<Circumstances>, RegExp]>([
    ["when the letter may not be answered", { mayAnswer: { ok: false, reason: "It came over a list." } }, /came over a list/],
    ["when the sender's domain disowns it", { verdict: "fail" }, /disowns/],
    ["when none of our addresses is named", { parsed: parsed({ to: [box("other@x.example")] }) }, /blind copy/],
    ["when letter and delivery are older than a day", { parsed: parsed({ date: hoursAgo(30) }), receivedAt: hoursAgo(25) }, /24 hours/],
    ["after an answer of this kind on this ticket", { sent: { lastHour: 0, lastDay: 0, onTicket: 1 } }, /on this ticket/],
    ["after three in an hour", { sent: { lastHour: 3, lastDay: 3 } }, /last hour/],
    ["after ten in a day", { sent: { lastHour: 0, lastDay: 10 } }, /today/],
    ["while answers are paused", { paused: "200 in an hour" }, /paused: 200 in an hour/],
  ])("%s", (_what, over, reason) =>
    expect(decideAutoResponse({ ...base, ...over })).toEqual({ send: false, reason: expect.stringMatching(reason) }),
  );
});

describe("is not silent", () => {
  const elsewhere = parsed({ to: [box("info@x.example")] });
  test.each<[string, Partial<Circumstances>]>([
    ["when we stand in Cc", { parsed: parsed({ to: [], cc: [box("support@desk.example")] }) }],
    ["when we stand in the envelope only", { parsed: elsewhere, envelopeTo: ["support@desk.example"] }],
    [
      "when we stand in Delivered-To only",
      { parsed: { ...elsewhere, header: (name) => (name === "delivered-to" ? ["<support@desk.example>"] : []) } },
    ],
    ["when a tag follows our name", { parsed: parsed({ to: [box("support+billing@desk.example")] }) }],
    ["when only the sender's clock is old", { parsed: parsed({ date: hoursAgo(100) }) }],
    ["after two in an hour", { sent: { lastHour: 2, lastDay: 9 } }],
  ])("%s", (_what, over) => expect(decideAutoResponse({ ...base, ...over }).send).toBe(true));
});
