import { expect, test } from "vitest";
import { always, compileCalendar } from "@/domain/sla/calendar";
import { type Clock, type Fact, type FirstWord, foldClocks, type Metric, type Ruling, type TicketState } from "@/domain/sla/clock";

const HOUR = 3_600_000;
const DAY = [
  ["09:00", "12:00"],
  ["13:00", "17:00"],
] as const;
const schedule = always(
  compileCalendar({ timeZone: "Europe/Berlin", week: { mon: DAY, tue: DAY, wed: DAY, thu: DAY, fri: DAY }, holidays: [] }),
);
const OPEN: TicketState = { id: 2, name: "open", ended: null, closes: false };
const WAITING: TicketState = { id: 3, name: "waiting for customer", ended: null, closes: false };
const CLOSING: TicketState = { id: 5, name: "pending close", ended: null, closes: true };
const CLOSED: TicketState = { id: 6, name: "closed", ended: "closed", closes: false };
const REMOVED: TicketState = { id: 9, name: "removed", ended: "gone", closes: false };

const ruling = (more: Partial<Ruling> = {}): Ruling => ({
  policy: { id: "p", name: "Standard" },
  schedule,
  targets: { "first-response": 4 * HOUR, "next-response": 4 * HOUR, update: 16 * HOUR, solution: 8 * HOUR },
  pauseIn: { update: [3], solution: [3, 4, 5] },
  continueWithin: 7 * HOUR,
  callCountsAsResponse: true,
  ...more,
});

// Monday, 15 June 2026.
const at = (text: string): number => {
  const [day, time] = text.split(" ") as [string, string];
  return Date.parse(`2026-06-${15 + ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"].indexOf(day)}T${time}+02:00`);
};
const opened = (time = "Mon 09:00", firstWord: FirstWord = "asked", rules: Ruling | null = ruling()): Fact => ({
  at: at(time),
  type: "opened",
  state: OPEN,
  ruling: rules,
  firstWord,
});
const state = (time: string, to: TicketState): Fact => ({ at: at(time), type: "stateChanged", state: to });
const wrote = (time: string): Fact => ({ at: at(time), type: "customerWrote" });
const answered = (time: string): Fact => ({ at: at(time), type: "agentAnswered" });
const ruled = (time: string, to: Ruling | null): Fact => ({ at: at(time), type: "ruled", ruling: to });

const clock = (facts: Fact[], metric: Metric, now: string, instance = 1): Clock => {
  const found = foldClocks(facts, at(now)).find((one) => one.metric === metric && one.instance === instance);
  if (!found) throw new Error(`There is no clock ${metric} ${instance}.`);
  return found;
};
const told = ({ state: is, dueAt, endedAt, elapsed }: Clock) => [is, dueAt, endedAt, elapsed / HOUR];

test("waiting for the customer moves the deadline by the open time waited", () => {
  const facts = [opened(), state("Mon 11:00", WAITING), state("Tue 11:00", OPEN)];
  expect(clock([opened()], "solution", "Mon 10:00").dueAt).toBe(at("Tue 10:00"));
  expect(told(clock(facts, "solution", "Tue 11:00"))).toEqual(["running", at("Wed 10:00"), null, 2]);
  expect(told(clock(facts, "solution", "Mon 16:00"))).toEqual(["paused", null, null, 2]);
});

test("a shorter promise leaves what it leaves: an hour, or a breach at the instant of the change", () => {
  const four = ruling({ targets: { solution: 4 * HOUR } });
  expect(told(clock([opened(), ruled("Mon 12:00", four)], "solution", "Mon 12:30"))).toEqual(["running", at("Mon 14:00"), null, 3]);
  const late = clock([opened(), ruled("Mon 15:00", four)], "solution", "Mon 15:00");
  expect(told(late)).toEqual(["breached", at("Mon 15:00"), null, 5]);
  expect(late.byPolicyChange).toBe(true);
});

test("a promise made longer takes a breach back", () => {
  const facts = [opened(), ruled("Wed 09:00", ruling({ targets: { solution: 20 * HOUR } }))];
  expect(clock(facts.slice(0, 1), "solution", "Wed 09:00").state).toBe("breached");
  expect(told(clock(facts, "solution", "Wed 09:00"))).toEqual(["running", at("Wed 16:00"), null, 14]);
});

test("waiting outside the hours pauses nothing", () => {
  const nextMonday = (time: string) => at(`Mon ${time}`) + 7 * 24 * HOUR;
  const facts: Fact[] = [opened("Fri 16:00"), state("Fri 18:00", WAITING), { at: nextMonday("08:00"), type: "stateChanged", state: OPEN }];
  const solution = foldClocks(facts, nextMonday("08:00")).find((one) => one.metric === "solution")!;
  expect(told(solution)).toEqual(["running", nextMonday("17:00"), null, 1]);
});

