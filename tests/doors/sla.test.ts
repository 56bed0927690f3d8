import { beforeAll, expect, test, vi } from "vitest";
import type { Operation } from "@/app/_door/handler";
import { testDatabase } from "../database";
import { buildWorld, type World } from "../world";
import { type Answer, call } from "./routes";

// The one thing that needs a running Next: without a token nobody is signed in here.
vi.mock("next-auth", () => ({ getServerSession: async () => null }));

const HOUR = 3600;
const WEEK = {
  mon: [
    ["09:00", "12:00"],
    ["13:00", "17:00"],
  ],
  fri: [
    ["09:00", "12:00"],
    ["13:00", "17:00"],
  ],
};
const BERLIN = { timeZone: "Europe/Berlin", week: WEEK, holidays: [{ annual: "12-25", name: "Christmas" }] };

let w: World;
let admin: string;
let agent: string;
let manager: string;

beforeAll(async () => {
  await testDatabase();
  w = await buildWorld();
  const { createToken } = await import("@/domain/people/tokens");
  admin = await createToken(w.admin, { email: w.admin.email, name: "test" });
  agent = await createToken(w.admin, { email: w.agents.support.email, name: "test" });
  manager = await createToken(w.admin, { email: w.manager.email, name: "test" });
});

async function expectShape(name: string, { json }: Answer): Promise<void> {
  const { operations } = await import("@/app/api/v1/_routes");
  const { answer } = (operations as Record<string, Operation>)[name]!;
  if (typeof answer === "string") throw new Error(`${name} answers bytes.`);
  expect(answer.safeParse(json).error?.issues ?? []).toEqual([]);
}

test("a calendar is tried out without being kept", async () => {
  const due = await call(agent, "POST", "/calendars/preview", { calendar: BERLIN, start: "2026-03-27T16:30:00+01:00", seconds: 2 * HOUR });
  expect([due.status, due.json]).toEqual([200, { due: "2026-03-30T08:30:00.000Z" }]);
  const seconds = await call(agent, "POST", "/calendars/preview", {
    calendar: BERLIN,
    start: "2026-03-27T16:30:00+01:00",
    end: "2026-03-30T08:30:00Z",
  });
  expect(seconds.json).toEqual({ seconds: 2 * HOUR });
  const never = await call(agent, "POST", "/calendars/preview", {
    calendar: { ...BERLIN, week: {} },
    start: "2026-03-27T16:30:00+01:00",
    seconds: 1,
  });
  expect(never.status).toBe(422);
});

test("calendars and policies are made, changed and ended by administrators alone", async () => {
  expect((await call(agent, "POST", "/calendars", { name: "Mine", ...BERLIN })).status).toBe(403);
  const calendar = await call(admin, "POST", "/calendars", { name: "Berlin", ...BERLIN });
  expect(calendar.status).toBe(201);
  await expectShape("POST /calendars", calendar);
  const sla = await call(admin, "POST", "/slas", {
    ...{
      name: "Gold",
      calendar: "Berlin",
      query: "queue:Support",
      targets: { "first-response": { "*": 4 * HOUR, high: HOUR }, solution: { "*": 40 * HOUR } },
    },
    pauseIn: { solution: ["waiting for customer"] },
    reopen: { continueWithin: 8 * HOUR },
  });
  expect(sla.status).toBe(201);
  await expectShape("POST /slas", sla);
  expect(sla.json).toMatchObject({
    pauseIn: { solution: ["waiting for customer"], update: ["waiting for customer"] },
    targets: { "first-response": { high: HOUR } },
  });
  await expectShape("PATCH /slas/{id}", await call(admin, "PATCH", `/slas/${sla.json.id}`, { targets: { solution: { "*": 8 * HOUR } } }));
  await expectShape("GET /slas", await call(agent, "GET", "/slas"));
  await expectShape("GET /slas/{id}", await call(agent, "GET", `/slas/${sla.json.id}`));
  await expectShape("GET /calendars/{id}", await call(agent, "GET", `/calendars/${calendar.json.id}`));
  expect((await call(admin, "DELETE", `/calendars/${calendar.json.id}`)).status).toBe(409);
  expect((await call(admin, "DELETE", `/slas/${sla.json.id}`)).status).toBe(200);
  await expectShape("PATCH /calendars/{id}", await call(admin, "PATCH", `/calendars/${calendar.json.id}`, { name: "Hamburg" }));
  await expectShape("GET /calendars", await call(agent, "GET", "/calendars"));
  expect((await call(admin, "DELETE", `/calendars/${calendar.json.id}`)).status).toBe(200);
  expect((await call(agent, "GET", "/calendars")).json.data).toEqual([]);
});

