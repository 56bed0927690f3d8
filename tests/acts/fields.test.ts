import { beforeAll, describe, expect, test } from "vitest";
import type { FieldInput } from "@/domain/fields/definition";
import { testDatabase } from "../database";
import { buildWorld, type World } from "../world";

let w: World;
const acts = async () => ({
  ...(await import("@/domain/fields/definitions")),
  ...(await import("@/domain/fields/read")),
  ...(await import("@/domain/tickets/fields")),
  ...(await import("@/domain/tickets/open")),
  ...(await import("@/domain/tickets/update")),
  ...(await import("@/domain/tickets/queries")),
  ...(await import("@/domain/events/history")),
});
/** A field of a key of its own in each test: what one leaves does not reach the next. */
async function aField(key: string, more: Partial<FieldInput> = {}) {
  const { createField } = await acts();
  return createField(w.admin, { entity: "ticket", key, kind: "text", labels: { en: `The ${key}`, de: `Das ${key}` }, ...more });
}
const closeField = async (id: string) => (await acts()).changeField(w.admin, id, { closed: true });
const groupOf = async (name: string) => {
  const { db } = await import("@/db");
  const { groups } = await import("@/db/schema");
  return (await db.select().from(groups)).find((group) => group.name === name)!.id;
};
const answersOf = async (actor: World["admin"] | World["customers"]["acme"], ticket: { id: string; number: string }) => {
  const { listAnswers, getTicketPage } = await acts();
  const page = await getTicketPage(actor, ticket.number);
  return (await listAnswers(actor, "ticket", [page])).get(ticket.id) ?? {};
};
const set = async (
  actor: World["admin"] | World["customers"]["acme"],
  ticket: { id: string },
  fields: Record<string, unknown>,
  more = {},
) => (await acts()).updateTicket(actor, ticket.id, { fields, ...more });
const eventsOf = async (id: string, reader?: World["admin"]) => {
  const { listHistory } = await acts();
  const history = await listHistory(id, true, reader && { actor: reader, groupId: await groupOf("Support") });
  return history.filter((event) => event.type === "ticket.fieldsChanged");
};

beforeAll(async () => {
  await testDatabase();
  w = await buildWorld();
});

describe("answering", () => {
  test("an answer is kept as its kind keeps it, told with its label before and after, and cleared with null", async () => {
    await aField("size", { kind: "integer" });
    const ticket = await w.aTicket();
    await set(w.agents.support, ticket, { size: "41" });
    await set(w.agents.support, ticket, { size: 42 });
    expect(await answersOf(w.agents.support, ticket)).toEqual({ size: 42 });
    await set(w.agents.support, ticket, { size: null });
    expect(await answersOf(w.agents.support, ticket)).toEqual({});

    const { describeEvent } = await import("@/domain/events/describe");
    const said = (await eventsOf(ticket.id)).map((event) => describeEvent(event).values);
    expect(said.map((values) => values.en)).toEqual(["The size: 41", "The size: 41 → 42", "The size: 42 → –"]);
    expect(said[0]!.de).toBe("Das size: 41");
  });

  test("answering the same twice records nothing, and what was answered is no part of the chained row", async () => {
    await aField("again");
    const ticket = await w.aTicket();
    await set(w.agents.support, ticket, { again: "marmalade" });
    await set(w.agents.support, ticket, { again: " marmalade " });
    const events = await eventsOf(ticket.id);
    expect(events).toHaveLength(1);
    expect(JSON.stringify(events[0]!.data)).not.toContain("marmalade");
  });

  test("a faulty answer changes nothing of what was asked with it", async () => {
    await aField("count", { kind: "integer" });
    const ticket = await w.aTicket();
    const both = set(w.agents.support, ticket, { count: "many" }, { subject: "Other" });
    await expect(both).rejects.toMatchObject({
      code: "invalid",
      key: "fieldInteger",
      fields: { "fields.count": expect.stringContaining("The count") },
    });
    expect((await (await acts()).getTicketPage(w.admin, ticket.number)).subject).toBe("The printer is on fire");
  });

  test("a stale revision is refused", async () => {
    await aField("stale");
    const ticket = await w.aTicket();
    await set(w.agents.support, ticket, { stale: "a" }, { revision: 1 });
    await expect(set(w.agents.support, ticket, { stale: "b" }, { revision: 1 })).rejects.toMatchObject({ key: "ticketChanged" });
  });

  test.each([["nothing"], ["__proto__"], ["\0\ud800"]])("a field there is not, %j, is refused", async (key) => {
    const ticket = await w.aTicket();
    const fields = JSON.parse(`{${JSON.stringify(key)}: "x"}`) as Record<string, unknown>;
    await expect(set(w.agents.support, ticket, fields)).rejects.toMatchObject({ code: "invalid", key: "unknownField" });
  });

  test("more answers than there can be fields are refused", async () => {
    const ticket = await w.aTicket();
    const fields = Object.fromEntries(Array.from({ length: 501 }, (_, i) => [`f${i}`, "x"]));
    await expect(set(w.agents.support, ticket, fields)).rejects.toMatchObject({ key: "tooManyFields" });
  });

  test("a person is given by address, kept by id, and must be known", async () => {
    await aField("approver", { kind: "person" });
    const ticket = await w.aTicket();
    await set(w.agents.support, ticket, { approver: "Max@desk.test" });
    expect(await answersOf(w.agents.support, ticket)).toEqual({ approver: w.manager.personId });
    await expect(set(w.agents.support, ticket, { approver: "who@nowhere.test" })).rejects.toMatchObject({ key: "fieldPerson" });
  });

  test("an agent who may not change the ticket answers nothing", async () => {
    await aField("light");
    const ticket = await w.aTicket();
    await expect(set(w.agents.light, ticket, { light: "x" })).rejects.toMatchObject({ code: "forbidden" });
  });
});

