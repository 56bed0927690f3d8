import { beforeAll, describe, expect, test } from "vitest";
import { testDatabase } from "../database";
import { buildWorld, type World } from "../world";

let w: World;
const acts = async () => ({
  ...(await import("@/domain/tickets/open")),
  ...(await import("@/domain/tickets/reply")),
  ...(await import("@/domain/tickets/note")),
  ...(await import("@/domain/tickets/update")),
  ...(await import("@/domain/tickets/queries")),
  ...(await import("@/domain/events/history")),
});

beforeAll(async () => {
  await testDatabase();
  w = await buildWorld();
});

const typesOf = async (id: string) => (await (await acts()).listHistory(id, true)).map((event) => event.type);
const refusal = (promise: Promise<unknown>) =>
  promise.then(
    () => "no refusal",
    (error: { code?: string }) => error.code,
  );

describe("opening", () => {
  test("a customer opens for himself and for nobody else", async () => {
    const { openTicket } = await acts();
    const asOther = openTicket(w.customers.acme, {
      subject: "Hello",
      queue: "Support",
      customerId: w.customers.globex.personId,
      channel: "web",
      text: "x",
    });
    expect(await refusal(asOther)).toBe("forbidden");
  });

  test("an agent opens only where he may create", async () => {
    const { openTicket } = await acts();
    const elsewhere = openTicket(w.agents.support, {
      subject: "Hello",
      queue: "Network",
      customerId: w.customers.acme.personId,
      channel: "phone",
      text: "x",
    });
    expect(await refusal(elsewhere)).toBe("forbidden");
  });

  test("an empty subject and an unknown queue are refused, and the fault names its field", async () => {
    const { openTicket } = await acts();
    const opening = { subject: " ", queue: "Support", customerId: w.customers.acme.personId, channel: "web" as const, text: "x" };
    await expect(openTicket(w.customers.acme, opening)).rejects.toMatchObject({ code: "invalid", fields: { subject: expect.any(String) } });
    await expect(openTicket(w.customers.acme, { ...opening, subject: "x", queue: "Nowhere" })).rejects.toMatchObject({
      fields: { queue: expect.any(String) },
    });
  });

  test("what a customer sends is new, with its event and its message", async () => {
    const { getTicketPage } = await acts();
    const ticket = await w.aTicket();
    const page = await getTicketPage(w.agents.support, ticket.number);
    expect(page).toMatchObject({ stateType: "new", queue: "Support", preview: "Please come quickly." });
    expect(await typesOf(ticket.id)).toEqual(["ticket.opened", "message.received"]);
  });
});

describe("answering", () => {
  test("who may only note may not reply", async () => {
    const { replyToTicket } = await acts();
    const ticket = await w.aTicket();
    expect(await refusal(replyToTicket(w.agents.light, ticket.id, { text: "Hello" }))).toBe("forbidden");
  });

  test("an agent's first answer takes the ticket out of new and answers the customer", async () => {
    const { replyToTicket, getTicketPage } = await acts();
    const ticket = await w.aTicket();
    await replyToTicket(w.agents.support, ticket.id, { text: "We are on it." });
    expect(await getTicketPage(w.agents.support, ticket.number)).toMatchObject({
      stateType: "open",
      unansweredSince: null,
      preview: "We are on it.",
    });
    expect((await typesOf(ticket.id)).slice(2)).toEqual(["message.sent", "ticket.stateChanged"]);
  });

  test("a customer's message opens a closed ticket again", async () => {
    const { replyToTicket, getTicketPage } = await acts();
    const ticket = await w.aTicket({ state: "closed" });
    await replyToTicket(w.customers.acme, ticket.id, { text: "Still burning." });
    expect(await getTicketPage(w.agents.support, ticket.number)).toMatchObject({ stateType: "open", closedAt: null });
    expect((await typesOf(ticket.id)).slice(-2)).toEqual(["message.received", "ticket.reopened"]);
  });

  test("an answer to a ticket that changed meanwhile is refused and writes nothing", async () => {
    const { replyToTicket, getTicketPage } = await acts();
    const ticket = await w.aTicket();
    const { revision } = await getTicketPage(w.agents.support, ticket.number);
    await replyToTicket(w.customers.acme, ticket.id, { text: "One more thing" });
    expect(await refusal(replyToTicket(w.agents.support, ticket.id, { text: "Too late", revision }))).toBe("conflict");
    expect((await getTicketPage(w.agents.support, ticket.number)).messages.map((m) => m.text)).not.toContain("Too late");
  });

  test("an empty answer is refused", async () => {
    const { replyToTicket } = await acts();
    const ticket = await w.aTicket();
    expect(await refusal(replyToTicket(w.agents.support, ticket.id, { text: "  " }))).toBe("invalid");
  });
});

