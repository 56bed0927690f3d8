import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { db } from "@/db";
import { tickets } from "@/db/schema";
import { system } from "@/domain/access/actor";
import { listHistory } from "@/domain/events/history";
import { notifyOfWaking } from "@/domain/notifications/notify";
import { listNotifications } from "@/domain/notifications/read";
import { createCalendar } from "@/domain/sla/calendars";
import { createPolicy } from "@/domain/sla/policies";
import { getTicketPage } from "@/domain/tickets/queries";
import { replyToTicket } from "@/domain/tickets/reply";
import { updateTicket } from "@/domain/tickets/update";
import { listDueTickets, wakeTicket } from "@/domain/tickets/wake";
import { testDatabase } from "../database";
import { buildWorld, type World } from "../world";

let w: World;
const alarm = system("pending");

beforeAll(async () => {
  await testDatabase();
  w = await buildWorld();
});

const page = (number: string) => getTicketPage(w.admin, number);
const typesOf = async (id: string) => (await listHistory(id, true)).map((event) => event.type);
const comes = (id: string) =>
  db
    .update(tickets)
    .set({ pendingUntil: new Date(Date.now() - 1000) })
    .where(eq(tickets.id, id));

async function answeredTicket() {
  const ticket = await w.aTicket();
  await replyToTicket(w.agents.support, ticket.id, { text: "Which printer?" });
  return ticket;
}

describe("until when a ticket waits", () => {
  test("may be said in business days, which are those of the hours its queue's promises count by", async () => {
    const open: [string, string][] = [["00:00", "24:00"]];
    await createCalendar(w.admin, { name: "Saturdays", timeZone: "UTC", week: { sat: open }, holidays: [] });
    await createCalendar(w.admin, { name: "Sundays", timeZone: "UTC", week: { sun: open }, holidays: [] });
    await createPolicy(w.admin, { name: "VPN", calendar: "Sundays", query: "queue:Network::VPN", targets: { solution: { "*": 60 } } });
    const [slow, plain] = [await w.aTicket({ queue: "Network" }), await w.aTicket()];
    await updateTicket(w.admin, slow.id, { queue: "Network::VPN" });
    for (const { id } of [slow, plain])
      await updateTicket(w.admin, id, { state: "waiting for customer", pendingUntil: "in 2 business days 09:00" });
    const [sunday, other] = [(await page(slow.number)).pendingUntil!, (await page(plain.number)).pendingUntil!];
    expect([sunday.getUTCDay(), sunday.getUTCHours()]).toEqual([0, 9]);
    expect(sunday.getTime() - Date.now()).toBeGreaterThan(7 * 86_400_000);
    // The oldest hours there are, where nothing is promised.
    expect(other.getUTCDay()).toBe(6);
  });

  test("is three business days when nobody says, also after a reply", async () => {
    const ticket = await w.aTicket();
    await replyToTicket(w.agents.support, ticket.id, { text: "Which one?", state: "waiting for customer" });
    const { pendingUntil, stateType } = await page(ticket.number);
    expect(stateType).toBe("pending-reminder");
    expect(pendingUntil!.getTime() - Date.now()).toBeGreaterThan(2 * 86_400_000);
    expect(pendingUntil!.toISOString()).toMatch(/T09:00:00.000Z$/);
  });

  test("can be told with the answer itself", async () => {
    const ticket = await w.aTicket();
    const pendingUntil = new Date(Date.now() + 3_600_000);
    await replyToTicket(w.agents.support, ticket.id, { text: "Which one?", state: "waiting for customer", pendingUntil });
    expect((await page(ticket.number)).pendingUntil).toEqual(pendingUntil);
  });

  test.each([
    ["someday", "dateUnknown"],
    [new Date(Date.now() - 1000), "datePassed"],
    [new Date("9999-01-01"), "dateTooFar"],
    ["\u0000", "dateUnknown"],
  ])("%s is refused, and the ticket stays as it is", async (pendingUntil, key) => {
    const ticket = await w.aTicket();
    await expect(updateTicket(w.admin, ticket.id, { state: "waiting for customer", pendingUntil })).rejects.toMatchObject({
      key,
      fields: { pendingUntil: expect.any(String) },
    });
    expect((await page(ticket.number)).stateType).toBe("new");
  });

  test("nobody may let a ticket be closed later that he may not close now", async () => {
    const ticket = await w.aTicket();
    await expect(updateTicket(w.agents.light, ticket.id, { state: "pending close" })).rejects.toMatchObject({ code: "forbidden" });
    await expect(updateTicket(w.admin, ticket.id, { state: "pending close", pendingTarget: "new" })).rejects.toMatchObject({
      fields: { pendingTarget: expect.any(String) },
    });
  });
});

