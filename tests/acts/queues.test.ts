import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { system } from "@/domain/access/actor";
import { asOf } from "@/lib/clock";
import { testDatabase } from "../database";
import { deliver, letter, pageOf } from "../post";
import { buildWorld, type World } from "../world";

let w: World;
const acts = async () => ({
  ...(await import("@/domain/setup/queues")),
  ...(await import("@/domain/setup/configure-queue")),
  ...(await import("@/domain/tickets/succeed")),
  ...(await import("@/domain/tickets/idle")),
  ...(await import("@/domain/tickets/update")),
  ...(await import("@/domain/tickets/queries")),
  ...(await import("@/domain/events/history")),
});

beforeAll(async () => {
  await testDatabase();
  w = await buildWorld();
});

const page = async (number: string) => (await acts()).getTicketPage(w.admin, number);
const upkeep = system("upkeep");

describe("the tree", () => {
  test("what stands below follows a new name, and tickets are where they were", async () => {
    const { createQueue, changeQueue, listQueueTree } = await acts();
    await createQueue(w.admin, { name: "House" });
    await createQueue(w.admin, { name: "House::Keys" });
    await createQueue(w.admin, { name: "House::Keys::Lost" });
    const ticket = await w.aTicket();
    await (await acts()).updateTicket(w.admin, ticket.id, { queue: "House::Keys::Lost" });
    await changeQueue(w.admin, "House::Keys", { name: "Support::Doors" });
    expect((await page(ticket.number)).queue).toBe("Support::Doors::Lost");
    const names = (await listQueueTree(w.admin)).map((queue) => queue.name);
    expect(names).toEqual(expect.arrayContaining(["House", "Support::Doors", "Support::Doors::Lost"]));
    await changeQueue(w.admin, "Support::Doors", { name: "House::Keys" });
  });

  test("a queue takes the group of the one above it, and one at the top has its own", async () => {
    const { createQueue, getQueueSettings } = await acts();
    expect((await getQueueSettings(w.admin, await createQueue(w.admin, { name: "Network::WLAN" }))).group).toBe("Network");
    expect((await getQueueSettings(w.admin, await createQueue(w.admin, { name: "Fleet" }))).group).toBe("Fleet");
  });

  test("no queue stands below itself, below nothing, or has another's name or address", async () => {
    const { createQueue, changeQueue } = await acts();
    await expect(changeQueue(w.admin, "House", { name: "House::Keys::House" })).rejects.toMatchObject({ key: "queueCircle" });
    await expect(createQueue(w.admin, { name: "Nowhere::Below" })).rejects.toMatchObject({ key: "parentMissing" });
    await expect(createQueue(w.admin, { name: "support" })).rejects.toMatchObject({ code: "conflict", key: "nameTaken" });
    await expect(createQueue(w.admin, { name: "Other", address: "support@desk.test" })).rejects.toMatchObject({ key: "addressOfQueue" });
    await expect(createQueue(w.admin, { name: "Other", group: "Nobody" })).rejects.toMatchObject({ fields: { group: expect.any(String) } });
    for (const name of ["", "::", "A::", "a:b", "x".repeat(61), "a\u0000", Array(9).fill("a").join("::")]) {
      await expect(createQueue(w.admin, { name })).rejects.toMatchObject({ code: "invalid", key: "badQueueName" });
    }
    await expect(changeQueue(w.admin, "no\u0000queue", {})).rejects.toMatchObject({ code: "not_found" });
    await expect(createQueue(w.agents.both, { name: "Mine" })).rejects.toMatchObject({ code: "forbidden" });
  });

  test("what was refused for one thing has changed nothing else", async () => {
    const { changeQueue, getQueueSettings } = await acts();
    await expect(changeQueue(w.admin, "House", { senderName: "Keeper", address: "no address" })).rejects.toMatchObject({
      key: "noAddress",
    });
    expect((await getQueueSettings(w.admin, "House")).senderName).toBeNull();
  });
});

test("a new ticket is what its queue says, and as urgent", async () => {
  const { createQueue, changeQueue } = await acts();
  const { createState } = await import("@/domain/setup/states");
  await createState(w.admin, { name: "to be sorted", type: "new" });
  await createQueue(w.admin, { name: "Sorting", address: "sorting@desk.test", defaultState: "to be sorted", defaultPriority: "low" });
  const ticket = await w.aTicket({ queue: "Sorting" });
  expect(await page(ticket.number)).toMatchObject({ state: "to be sorted", priority: "low" });
  await expect(changeQueue(w.admin, "Sorting", { defaultState: "closed" })).rejects.toMatchObject({ key: "badStart" });
});