describe("where and when it is asked", () => {
  test("elsewhere it is refused, and what was answered stays when the ticket moves", async () => {
    const { listQueues, updateTicket } = await acts();
    const support = (await listQueues(w.admin)).find((queue) => queue.name === "Support")!;
    await aField("desk", { queueIds: [support.id] });
    const [here, there] = [await w.aTicket(), await w.aTicket({ queue: "Network" })];
    await expect(set(w.admin, there, { desk: "x" })).rejects.toMatchObject({ key: "fieldNotHere" });
    await set(w.admin, here, { desk: "x" });
    await updateTicket(w.admin, here.id, { queue: "Network" });
    expect(await answersOf(w.admin, here)).toEqual({ desk: "x" });
    const { getTicketFields } = await acts();
    expect((await getTicketFields(w.admin, here.number)).data.map((field) => field.key)).not.toContain("desk");
  });

  test("a field shown by another is answered together with it; hidden again it keeps its answer and is not required", async () => {
    await aField("broken", { kind: "yes-no" });
    const part = await aField("part", { shownWhen: { field: "broken", values: ["true"] }, requiredToClose: true });
    const ticket = await w.aTicket({ state: "open" });
    await expect(set(w.agents.support, ticket, { part: "lid" })).rejects.toMatchObject({ key: "fieldNotShown" });
    await set(w.agents.support, ticket, { part: "lid", broken: true });
    await set(w.agents.support, ticket, { broken: false });
    expect(await answersOf(w.agents.support, ticket)).toEqual({ part: "lid", broken: false });

    await set(w.agents.support, ticket, { broken: true });
    await set(w.agents.support, ticket, { part: null });
    const { updateTicket } = await acts();
    const closing = () => updateTicket(w.agents.support, ticket.id, { state: "closed" });
    await expect(closing()).rejects.toMatchObject({
      key: "fieldsMissingToClose",
      fields: { "fields.part": expect.stringContaining("The part") },
    });
    await set(w.agents.support, ticket, { broken: null });
    await closing();
    await closeField(part.id);
  });

  test("a closed field is answered no more and keeps what it has", async () => {
    const field = await aField("old");
    const ticket = await w.aTicket();
    await set(w.agents.support, ticket, { old: "kept" });
    await closeField(field.id);
    await expect(set(w.agents.support, ticket, { old: "new" })).rejects.toMatchObject({ key: "fieldClosed" });
    expect(await answersOf(w.agents.support, ticket)).toEqual({ old: "kept" });
    await expect((await acts()).deleteField(w.admin, field.id)).rejects.toMatchObject({ code: "conflict", key: "fieldInUse" });
  });
});

