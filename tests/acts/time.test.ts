import { beforeAll, describe, expect, test } from "vitest";
import { testDatabase } from "../database";
import { buildWorld, type World } from "../world";

let w: World;
let networkId: string;
const acts = async () => ({
  ...(await import("@/domain/tickets/book-time")),
  ...(await import("@/domain/tickets/correct-time")),
  ...(await import("@/domain/tickets/time-activities")),
  ...(await import("@/domain/tickets/time-entries")),
  ...(await import("@/domain/tickets/reply")),
  ...(await import("@/domain/tickets/note")),
  ...(await import("@/domain/tickets/log-call")),
  ...(await import("@/domain/tickets/update")),
  ...(await import("@/domain/tickets/queries")),
  ...(await import("@/domain/events/history")),
});

beforeAll(async () => {
  await testDatabase();
  w = await buildWorld();
  const { createActivity, requireTimeOf, listQueues } = await acts();
  await createActivity(w.admin, { name: "Remote" });
  networkId = (await listQueues(w.admin)).find((queue) => queue.name === "Network")!.id;
  await requireTimeOf(w.admin, networkId, true);
});

const spentOn = async (number: string) => (await (await acts()).getTicketPage(w.admin, number)).minutesSpent;

describe("booking", () => {
  test("with an answer, a note, a call or alone it is one sum on the ticket", async () => {
    const { replyToTicket, addNote, logCall, bookTime, listTime } = await acts();
    const ticket = await w.aTicket();
    const { messageId } = await replyToTicket(w.agents.support, ticket.id, {
      text: "x",
      time: { minutes: 10, activity: "Remote", billable: true },
    });
    await addNote(w.agents.light, ticket.id, { text: "x", time: { minutes: 5 } });
    await logCall(w.agents.support, ticket.id, { text: "x", direction: "in", time: { minutes: 3, note: "Asked twice" } });
    await bookTime(w.agents.support, ticket.id, { minutes: 2 });
    expect(await spentOn(ticket.number)).toBe(20);
    const { data } = await listTime(w.agents.support, ticket.number);
    expect(data.map((entry) => entry.minutes)).toEqual([2, 3, 5, 10]);
    expect(data[3]).toMatchObject({ messageId, activity: "Remote", billable: true, person: { name: "Ben Agent" } });
  });

  test.each([0, -5, 1441, 1.5, Number.NaN])("%s minutes are refused, and the answer is not written either", async (minutes) => {
    const { replyToTicket, getTicketPage } = await acts();
    const ticket = await w.aTicket();
    const reply = replyToTicket(w.agents.support, ticket.id, { text: "x", time: { minutes } });
    await expect(reply).rejects.toMatchObject({ code: "invalid", fields: { minutes: expect.any(String) } });
    expect((await getTicketPage(w.admin, ticket.number)).messages).toHaveLength(1);
  });

  test("on a closed activity nothing new is booked, and what stands there stays", async () => {
    const { createActivity, changeActivity, bookTime, correctTime, listTime, listActivities } = await acts();
    const ticket = await w.aTicket();
    const { id } = await createActivity(w.admin, { name: "Driving" });
    const { entryId } = await bookTime(w.agents.support, ticket.id, { minutes: 30, activity: "Driving" });
    await changeActivity(w.admin, id, { active: false });
    await expect(bookTime(w.agents.support, ticket.id, { minutes: 5, activity: "Driving" })).rejects.toMatchObject({
      fields: { activity: expect.any(String) },
    });
    await correctTime(w.agents.support, entryId, { minutes: 25, activity: "Driving" });
    expect((await listTime(w.admin, ticket.number)).data).toMatchObject([{ minutes: 25, activity: "Driving" }]);
    expect((await listActivities(w.agents.support)).map((activity) => activity.name)).toEqual(["Remote"]);
  });

  test("a customer can neither book nor see, nor is anything of it in his ticket", async () => {
    const { bookTime, listTime, replyToTicket, correctTime, getTicketPage } = await acts();
    const ticket = await w.aTicket();
    const before = await getTicketPage(w.customers.acme, ticket.number);
    const { entryId } = await bookTime(w.agents.support, ticket.id, { minutes: 7 });
    expect(await getTicketPage(w.customers.acme, ticket.number)).toEqual(before);
    await expect(listTime(w.customers.acme, ticket.number)).rejects.toMatchObject({ code: "not_found" });
    await expect(correctTime(w.customers.acme, entryId, { minutes: 1 })).rejects.toMatchObject({ code: "not_found" });
    await expect(replyToTicket(w.customers.acme, ticket.id, { text: "x", time: { minutes: 1 } })).rejects.toMatchObject({
      code: "forbidden",
    });
  });
});