describe("closing", () => {
  test("tickets and mail of a closed queue go to its successor", async () => {
    const { createQueue, retireQueue, moveToSuccessors, listQueues, listHistory, updateTicket } = await acts();
    await createQueue(w.admin, { name: "Printers", address: "printers@desk.test", addresses: ["ink@desk.test"] });
    const ticket = await w.aTicket({ queue: "Printers" });
    await expect(retireQueue(w.admin, "Printers")).rejects.toMatchObject({ fields: { successor: expect.any(String) } });
    await expect(retireQueue(w.admin, "Printers", "Printers")).rejects.toMatchObject({ key: "badSuccessor" });
    await retireQueue(w.admin, "Printers", "Support");
    while ((await moveToSuccessors(upkeep)) > 0);
    expect((await page(ticket.number)).queue).toBe("Support");
    expect((await listHistory(ticket.id, true)).map((event) => event.type)).toContain("ticket.moved");
    for (const to of ["printers@desk.test", "ink@desk.test"]) {
      const mail = await deliver(w, letter({ To: to, "Message-ID": `<to-${to}>` }));
      expect((await pageOf(w, mail)).queue).toBe("Support");
    }
    expect((await listQueues(w.admin)).map((queue) => queue.name)).not.toContain("Printers");
    await expect(updateTicket(w.admin, ticket.id, { queue: "Printers" })).rejects.toMatchObject({
      code: "invalid",
      message: expect.stringContaining('"Support" took its place'),
    });
  });

  test("one with open queues below it stays, and one that is opened again is there for new tickets", async () => {
    const { retireQueue, restoreQueue, createQueue } = await acts();
    await expect(retireQueue(w.admin, "House", "Support")).rejects.toMatchObject({ code: "conflict", key: "queuesBelow" });
    await createQueue(w.admin, { name: "Attic" });
    await retireQueue(w.admin, "Attic");
    await restoreQueue(w.admin, "Attic");
    const ticket = await w.aTicket();
    await (await acts()).updateTicket(w.admin, ticket.id, { queue: "Attic" });
    expect((await page(ticket.number)).queue).toBe("Attic");
  });
});

describe("a ticket that lies idle", () => {
  const MONDAY = new Date("2026-03-02T10:00:00Z");
  const at = (minutes: number) => new Date(MONDAY.getTime() + minutes * 60_000);

  test("is warned of at four fifths of the time, then taken, and not while it waits", async () => {
    const { changeQueue, releaseIdle, updateTicket, listHistory } = await acts();
    await changeQueue(w.admin, "Support", { unassignMinutes: 100 });
    const ticket = await asOf(MONDAY, () => w.aTicket());
    await asOf(MONDAY, () => updateTicket(w.agents.support, ticket.id, { owner: w.agents.support.personId, state: "open" }));
    const tried = (minutes: number) => asOf(at(minutes), () => releaseIdle(upkeep, ticket.id));
    expect([await tried(79), await tried(81), await tried(82)]).toEqual(["left", "warned", "left"]);
    await asOf(at(90), () => updateTicket(w.agents.support, ticket.id, { state: "waiting for customer", pendingUntil: at(5000) }));
    expect(await tried(400)).toBe("left");
    await asOf(at(401), () => updateTicket(w.agents.both, ticket.id, { state: "open" }));
    // The desk closes at six and opens at eight: 79 minutes that day, the rest in the morning.
    expect([await tried(480), await tried(1320)]).toEqual(["left", "left"]);
    expect([await tried(1322), await tried(1340), await tried(1341)]).toEqual(["warned", "left", "released"]);
    expect((await page(ticket.number)).owner).toBeNull();
    expect((await listHistory(ticket.id, true)).at(-1)).toMatchObject({ type: "ticket.assigned", data: { to: null, reason: "idle" } });
    expect(await tried(3000)).toBe("left");
  });

  test("is found by the sweep, and its owner is told", async () => {
    const { sweepIdle, updateTicket } = await acts();
    const { notifyOfIdle } = await import("@/domain/notifications/notify");
    const ticket = await asOf(MONDAY, () => w.aTicket());
    await asOf(MONDAY, () => updateTicket(w.agents.support, ticket.id, { owner: w.agents.support.personId, state: "open" }));
    await asOf(at(85), async () => {
      for (let after = await sweepIdle(upkeep, null); after !== null; ) after = await sweepIdle(upkeep, after);
    });
    const { db } = await import("@/db");
    const { events } = await import("@/db/schema");
    const warned = (await db.select().from(events).where(eq(events.ticketId, ticket.id))).find(
      (event) => event.type === "ticket.idleWarned",
    );
    expect(warned?.data).toMatchObject({ ownerId: w.agents.support.personId, minutesLeft: 15 });
    expect(await notifyOfIdle(upkeep, warned!.id)).toEqual([w.agents.support.personId]);
  });
});
