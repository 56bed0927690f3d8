import { and, asc, eq } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { db } from "@/db";
import { events, ticketClocks, tickets } from "@/db/schema";
import { system } from "@/domain/access/actor";
import { breachSla, listOverdue, recountClocks } from "@/domain/sla/breach";
import { changeCalendar, createCalendar, listCalendars, retireCalendar } from "@/domain/sla/calendars";
import { changePolicy, createPolicy, listPolicies } from "@/domain/sla/policies";
import { listTicketClocks } from "@/domain/sla/queries";
import { openTicket } from "@/domain/tickets/open";
import { replyToTicket } from "@/domain/tickets/reply";
import { updateTicket } from "@/domain/tickets/update";
import { testDatabase } from "../database";
import { buildWorld, type World } from "../world";

const AROUND = {
  timeZone: "Europe/Berlin",
  week: Object.fromEntries(["mon", "tue", "wed", "thu", "fri", "sat", "sun"].map((day) => [day, [["00:00", "24:00"]]])),
  holidays: [],
} as const;
const HOUR = 3600;

let w: World;
let policyId: string;

beforeAll(async () => {
  await testDatabase();
  w = await buildWorld();
  await createCalendar(w.admin, { name: "Around the clock", ...AROUND });
  const policy = await createPolicy(w.admin, {
    name: "Support",
    calendar: "Around the clock",
    query: "queue:Support",
    targets: { "first-response": { "*": 4 * HOUR, "very high": HOUR }, "next-response": { "*": 2 * HOUR }, solution: { "*": 24 * HOUR } },
  });
  policyId = policy.id;
});

const clocksOf = (id: string) => db.select().from(ticketClocks).where(eq(ticketClocks.ticketId, id)).orderBy(asc(ticketClocks.metric));
const clockOf = async (id: string, metric: string) => (await clocksOf(id)).find((row) => row.metric === metric);
const ticketOf = async (id: string) => (await db.select().from(tickets).where(eq(tickets.id, id)))[0]!;
const eventsOf = (id: string, type: string) =>
  db
    .select()
    .from(events)
    .where(and(eq(events.ticketId, id), eq(events.type, type)));
/** The promise of a ticket becomes so short that it is broken: time need not pass. */
const overdue = async () => {
  const ticket = await w.aTicket();
  const { createdAt } = await ticketOf(ticket.id);
  await changePolicy(w.admin, policyId, { targets: { "first-response": { "*": 1 }, solution: { "*": 24 * HOUR } } });
  await until(() => Date.now() > createdAt.getTime() + 1100);
  return ticket;
};
const until = async (condition: () => boolean) => {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 20));
};
const restore = () =>
  changePolicy(w.admin, policyId, {
    targets: { "first-response": { "*": 4 * HOUR, "very high": HOUR }, "next-response": { "*": 2 * HOUR }, solution: { "*": 24 * HOUR } },
  });

test("a ticket is promised its first response from its creation, in the act's own transaction", async () => {
  const ticket = await w.aTicket();
  const { createdAt, nextDueAt } = await ticketOf(ticket.id);
  const [opened] = await eventsOf(ticket.id, "ticket.opened");
  expect(nextDueAt!.getTime()).toBe(opened!.createdAt.getTime() + 4 * HOUR * 1000);
  expect(Math.abs(createdAt.getTime() - opened!.createdAt.getTime())).toBeLessThan(1000);
  expect((await clocksOf(ticket.id)).map((row) => [row.metric, row.state])).toEqual([
    ["first-response", "running"],
    ["solution", "running"],
  ]);
  expect((await eventsOf(ticket.id, "sla.armed")).map((event) => event.data.dueAt)).toEqual([nextDueAt!.toISOString()]);
});

test("an answer meets the first response and the deadline moves to the solution", async () => {
  const ticket = await w.aTicket();
  await replyToTicket(w.agents.support, ticket.id, { text: "It is on its way." });
  expect((await clockOf(ticket.id, "first-response"))!.state).toBe("met");
  const solution = (await clockOf(ticket.id, "solution"))!;
  expect((await ticketOf(ticket.id)).nextDueAt).toEqual(solution.dueAt);
  await replyToTicket(w.customers.acme, ticket.id, { text: "And now?" });
  expect((await clockOf(ticket.id, "next-response"))!.state).toBe("running");
});