test("an answer at the very due instant is in time, one a moment later is late and stays so", () => {
  expect(told(clock([opened(), answered("Mon 14:00")], "first-response", "Mon 16:00"))).toEqual([
    "met",
    at("Mon 14:00"),
    at("Mon 14:00"),
    4,
  ]);
  const late = { ...answered("Mon 14:00"), at: at("Mon 14:00") + 1 };
  expect(told(clock([opened(), late], "first-response", "Mon 16:00")).slice(0, 3)).toEqual([
    "breached",
    at("Mon 14:00"),
    at("Mon 14:00") + 1,
  ]);
});

test("the first response never pauses and is never counted twice", () => {
  const facts = [opened(), wrote("Mon 10:00"), state("Mon 11:00", WAITING), answered("Mon 13:30"), wrote("Mon 14:00"), wrote("Mon 15:00")];
  const clocks = foldClocks(facts, at("Mon 16:00"));
  expect(clocks.filter((one) => one.metric === "first-response").map((one) => [one.state, one.elapsed / HOUR])).toEqual([["met", 3.5]]);
  expect(clocks.filter((one) => one.metric === "next-response").map((one) => [one.state, one.startedAt])).toEqual([
    ["running", at("Mon 14:00")],
  ]);
});

test("what we begin has no first response; the customer's first word runs the next one", () => {
  const clocks = foldClocks([opened("Mon 09:00", "sent"), answered("Mon 09:00"), wrote("Mon 11:00")], at("Mon 12:00"));
  expect(clocks.map((one) => one.metric).sort()).toEqual(["next-response", "solution", "update"]);
});

test("who was spoken to on the phone had his first response", () => {
  expect(told(clock([opened("Mon 09:00", "spokenTo")], "first-response", "Mon 12:00")).slice(0, 3)).toEqual([
    "met",
    at("Mon 14:00"),
    at("Mon 09:00"),
  ]);
  const strict = ruling({ callCountsAsResponse: false });
  expect(clock([opened("Mon 09:00", "spokenTo", strict)], "first-response", "Mon 12:00").state).toBe("running");
});

test("a pending close that ends in closed was solved when it began", () => {
  const facts = [opened(), state("Mon 11:00", CLOSING), state("Wed 09:00", CLOSED)];
  expect(told(clock(facts, "solution", "Wed 10:00"))).toEqual(["met", null, at("Mon 11:00"), 2]);
});

test("reopened within a business day the solution goes on; later it is a new promise; or it is ignored", () => {
  const soon = [opened(), state("Mon 11:00", CLOSED), state("Tue 09:00", OPEN)];
  expect(told(clock(soon, "solution", "Tue 10:00"))).toEqual(["running", at("Tue 16:00"), null, 3]);
  const later = [opened(), state("Mon 11:00", CLOSED), state("Thu 09:00", OPEN)];
  expect(clock(later, "solution", "Thu 10:00").state).toBe("met");
  expect(told(clock(later, "solution", "Thu 10:00", 2))).toEqual(["running", at("Fri 10:00"), null, 1]);
  const never = [opened("Mon 09:00", "asked", ruling({ continueWithin: null })), state("Mon 11:00", CLOSED), state("Tue 09:00", OPEN)];
  expect(
    foldClocks(never, at("Tue 10:00"))
      .filter((one) => one.metric === "solution")
      .map((one) => one.state),
  ).toEqual(["met"]);
});

test("closing answers nothing and removing ends everything", () => {
  expect(clock([opened(), state("Mon 10:00", CLOSED)], "first-response", "Tue 10:00").state).toBe("void");
  expect(clock([opened(), state("Mon 10:00", REMOVED)], "solution", "Tue 10:00").state).toBe("void");
});

test("keeping informed restarts with every public answer and with a reopening", () => {
  const facts = [opened(), answered("Mon 10:00"), answered("Mon 15:00"), state("Mon 16:00", CLOSED), state("Tue 09:00", OPEN)];
  const updates = foldClocks(facts, at("Tue 10:00")).filter((one) => one.metric === "update");
  expect(updates.map((one) => [one.state, one.startedAt])).toEqual([
    ["met", at("Mon 10:00")],
    ["void", at("Mon 15:00")],
    ["running", at("Tue 09:00")],
  ]);
});

test("time used under one priority counts under the next", () => {
  const facts = [opened(), ruled("Mon 11:00", ruling({ targets: { solution: 3 * HOUR } }))];
  expect(clock(facts, "solution", "Mon 11:30").dueAt).toBe(at("Mon 12:00"));
});
