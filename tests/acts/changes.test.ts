import { eq, sql } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { db } from "@/db";
import { people, tickets } from "@/db/schema";
import { listHistory } from "@/domain/events/history";
import { openTicket } from "@/domain/tickets/open";
import { getTicketPage } from "@/domain/tickets/queries";
import { replyToTicket } from "@/domain/tickets/reply";
import { updateTicket } from "@/domain/tickets/update";
import { testDatabase } from "../database";
import { answered, setQueue } from "../post";
import { buildWorld, type World } from "../world";

let w: World;

beforeAll(async () => {
  await testDatabase();
  w = await buildWorld();
});

const typesOf = async (id: string) => (await listHistory(id, true)).map((event) => event.type);
const page = (number: string, actor = w.admin) => getTicketPage(actor, number);

describe("another customer", () => {
  test("gets the answers himself, not where the former one wanted his", async () => {
    const ticket = await w.aTicket();
    await db.update(tickets).set({ replyAddress: "omar@private.test" }).where(eq(tickets.id, ticket.id));
    expect((await answered(w, ticket.id)).to).toEqual([{ name: "Omar", address: "omar@private.test" }]);
    await updateTicket(w.admin, ticket.id, { customer: w.customers.globex.email });
    expect(await page(ticket.number)).toMatchObject({ replyAddress: null });
    expect((await answered(w, ticket.id)).to).toEqual([{ name: "Lee", address: "lee@globex.test" }]);
  });

  test("named together with the participants is none of them, and the former one may be", async () => {
    const ticket = await w.aTicket();
    const [omar, lee] = [w.customers.acme.email, w.customers.globex.email];
    await updateTicket(w.admin, ticket.id, { customer: lee, participants: [omar, lee] });
    expect(await page(ticket.number)).toMatchObject({ customer: { email: lee }, participants: [{ email: omar }] });
    await updateTicket(w.admin, ticket.id, { customer: omar });
    expect(await page(ticket.number)).toMatchObject({ customer: { email: omar }, participants: [] });
  });
});

describe("history", () => {
  test("holds no name of a person in what can never be erased, and tells it all the same", async () => {
    const ticket = await w.aTicket();
    const ben = w.agents.support;
    await updateTicket(w.admin, ticket.id, { owner: ben.email, responsible: ben.email, customer: w.customers.globex.email });
    const rows = await db.execute(sql`select data::text as data from events where ticket_id = ${ticket.id}`);
    expect(JSON.stringify(rows)).not.toMatch(/Ben Agent|Omar|Lee/);
    const history = await listHistory(ticket.id, true);
    expect(history.find((event) => event.type === "ticket.assigned")).toMatchObject({
      data: { from: null, to: ben.personId },
      values: { owner: { before: null, after: "Ben Agent" } },
    });
    const { describeEvent } = await import("@/domain/events/describe");
    const said = history.filter((event) => event.type === "ticket.customerChanged").map(describeEvent);
    expect(said).toEqual([{ key: "customerChanged", values: { from: "Omar", to: "Lee" } }]);
  });

  test("of an owner who cannot take his ticket back holds his id, and his name beside it", async () => {
    const ticket = await w.aTicket({ state: "open" });
    await updateTicket(w.admin, ticket.id, { owner: w.agents.support.email, state: "closed" });
    await db.update(people).set({ active: false }).where(eq(people.id, w.agents.support.personId));
    await replyToTicket(w.customers.acme, ticket.id, { text: "Again" });
    await db.update(people).set({ active: true }).where(eq(people.id, w.agents.support.personId));
    const released = (await listHistory(ticket.id, true)).at(-1);
    expect(released).toMatchObject({
      type: "ticket.assigned",
      data: { to: null },
      values: { owner: { before: "Ben Agent", after: null } },
    });
    expect(JSON.stringify(released!.data)).not.toContain("Ben");
  });
});