test("a queue without a promise has no clock, and a move takes it away", async () => {
  const elsewhere = await w.aTicket({ queue: "Network" });
  expect(await clocksOf(elsewhere.id)).toEqual([]);
  const ticket = await w.aTicket();
  await updateTicket(w.admin, ticket.id, { queue: "Network" });
  expect((await ticketOf(ticket.id)).nextDueAt).toBeNull();
  expect(await clocksOf(ticket.id)).toEqual([]);
  expect((await eventsOf(ticket.id, "sla.armed")).at(-1)!.data.dueAt).toBeNull();
});

test("a higher priority promises more, from the creation", async () => {
  const ticket = await w.aTicket();
  await updateTicket(w.agents.support, ticket.id, { priority: "very high" });
  const [opened] = await eventsOf(ticket.id, "ticket.opened");
  expect((await clockOf(ticket.id, "first-response"))!.dueAt!.getTime()).toBe(opened!.createdAt.getTime() + HOUR * 1000);
});

test("waiting pauses the solution, closing meets it, reopening goes on", async () => {
  const ticket = await w.aTicket();
  await replyToTicket(w.agents.support, ticket.id, { text: "Which printer?", state: "waiting for customer" });
  expect((await clockOf(ticket.id, "solution"))!.state).toBe("paused");
  expect(await ticketOf(ticket.id)).toMatchObject({ nextDueAt: null, clocksPaused: true });
  await updateTicket(w.agents.support, ticket.id, { state: "closed" });
  expect((await clockOf(ticket.id, "solution"))!.state).toBe("met");
  await updateTicket(w.agents.support, ticket.id, { state: "open" });
  expect((await clockOf(ticket.id, "solution"))!.state).toBe("running");
});

test("a call that was taken is a first response", async () => {
  const opened = await openTicket(w.agents.support, {
    ...{ subject: "Rang", queue: "Support", customerId: w.customers.acme.personId, channel: "phone", text: "He rang." },
  });
  const clock = (await listTicketClocks(w.agents.support, opened.number)).find((one) => one.metric === "first-response")!;
  expect([clock.state, clock.why.map((why) => why.reason)]).toEqual(["met", ["spoken to"]]);
});

test("a breach is recorded once, however many find it at once", async () => {
  const ticket = await overdue();
  await recountClocks(system("sla"), null);
  await Promise.all([1, 2, 3].map(() => breachSla(system("sla"), ticket.id)));
  const told = await eventsOf(ticket.id, "sla.breached");
  expect(told.map((event) => event.data.metric)).toEqual(["first-response"]);
  expect(await ticketOf(ticket.id)).toMatchObject({ slaBreached: true });
  expect((await ticketOf(ticket.id)).overdueSince).not.toBeNull();
  expect(await listOverdue(system("sla"))).not.toContain(ticket.id);
  await restore();
});

test("a timer that comes when the deadline has moved tells nothing", async () => {
  const ticket = await w.aTicket();
  expect(await breachSla(system("sla"), ticket.id)).toEqual({ told: 0 });
  expect(await eventsOf(ticket.id, "sla.breached")).toEqual([]);
});

test("an answer that came too late leaves the breach standing, to be told by the sweep", async () => {
  const ticket = await overdue();
  await replyToTicket(w.agents.support, ticket.id, { text: "Sorry." });
  const clock = (await clockOf(ticket.id, "first-response"))!;
  expect([clock.state, clock.endedAt !== null]).toEqual(["breached", true]);
  expect(await ticketOf(ticket.id)).toMatchObject({ overdueSince: null, slaBreached: true });
  expect(await listOverdue(system("sla"))).toContain(ticket.id);
  await breachSla(system("sla"), ticket.id);
  expect((await eventsOf(ticket.id, "sla.breached"))[0]!.data.endedAt).toBe(clock.endedAt!.toISOString());
  await restore();
});

test("a calendar that changes moves the deadlines of what runs, and nothing that was counted", async () => {
  const ticket = await w.aTicket();
  const before = (await ticketOf(ticket.id)).nextDueAt!;
  const [calendar] = await listCalendars(w.admin);
  const later = new Date(Date.now() + 2 * 86_400_000).toISOString().slice(0, 10);
  await changeCalendar(w.admin, calendar!.id, { week: {}, holidays: [{ date: later, open: [["00:00", "24:00"]] }] });
  await recountClocks(system("sla"), null);
  expect((await ticketOf(ticket.id)).nextDueAt!.getTime()).toBeGreaterThan(before.getTime());
  await changeCalendar(w.admin, calendar!.id, AROUND);
  await recountClocks(system("sla"), null);
});