describe("opening", () => {
  const opening = (more: object = {}) => ({ subject: "Hello", queue: "Support", channel: "web" as const, text: "x", ...more });

  test("what is required is asked of agents and of customers who may fill it in, not of a letter", async () => {
    const { openTicket } = await acts();
    const forUs = await aField("impact", { required: true });
    const forAll = await aField("room", { required: true, customers: "fill" });
    const byAgent = (fields: object) =>
      openTicket(w.agents.support, opening({ customer: { email: "omar@acme.test" }, channel: "phone", fields }));
    const byCustomer = (fields: object) => openTicket(w.customers.acme, opening({ customerId: w.customers.acme.personId, fields }));
    await expect(byAgent({})).rejects.toMatchObject({
      key: "fieldsMissing",
      fields: { "fields.impact": expect.any(String), "fields.room": expect.any(String) },
    });
    await expect(byCustomer({})).rejects.toMatchObject({ key: "fieldsMissing", fields: { "fields.room": expect.any(String) } });
    await expect(byCustomer({ room: "1", impact: "high" })).rejects.toMatchObject({ key: "unknownField" });
    const opened = await byCustomer({ room: "204" });
    expect(await answersOf(w.customers.acme, opened)).toEqual({ room: "204" });
    await expect(set(w.agents.support, opened, { room: null })).rejects.toMatchObject({ key: "fieldsMissing" });

    const { conversation } = await import("../post");
    await conversation(w);
    await closeField(forUs.id);
    await closeField(forAll.id);
  });

  test("what stands in a field beforehand is its first answer, as far as it is shown", async () => {
    const { openTicket } = await acts();
    const made = [
      await aField("kind", { kind: "one-of", options: [{ value: "loan" }, { value: "gift" }], fallback: "loan" }),
      await aField("back", { kind: "date", fallback: "2026-12-31", shownWhen: { field: "kind", values: ["loan"] } }),
    ];
    const open = async (fields: object) =>
      answersOf(w.admin, await openTicket(w.admin, opening({ customer: { email: "omar@acme.test" }, fields })));
    expect(await open({})).toEqual({ kind: "loan", back: "2026-12-31" });
    expect(await open({ kind: "gift" })).toEqual({ kind: "gift" });
    for (const field of made.reverse()) await closeField(field.id);
  });
});

describe("who sees and writes it", () => {
  test("a customer sees what is open to him, and writes it only while he opens", async () => {
    await aField("ours");
    await aField("theirs", { customers: "fill" });
    const ticket = await w.aTicket();
    await set(w.agents.support, ticket, { ours: "marmalade", theirs: "seen" });
    expect(await answersOf(w.customers.acme, ticket)).toEqual({ theirs: "seen" });
    const { getTicketFields } = await acts();
    expect(JSON.stringify(await getTicketFields(w.customers.acme, ticket.number))).not.toContain("marmalade");
    await expect(set(w.customers.acme, ticket, { ours: "x" })).rejects.toMatchObject({ key: "unknownField" });
    await expect(set(w.customers.acme, ticket, { theirs: "x" })).rejects.toMatchObject({ key: "fieldNotYours" });
    await expect(getTicketFields(w.customers.globex, ticket.number)).rejects.toMatchObject({ code: "not_found" });
  });

  test("what needs a right is neither seen, told, asked by nor written without it", async () => {
    await aField("salary", { readNeeds: { right: "read", groupId: await groupOf("Network") } });
    await aField("open");
    const ticket = await w.aTicket();
    await set(w.agents.both, ticket, { salary: "marmalade", open: "x" });
    expect(await answersOf(w.agents.both, ticket)).toEqual({ salary: "marmalade", open: "x" });
    expect(await answersOf(w.agents.support, ticket)).toEqual({ open: "x" });
    const { getTicketFields, listTickets } = await acts();
    expect((await getTicketFields(w.agents.support, ticket.number)).data.map((field) => field.key)).not.toContain("salary");
    await expect(set(w.agents.support, ticket, { salary: "x" })).rejects.toMatchObject({ key: "unknownField" });
    await expect(listTickets(w.agents.support, { fields: { salary: "marmalade" } })).rejects.toMatchObject({ key: "badFilter" });

    const told = (reader?: World["admin"]) => eventsOf(ticket.id, reader).then(JSON.stringify);
    expect(await told(w.agents.both)).toContain("marmalade");
    for (const text of [await told(w.agents.support), await told()]) {
      expect(text).not.toContain("marmalade");
      expect(text).not.toContain("salary");
      expect(text).toContain("The open");
    }
  });

  test("what needs a right to write is read without it", async () => {
    await aField("budget", { writeNeeds: { right: "admin", groupId: null } });
    const ticket = await w.aTicket();
    await expect(set(w.agents.support, ticket, { budget: "5" })).rejects.toMatchObject({ code: "forbidden", key: "fieldNotYours" });
    await set(w.admin, ticket, { budget: "5" });
    expect(await answersOf(w.agents.support, ticket)).toEqual({ budget: "5" });
  });
});