describe("a date to wait until", () => {
  const pendingUntil = new Date(Date.now() + 86_400_000);

  test("is refused where nothing waits, and a closed ticket stays as it was closed", async () => {
    const closed = await w.aTicket({ state: "closed" });
    const before = await page(closed.number);
    await expect(updateTicket(w.admin, closed.id, { pendingUntil })).rejects.toMatchObject({ key: "waitsForNothing" });
    await expect(updateTicket(w.admin, closed.id, { pendingUntil, state: "open" })).rejects.toMatchObject({
      fields: { pendingUntil: expect.any(String) },
    });
    expect(await page(closed.number)).toEqual(before);
  });

  test("moves the end of waiting, and saying it again records nothing", async () => {
    const ticket = await w.aTicket();
    await updateTicket(w.admin, ticket.id, { state: "waiting for customer" });
    await updateTicket(w.admin, ticket.id, { pendingUntil });
    expect((await page(ticket.number)).pendingUntil).toEqual(pendingUntil);
    const before = await typesOf(ticket.id);
    await updateTicket(w.admin, ticket.id, { pendingUntil });
    expect(await typesOf(ticket.id)).toEqual(before);
  });
});

test("a ticket is not given to somebody who has left", async () => {
  const ticket = await w.aTicket();
  await db.update(people).set({ active: false }).where(eq(people.id, w.agents.both.personId));
  await expect(updateTicket(w.admin, ticket.id, { owner: w.agents.both.email })).rejects.toMatchObject({ key: "notInQueue" });
  await db.update(people).set({ active: true }).where(eq(people.id, w.agents.both.personId));
});

test("a copy for others does not leave out the customer", async () => {
  const ticket = await w.aTicket();
  await replyToTicket(w.agents.support, ticket.id, { text: "See also", cc: [{ name: "", address: "boss@acme.test" }] });
  const last = (await page(ticket.number)).messages.at(-1)!;
  expect([last.to, last.cc]).toEqual([[{ name: "Omar", address: "omar@acme.test" }], [{ name: "", address: "boss@acme.test" }]]);
});

describe("what a customer asks", () => {
  const asks = (more: object) =>
    openTicket(w.customers.acme, {
      ...{ subject: "Help", queue: "Support", customerId: w.customers.acme.personId, channel: "api" as const, text: "x" },
      ...more,
    });

  test("goes only where he could write to", async () => {
    await expect(asks({ queue: "Network::VPN" })).rejects.toMatchObject({ code: "forbidden" });
    expect(await asks({ queue: "Network" })).toMatchObject({ number: expect.any(String) });
  });

  test("says nothing of how the desk works on it", async () => {
    for (const wish of [{ priority: "very high" }, { type: "incident" }, { tags: ["vip"] }, { internal: true }]) {
      await expect(asks(wish)).rejects.toMatchObject({ key: "agentsDecide", fields: { [Object.keys(wish)[0]!]: expect.any(String) } });
    }
    const ticket = await w.aTicket();
    await expect(replyToTicket(w.customers.acme, ticket.id, { text: "x", state: "closed" })).rejects.toMatchObject({ key: "agentsDecide" });
  });

  test("for others is refused alike, whether they are known or not", async () => {
    const refusalFor = (email: string) =>
      asks({ customerId: undefined, customer: { email } }).catch((error) => ({ ...error, message: error.message }));
    const known = await refusalFor(w.customers.globex.email);
    expect(known).toMatchObject({ code: "forbidden", key: "forYourself" });
    expect(await refusalFor("nobody@nowhere.test")).toEqual(known);
    expect(await asks({ customerId: undefined, customer: { email: "OMAR@acme.test" } })).toMatchObject({ id: expect.any(String) });
  });
});

test("an agent who may not open there makes no person either", async () => {
  const wanted = { subject: "Call", queue: "Network", customer: { email: "new@caller.test" }, channel: "phone" as const, text: "x" };
  await expect(openTicket(w.agents.support, wanted)).rejects.toMatchObject({ code: "forbidden" });
  await expect(openTicket(w.agents.support, { ...wanted, queue: "Support", priority: "enormous" })).rejects.toMatchObject({
    code: "invalid",
  });
  expect(await db.select().from(people).where(eq(people.email, "new@caller.test"))).toEqual([]);
});