test("clocks are told with their intervals, and one agent's reasons are no customer's", async () => {
  const ticket = await w.aTicket();
  const clocks = await listTicketClocks(w.agents.support, ticket.number);
  expect(clocks.map((clock) => [clock.metric, clock.state])).toEqual([
    ["first-response", "running"],
    ["next-response", "none"],
    ["update", "none"],
    ["solution", "running"],
  ]);
  await expect(listTicketClocks(w.customers.acme, ticket.number)).rejects.toMatchObject({ code: "not_found" });
});

test("what cannot be is refused with its field, and what runs stays", async () => {
  const calendar = (rules: object) => createCalendar(w.admin, { name: "Bad", timeZone: "Europe/Berlin", week: {}, holidays: [], ...rules });
  const refusals: [() => Promise<unknown>, string][] = [
    [() => calendar({ timeZone: "Mars/Olympus" }), "timeZone"],
    [() => calendar({}), "week"],
    [
      () =>
        calendar({
          week: {
            mon: [
              ["09:00", "12:00"],
              ["11:00", "13:00"],
            ],
          },
        }),
      "week.mon",
    ],
    [() => calendar({ week: { mon: [["09:00", "09:00"]] } }), "week.mon"],
    [() => calendar({ week: { mon: [["9", "17:00"]] } }), "week.mon"],
    [() => calendar({ week: { mon: [["22:00", "06:00"]], tue: [["05:00", "09:00"]] } }), "week.tue"],
    [() => calendar({ week: { mon: [["09:00", "17:00"]] }, holidays: [{ date: "2026-02-31" }] }), "holidays.0"],
    [() => policy({ targets: { solution: { "*": 0 } } }), "targets.solution"],
    [() => policy({ targets: { solution: { "*": 3_200_000_000 } } }), "targets.solution"],
    [() => policy({ targets: { solution: { urgent: 60 } } }), "targets.solution"],
    [() => policy({ targets: {} }), "targets"],
    [() => policy({ query: "queue:Nowhere" }), "query"],
    [() => policy({ query: "customer:acme" }), "query"],
    [() => policy({ pauseIn: { "first-response": ["waiting for customer"] } }), "pauseIn"],
    [() => policy({ pauseIn: { solution: ["open"] } }), "pauseIn.solution"],
    [() => policy({ calendar: "None" }), "calendar"],
  ];
  for (const [attempt, field] of refusals) {
    const error = await attempt().then(
      () => null,
      (refusal: { code: string; fields: Record<string, string> }) => refusal,
    );
    expect([error?.code, Object.keys(error?.fields ?? {})[0]]).toEqual(["invalid", field]);
  }
  const [standing] = await listCalendars(w.admin);
  await expect(retireCalendar(w.admin, standing!.id)).rejects.toMatchObject({ code: "conflict" });
  expect((await listPolicies(w.admin)).map((one) => one.name)).toEqual(["Support"]);
});

test("another order of the policies holds from then on, and leaves what was promised before", async () => {
  const calendar = "Around the clock";
  const first = await createPolicy(w.admin, { name: "First", calendar, query: "queue:Network", targets: { solution: { "*": HOUR } } });
  await createPolicy(w.admin, { name: "Second", calendar, query: "queue:Network", targets: { solution: { "*": 2 * HOUR } } });
  const chosen = async (number: string) => (await listTicketClocks(w.admin, number)).find((clock) => clock.metric === "solution")!.policy;
  const before = await w.aTicket({ queue: "Network" });
  await changePolicy(w.admin, first.id, { position: 1000 });
  const after = await w.aTicket({ queue: "Network" });
  expect([await chosen(before.number), await chosen(after.number)]).toEqual(["First", "Second"]);
  expect((await listPolicies(w.admin)).map((one) => one.name).slice(-2)).toEqual(["Second", "First"]);
});

const policy = (more: object) =>
  createPolicy(w.admin, { name: "Bad", calendar: "Around the clock", targets: { solution: { "*": HOUR } }, ...more });