describe("noting", () => {
  test("a customer sees no trace of an internal note", async () => {
    const { addNote, getTicketPage, listChanges } = await acts();
    const ticket = await w.aTicket();
    const before = await getTicketPage(w.customers.acme, ticket.number);
    await addNote(w.agents.light, ticket.id, { text: "He calls every week." });
    expect((await getTicketPage(w.agents.light, ticket.number)).messages).toHaveLength(2);
    // Not even a revision or an instant that moved.
    expect(await getTicketPage(w.customers.acme, ticket.number)).toEqual(before);
    expect((await listChanges(w.customers.acme, 0)).map((change) => change.type)).not.toContain("note.added");
  });
});

describe("changing", () => {
  test("closing a closed ticket records nothing", async () => {
    const { updateTicket } = await acts();
    const ticket = await w.aTicket({ state: "closed" });
    const before = await typesOf(ticket.id);
    await updateTicket(w.agents.support, ticket.id, { state: "closed" });
    expect(await typesOf(ticket.id)).toEqual(before);
  });

  test("two agents who close at the same moment close it once", async () => {
    const { updateTicket } = await acts();
    const ticket = await w.aTicket({ state: "open" });
    await Promise.all([
      updateTicket(w.agents.support, ticket.id, { state: "closed" }),
      updateTicket(w.agents.both, ticket.id, { state: "closed" }),
      updateTicket(w.admin, ticket.id, { state: "closed" }),
    ]);
    expect((await typesOf(ticket.id)).filter((type) => type === "ticket.closed")).toHaveLength(1);
  });

  test("a ticket is not given to somebody who could not see it", async () => {
    const { updateTicket } = await acts();
    const ticket = await w.aTicket({ queue: "Network" });
    expect(await refusal(updateTicket(w.agents.both, ticket.id, { owner: w.agents.support.email }))).toBe("invalid");
  });

  test("after a move the ticket is gone for who may not read there", async () => {
    const { updateTicket, getTicketPage } = await acts();
    const ticket = await w.aTicket();
    await updateTicket(w.agents.support, ticket.id, { queue: "Network" });
    expect(await refusal(getTicketPage(w.agents.support, ticket.number))).toBe("not_found");
    expect((await getTicketPage(w.agents.both, ticket.number)).queue).toBe("Network");
  });

  test("several changes are made all or none", async () => {
    const { updateTicket, getTicketPage } = await acts();
    const ticket = await w.aTicket();
    expect(await refusal(updateTicket(w.agents.support, ticket.id, { priority: "high", state: "no such state" }))).toBe("invalid");
    expect((await getTicketPage(w.agents.support, ticket.number)).priority).toBe("normal");
    await updateTicket(w.agents.support, ticket.id, { priority: "high", tags: ["Fire", "fire "], owner: w.agents.both.email });
    expect(await getTicketPage(w.agents.support, ticket.number)).toMatchObject({
      priority: "high",
      tags: ["fire"],
      owner: { name: "Mia Agent" },
    });
  });

  test("a merged or removed ticket cannot be reached by setting a state", async () => {
    const { updateTicket } = await acts();
    const ticket = await w.aTicket();
    expect(await refusal(updateTicket(w.agents.support, ticket.id, { state: "merged" }))).toBe("conflict");
  });
});

describe("listing", () => {
  test("pages follow one another without a gap or a repetition", async () => {
    const { listTickets } = await acts();
    for (let i = 0; i < 5; i += 1) await w.aTicket({ subject: `Paged ${i}` });
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await listTickets(w.admin, { limit: 2, cursor });
      seen.push(...page.data.map((row) => row.number));
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
    const all = await listTickets(w.admin, { limit: 200 });
    expect(seen).toEqual(all.data.map((row) => row.number));
    expect(new Set(seen).size).toBe(seen.length);
  });
});