test("a file is kept only of who may write it", async () => {
  const ticket = await w.aTicket({ queue: "Network" });
  const files = [{ bytes: Buffer.from(`never stored ${Date.now()}`), filename: "a.txt", contentType: "text/plain" }];
  const blobs = async () => Number((await db.execute(sql`select count(*) as n from blobs`))[0]!.n);
  const before = await blobs();
  await expect(replyToTicket(w.agents.support, ticket.id, { text: "x", files })).rejects.toMatchObject({ code: "not_found" });
  await expect(replyToTicket(w.agents.both, ticket.id, { text: "x", files, revision: 99 })).rejects.toMatchObject({ code: "conflict" });
  expect(await blobs()).toBe(before);
  await replyToTicket(w.agents.both, ticket.id, { text: "x", files });
  expect(await blobs()).toBe(before + 1);
});

describe("a customer's answer in the portal to a closed ticket", () => {
  test("is turned away by a queue that takes none", async () => {
    const ticket = await w.aTicket({ state: "closed" });
    await setQueue("Support", { closedPolicy: "reject" });
    const before = await typesOf(ticket.id);
    await expect(replyToTicket(w.customers.acme, ticket.id, { text: "Hello?" })).rejects.toMatchObject({ key: "closedForGood" });
    expect(await typesOf(ticket.id)).toEqual(before);
    await setQueue("Support", { closedPolicy: "reopen-within" });
  });

  test("begins a linked one where the queue has it so, with its people and tags, and leaves the closed one closed", async () => {
    const ticket = await w.aTicket();
    await updateTicket(w.admin, ticket.id, { participants: [w.customers.colleague.email], tags: ["paper"], state: "closed" });
    await setQueue("Support", { closedPolicy: "new-linked" });
    const { opened, messageId } = await replyToTicket(w.customers.colleague, ticket.id, { text: "It broke again." });
    await setQueue("Support", { closedPolicy: "reopen-within" });
    expect(await page(opened!.number)).toMatchObject({
      ...{ subject: "The printer is on fire", stateType: "new", queue: "Support", tags: ["paper"] },
      ...{ customer: { email: w.customers.colleague.email }, participants: [{ email: w.customers.acme.email }] },
      messages: [{ id: messageId, text: "It broke again." }],
    });
    expect(await typesOf(opened!.id)).toContain("ticket.linked");
    expect(await page(ticket.number)).toMatchObject({ stateType: "closed" });
  });

  test("opens it again within the days that the queue gives", async () => {
    const ticket = await w.aTicket({ state: "closed" });
    expect((await replyToTicket(w.customers.acme, ticket.id, { text: "Again" })).opened).toBeUndefined();
    expect(await page(ticket.number)).toMatchObject({ stateType: "open" });
  });
});

describe("a telephone call", () => {
  const call = async (ticketId: string, more: object) =>
    (await import("@/domain/tickets/log-call")).logCall(w.agents.support, ticketId, { text: "We spoke.", direction: "out", ...more });

  test("in which the customer was reached answers him; one in vain does not", async () => {
    const ticket = await w.aTicket();
    await call(ticket.id, { reached: false });
    expect((await page(ticket.number)).unansweredSince).not.toBeNull();
    await call(ticket.id, { reached: true });
    expect(await page(ticket.number)).toMatchObject({ unansweredSince: null, stateType: "open", preview: "We spoke." });
  });

  test("is in the conversation for the customer, with no address of the agent, and nobody is mailed", async () => {
    const ticket = await w.aTicket();
    await call(ticket.id, { direction: "in" });
    const seen = (await page(ticket.number, w.customers.acme as never)).messages.at(-1)!;
    expect(seen).toMatchObject({ kind: "phone", text: "We spoke.", author: { name: "Ben Agent", email: null } });
    expect(await typesOf(ticket.id)).not.toContain("message.sent");
  });

  test("is not for who may only note, nor for the customer to write", async () => {
    const { logCall } = await import("@/domain/tickets/log-call");
    const ticket = await w.aTicket();
    for (const actor of [w.agents.light, w.customers.acme]) {
      await expect(logCall(actor, ticket.id, { text: "x", direction: "in" })).rejects.toMatchObject({ code: "forbidden" });
    }
  });
});
