import { beforeAll, expect, test, vi } from "vitest";
import { testDatabase } from "../database";
import { buildWorld, type World } from "../world";

/** The words of the page in place of a request's language; everything that is read stays real. */
vi.mock("next-intl/server", () => ({ getTranslations: async () => (key: string, values?: object) => `${key} ${JSON.stringify(values)}` }));

let w: World;
let ticket: { id: string; number: string };
const MARKER = "marmalade-under-the-stairs";

const modules = async () => ({
  ...(await import("@/domain/tickets/note")),
  ...(await import("@/domain/tickets/reply")),
  ...(await import("@/domain/tickets/hold")),
  ...(await import("@/domain/tickets/update")),
  ...(await import("@/domain/tickets/queries")),
  ...(await import("@/domain/tickets/own-requests")),
  ...(await import("@/domain/tickets/fields")),
  ...(await import("@/domain/fields/definitions")),
  ...(await import("@/domain/events/history")),
  ...(await import("@/app/(portal)/portal/tickets/[number]/request")),
  ...(await import("@/app/api/v1/_views")),
  ...(await import("@/db")),
});

/** A ticket of Omar's with everything a customer must never learn of. */
beforeAll(async () => {
  await testDatabase();
  w = await buildWorld();
  ticket = await w.aTicket({ customer: w.customers.acme });
  await w.aTicket({ customer: w.customers.acme, subject: "Another of his" });
  const { replyToTicket } = await modules();
  await replyToTicket(w.agents.support, ticket.id, { text: "We are on our way." });
});

/** All that pages and API give a customer of one ticket and of his lists, as it goes over the wire. */
async function everythingFor(actor: World["customers"]["acme"]): Promise<string> {
  const {
    readRequest,
    listOwnRequests,
    getTicketPage,
    listTickets,
    listHistory,
    listChanges,
    ticketPageView,
    ticketViews,
    getTicketFields,
  } = await modules();
  const first = await listTickets(actor, { limit: 1 });
  return JSON.stringify([
    await readRequest(actor, ticket.number),
    await listOwnRequests(actor),
    await ticketPageView(actor, await getTicketPage(actor, ticket.number)),
    await getTicketFields(actor, ticket.number),
    await ticketViews(actor, (await listTickets(actor)).data),
    await ticketViews(actor, first.data),
    first.nextCursor,
    await ticketViews(actor, (await listTickets(actor, { limit: 1, cursor: first.nextCursor! })).data),
    await listHistory(ticket.id, false),
    await listChanges(actor, 0),
  ]);
}

const DAY = [["00:00", "24:00"]] as const;
const AROUND = { timeZone: "UTC", week: { mon: DAY, tue: DAY, wed: DAY, thu: DAY, fri: DAY, sat: DAY, sun: DAY }, holidays: [] };

/** From now on clocks run. */
async function promise(): Promise<void> {
  const { createCalendar } = await import("@/domain/sla/calendars");
  const { createPolicy } = await import("@/domain/sla/policies");
  await createCalendar(w.admin, { name: "Around the clock", ...AROUND });
  await createPolicy(w.admin, { name: "A day", calendar: "Around the clock", targets: { solution: { "*": 86_400 } } });
}

test("a customer's pages and API are the same, byte by byte, whatever happens internally", async () => {
  const before = await everythingFor(w.customers.acme);
  expect(before).toContain("We are on our way.");

  const { addNote, holdMessageIn, updateTicket, createField, db } = await modules();
  await promise();
  await createField(w.admin, { entity: "ticket", key: "hidden", kind: "text", labels: { en: MARKER } });
  await addNote(w.agents.support, ticket.id, { text: MARKER });
  await updateTicket(w.agents.support, ticket.id, {
    owner: w.agents.support.email,
    responsible: w.agents.support.email,
    tags: [MARKER],
    priority: "very high",
    type: "incident",
    fields: { hidden: MARKER },
  });
  const { sla } = await (await modules()).getTicketPage(w.agents.support, ticket.number);
  expect(sla.nextDueAt).not.toBeNull();
  const joiner = { name: MARKER, address: `${MARKER}@evil.test` };
  const mail = { messageId: `<${MARKER}@evil.test>`, from: joiner, to: [], cc: [], subject: MARKER, at: new Date(), unauthenticated: true };
  await db.transaction((tx) => holdMessageIn(tx, w.mail, ticket.id, w.stranger.personId, { text: MARKER, mail }));

  const { getTicketPage } = await modules();
  expect(JSON.stringify(await getTicketPage(w.agents.support, ticket.number))).toContain(MARKER);
  expect(await everythingFor(w.customers.acme)).toBe(before);
});

test("an agent is a name to his customer, not the address he signs in with, on the page and over the API", async () => {
  const all = await everythingFor(w.customers.acme);
  expect(all).toContain(w.agents.support.name);
  expect(all).not.toContain(w.agents.support.email);
});

test("a customer cannot ask his list by what his rows do not show", async () => {
  const { listTickets } = await modules();
  for (const filter of [{ owner: w.agents.support.email }, { tag: MARKER }, { due: "breached" as const }]) {
    await expect(listTickets(w.customers.acme, filter)).rejects.toMatchObject({ key: "agentsAsk" });
  }
});

test("somebody else's request is not there", async () => {
  const { readRequest, listOwnRequests } = await modules();
  await expect(readRequest(w.customers.globex, ticket.number)).rejects.toMatchObject({ code: "not_found" });
  expect(await listOwnRequests(w.customers.globex)).toEqual([]);
});

test("a customer may ask where mail could bring him, an agent where he may create, a light agent nowhere", async () => {
  const { listQueuesToAsk } = await import("@/domain/tickets/queues-to-ask");
  const names = async (actor: Parameters<typeof listQueuesToAsk>[0]) => (await listQueuesToAsk(actor)).map((queue) => queue.name);
  expect(await names(w.customers.acme)).toEqual(["Network", "Support"]);
  expect(await names(w.agents.support)).toEqual(["Support"]);
  expect(await names(w.admin)).toEqual(["Network", "Network::VPN", "Support"]);
  expect(await names(w.agents.light)).toEqual([]);
  expect(await names(w.manager)).toEqual([]);
});