describe("when its date comes", () => {
  test("a ticket that reminds is open, and its owner is told, once", async () => {
    const ticket = await answeredTicket();
    await updateTicket(w.admin, ticket.id, { owner: w.agents.support.email, state: "waiting for third party" });
    await comes(ticket.id);
    expect(await listDueTickets(alarm)).toContain(ticket.id);
    expect(await Promise.all([wakeTicket(alarm, ticket.id), wakeTicket(alarm, ticket.id)])).toEqual(expect.arrayContaining([true, false]));
    expect(await page(ticket.number)).toMatchObject({ stateType: "open", pendingUntil: null });
    const woken = (await listHistory(ticket.id, true)).filter((event) => event.type === "ticket.woken");
    expect(woken).toHaveLength(1);
    for (let i = 0; i < 2; i++) await notifyOfWaking(alarm, woken[0]!.id);
    expect((await listNotifications(w.agents.support)).data.filter((one) => one.type === "ticket.woken")).toHaveLength(1);
    expect((await listNotifications(w.agents.both)).data).toEqual([]);
  });

  test("one without an owner reminds everybody who works in its queue", async () => {
    const ticket = await answeredTicket();
    await updateTicket(w.admin, ticket.id, { state: "waiting for customer" });
    await comes(ticket.id);
    await wakeTicket(alarm, ticket.id);
    const woken = (await listHistory(ticket.id, true)).find((event) => event.type === "ticket.woken")!;
    expect(new Set(await notifyOfWaking(alarm, woken.id))).toEqual(new Set([w.agents.support.personId, w.agents.both.personId]));
  });

  test("one that waits to be closed gets the state that was chosen", async () => {
    const ticket = await answeredTicket();
    await updateTicket(w.admin, ticket.id, { state: "pending close", pendingTarget: "closed without solution" });
    await comes(ticket.id);
    await wakeTicket(alarm, ticket.id);
    expect(await page(ticket.number)).toMatchObject({ state: "closed without solution", closedAt: expect.any(Date) });
    expect((await typesOf(ticket.id)).slice(-2)).toEqual(["ticket.woken", "ticket.closed"]);
  });

  test("a ticket whose customer spoke last is opened and never closed by itself", async () => {
    const ticket = await w.aTicket();
    await updateTicket(w.admin, ticket.id, { state: "pending close" });
    await comes(ticket.id);
    await wakeTicket(alarm, ticket.id);
    expect((await page(ticket.number)).stateType).toBe("open");
  });

  test("one that waits for a later date by now, or no more, is left alone", async () => {
    const ticket = await answeredTicket();
    await updateTicket(w.admin, ticket.id, { state: "waiting for customer" });
    expect(await wakeTicket(alarm, ticket.id)).toBe(false);
    await comes(ticket.id);
    await replyToTicket(w.customers.acme, ticket.id, { text: "The red one." });
    const before = await typesOf(ticket.id);
    expect(await wakeTicket(alarm, ticket.id)).toBe(false);
    expect(await typesOf(ticket.id)).toEqual(before);
  });
});