describe("lists", () => {
  test("are filtered by answers of every kind, a branch with what grows on it", async () => {
    const { listTickets } = await acts();
    await aField("tags", { kind: "many-of", options: [{ value: "red" }, { value: "blue" }], customers: "see" });
    await aField("area", { kind: "tree", options: [{ value: "Net" }, { value: "Net::VPN" }, { value: "Netto" }] });
    await aField("weight", { kind: "decimal" });
    const [one, two] = [await w.aTicket(), await w.aTicket()];
    await set(w.admin, one, { tags: ["red", "blue"], area: "Net::VPN", weight: 1.5 });
    await set(w.admin, two, { tags: ["blue"], area: "Netto" });
    const found = async (fields: Record<string, string>, actor = w.admin as World["admin"] | World["customers"]["acme"]) =>
      (await listTickets(actor, { fields })).data.map((row) => row.number);
    expect(await found({ tags: "red" })).toEqual([one.number]);
    expect(await found({ tags: "blue" }, w.customers.acme)).toEqual([two.number, one.number]);
    expect(await found({ tags: "blue" }, w.customers.globex)).toEqual([]);
    expect(await found({ area: "Net" })).toEqual([one.number]);
    expect(await found({ weight: "1.5", tags: "blue" })).toEqual([one.number]);
    await expect(found({ weight: "heavy" })).rejects.toMatchObject({ fields: { "field.weight": expect.any(String) } });
    await expect(found({ area: "Net" }, w.customers.acme)).rejects.toMatchObject({ key: "badFilter" });
    await expect(found({ nothing: "x" })).rejects.toMatchObject({ key: "badFilter" });
  });
});

describe("configuring", () => {
  test("a taken key, a circle made by a later change, and throwing away what others depend on are refused", async () => {
    const { changeField, deleteField } = await acts();
    const first = await aField("first");
    await expect(aField("first")).rejects.toMatchObject({ code: "conflict", key: "fieldKeyTaken" });
    const second = await aField("second", { shownWhen: { field: "first", values: [] } });
    await expect(changeField(w.admin, first.id, { shownWhen: { field: "second", values: [] } })).rejects.toMatchObject({
      key: "badCondition",
    });
    await expect(changeField(w.admin, first.id, { closed: true })).rejects.toMatchObject({ key: "badCondition" });
    await expect(deleteField(w.admin, first.id)).rejects.toMatchObject({ key: "badCondition" });
    await deleteField(w.admin, second.id);
    await deleteField(w.admin, first.id);
  });

  test("changing a field to what it is records nothing", async () => {
    const { db } = await import("@/db");
    const { events } = await import("@/db/schema");
    const { changeField } = await acts();
    const field = await aField("same", { kind: "one-of", options: [{ value: "a", labels: { en: "A" } }], shownWhen: null });
    const count = () => db.$count(events);
    const before = await count();
    await changeField(w.admin, field.id, { labels: { de: "Das same", en: "The same" }, options: [{ value: "a", labels: { en: "A" } }] });
    expect(await count()).toBe(before);
    await changeField(w.admin, field.id, { required: true });
    expect(await count()).toBe(before + 1);
    await closeField(field.id);
  });

  test("queues, types and groups there are not are refused", async () => {
    const nowhere = "11111111-1111-4111-8111-111111111111";
    await expect(aField("q", { queueIds: [nowhere] })).rejects.toMatchObject({ fields: { queueIds: expect.any(String) } });
    await expect(aField("q", { typeIds: [999] })).rejects.toMatchObject({ fields: { typeIds: expect.any(String) } });
    await expect(aField("q", { readNeeds: { right: "read", groupId: nowhere } })).rejects.toMatchObject({
      fields: { readNeeds: expect.any(String) },
    });
  });
});