describe("correcting", () => {
  test("one's own may be corrected and taken back, a colleague's by who may change the ticket; the history keeps both values", async () => {
    const { bookTime, correctTime, removeTime, listHistory } = await acts();
    const ticket = await w.aTicket();
    const { entryId } = await bookTime(w.agents.support, ticket.id, { minutes: 10 });
    const { entryId: light } = await bookTime(w.agents.light, ticket.id, { minutes: 4 });
    await expect(correctTime(w.agents.light, entryId, { minutes: 1 })).rejects.toMatchObject({ code: "forbidden" });
    await correctTime(w.agents.light, light, { minutes: 5 });
    await correctTime(w.agents.both, entryId, { minutes: 12 });
    await correctTime(w.agents.both, entryId, { minutes: 12 });
    expect(await spentOn(ticket.number)).toBe(17);
    await removeTime(w.agents.support, entryId);
    await expect(removeTime(w.agents.support, entryId)).rejects.toMatchObject({ code: "not_found" });
    expect(await spentOn(ticket.number)).toBe(5);
    const events = (await listHistory(ticket.id, true)).filter((event) => event.type.startsWith("time."));
    expect(events.map((event) => event.type)).toEqual(["time.booked", "time.booked", "time.corrected", "time.corrected", "time.removed"]);
    expect(events[3]!.data).toMatchObject({ before: { minutes: 10 }, after: { minutes: 12 } });
  });

  test("of one's own bookings only those on tickets one may still read are listed", async () => {
    const { bookTime, listOwnTime, updateTicket } = await acts();
    const [stays, goes] = [await w.aTicket(), await w.aTicket()];
    for (const ticket of [stays, goes]) await bookTime(w.agents.support, ticket.id, { minutes: 1, note: "mine" });
    await updateTicket(w.admin, goes.id, { queue: "Network", time: { minutes: 1 } });
    const own = (await listOwnTime(w.agents.support, { limit: 200 })).data.map((entry) => entry.ticket);
    expect(own).toContain(stays.number);
    expect(own).not.toContain(goes.number);
    const first = await listOwnTime(w.agents.support, { limit: 1 });
    const second = await listOwnTime(w.agents.support, { limit: 1, cursor: first.nextCursor! });
    expect(second.data[0]!.id).not.toBe(first.data[0]!.id);
  });
});

describe("a queue that asks for time", () => {
  test("agents answer, note, call and close there only with it", async () => {
    const { replyToTicket, addNote, logCall, updateTicket, getTicketPage } = await acts();
    const ticket = await w.aTicket({ queue: "Network" });
    const bare = [
      () => replyToTicket(w.agents.both, ticket.id, { text: "x" }),
      () => addNote(w.agents.both, ticket.id, { text: "x" }),
      () => logCall(w.agents.both, ticket.id, { text: "x", direction: "in" }),
      () => updateTicket(w.agents.both, ticket.id, { state: "closed" }),
    ];
    for (const act of bare) await expect(act()).rejects.toMatchObject({ key: "timeRequired", fields: { time: expect.any(String) } });
    await replyToTicket(w.agents.both, ticket.id, { text: "x", time: { minutes: 1 }, state: "closed" });
    expect(await getTicketPage(w.agents.both, ticket.number)).toMatchObject({ stateType: "closed", minutesSpent: 1 });
  });

  test("customers answer as ever, and other changes ask for nothing", async () => {
    const { replyToTicket, updateTicket } = await acts();
    const ticket = await w.aTicket({ queue: "Network" });
    await replyToTicket(w.customers.acme, ticket.id, { text: "Hello?" });
    await updateTicket(w.agents.both, ticket.id, { priority: "high" });
  });

  test("only administrators say so", async () => {
    const { requireTimeOf, createActivity } = await acts();
    await expect(requireTimeOf(w.agents.both, networkId, false)).rejects.toMatchObject({ code: "forbidden" });
    await expect(createActivity(w.agents.both, { name: "Sleeping" })).rejects.toMatchObject({ code: "forbidden" });
  });
});