test("a ticket tells its deadline, its clocks and the reason of each stretch; the dashboard counts it", async () => {
  await call(admin, "POST", "/calendars", {
    name: "Always",
    timeZone: "UTC",
    week: Object.fromEntries(["mon", "tue", "wed", "thu", "fri", "sat", "sun"].map((day) => [day, [["00:00", "24:00"]]])),
  });
  await call(admin, "POST", "/slas", { name: "All", calendar: "Always", targets: { "first-response": { "*": 1800 } } });
  const ticket = await w.aTicket();
  const page = await call(agent, "GET", `/tickets/${ticket.number}`);
  await expectShape("GET /tickets/{number}", page);
  const { createdAt, sla } = page.json as { createdAt: string; sla: { nextDueAt: string; breached: boolean } };
  expect(Math.abs(Date.parse(sla.nextDueAt) - Date.parse(createdAt) - 1_800_000)).toBeLessThan(2000);
  const clocks = await call(agent, "GET", `/tickets/${ticket.number}/sla`);
  await expectShape("GET /tickets/{number}/sla", clocks);
  const [first] = clocks.json.data as { metric: string; state: string; why: { counted: boolean; reason: string }[] }[];
  expect([first!.metric, first!.state, first!.why.at(-1)]).toMatchObject([
    "first-response",
    "running",
    { counted: true, reason: "business hours" },
  ]);
  const dashboard = await call(manager, "GET", "/dashboard");
  await expectShape("GET /dashboard", dashboard);
  expect(dashboard.json).toMatchObject({
    now: { open: 1, dueSoon: 1, breached: 0 },
    clocks: [{ number: ticket.number, state: "running" }],
  });
  expect((await call(manager, "GET", "/tickets?due=soon")).json.data).toHaveLength(1);
  expect((await call(agent, "GET", "/dashboard")).status).toBe(403);
});

test("somebody with every right in a queue's group hears of its broken promises; an administrator of everything does not", async () => {
  const { db } = await import("@/db");
  const { groups, roles } = await import("@/db/schema");
  const { eq } = await import("drizzle-orm");
  const { system } = await import("@/domain/access/actor");
  const { insertPersonIn } = await import("@/domain/people/create");
  const { assignRoleIn } = await import("@/domain/setup/defaults");
  const { listAgentsOfTicket } = await import("@/domain/notifications/recipients");
  const lead = await db.transaction(async (tx) => {
    await tx.insert(roles).values({ name: "queue lead", rights: ["full"] });
    const [group] = await tx.select().from(groups).where(eq(groups.name, "Network"));
    const made = await insertPersonIn(tx, system("setup"), { email: "lead@desk.test", name: "Lou Lead" }, null);
    await assignRoleIn(tx, system("setup"), made.id, "queue lead", group!);
    return made;
  });
  const told = (await listAgentsOfTicket((await w.aTicket({ queue: "Network" })).id)).map((agent) => agent.id);
  expect(told.sort()).toEqual([lead.id, w.agents.both.personId].sort());
});

test("a broken promise is put before the agents of the queue once, in the app and by mail", async () => {
  const { db } = await import("@/db");
  const { events, outgoingMail } = await import("@/db/schema");
  const { eq } = await import("drizzle-orm");
  const { system } = await import("@/domain/access/actor");
  const { breachSla } = await import("@/domain/sla/breach");
  const { notifyOfBreach } = await import("@/domain/notifications/notify");
  const { prepareBreachNotice } = await import("@/domain/mail/breach-notice");
  const { readBlob } = await import("@/domain/attachments/store");
  const ticket = await w.aTicket();
  const [policy] = (await call(admin, "GET", "/slas")).json.data as { id: string }[];
  const { createdAt } = (await call(agent, "GET", `/tickets/${ticket.number}`)).json as { createdAt: string };
  while (Date.now() < Date.parse(createdAt) + 1500) await new Promise((resolve) => setTimeout(resolve, 50));
  await call(admin, "PATCH", `/slas/${policy!.id}`, { targets: { "first-response": { "*": 1 } } });
  expect(await breachSla(system("sla"), ticket.id)).toEqual({ told: 1 });
  const [event] = (await db.select().from(events).where(eq(events.ticketId, ticket.id))).filter((one) => one.type === "sla.breached");
  const told = await notifyOfBreach(system("sla"), event!.id);
  expect(await notifyOfBreach(system("sla"), event!.id)).toEqual(told);
  expect(told.sort()).toEqual([w.agents.support.personId, w.agents.both.personId].sort());
  const id = await prepareBreachNotice(system("mail"), event!.id, w.agents.support.personId);
  expect(await prepareBreachNotice(system("mail"), event!.id, w.agents.support.personId)).toBe(id);
  const [mail] = await db.select().from(outgoingMail).where(eq(outgoingMail.id, id!));
  const raw = (await readBlob(mail!.rawHash)).toString();
  expect(raw).toMatch(/^Auto-Submitted: auto-generated$/m);
  expect(raw).toMatch(/^X-Auto-Response-Suppress: All$/m);
  const notices = await call(agent, "GET", "/notifications");
  await expectShape("GET /notifications", notices);
  expect(notices.json).toMatchObject({ unread: 1, data: [{ ticket: { number: ticket.number }, read: false }] });
  expect((await call(manager, "GET", "/notifications")).json.unread).toBe(0);
  expect((await call(agent, "PATCH", "/notifications", {})).json.unread).toBe(0);
  // Read in the app meanwhile: no mail leaves.
  const { readNotifications } = await import("@/domain/notifications/read");
  await readNotifications(w.agents.both, { ticket: ticket.number });
  expect(await prepareBreachNotice(system("mail"), event!.id, w.agents.both.personId)).toBeNull();
});
