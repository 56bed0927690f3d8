import { afterEach, beforeAll, expect, test } from "vitest";
import { testDatabase } from "../database";
import { buildWorld, type World } from "../world";

let w: World;
const acts = async () => ({
  ...(await import("@/domain/setup/lifecycles")),
  ...(await import("@/domain/setup/states")),
  ...(await import("@/domain/tickets/update")),
  ...(await import("@/domain/tickets/reply")),
  ...(await import("@/domain/tickets/queries")),
});

beforeAll(async () => {
  await testDatabase();
  w = await buildWorld();
});
afterEach(async () => {
  const { setLifecycle } = await acts();
  await setLifecycle(w.admin, null, []);
  await setLifecycle(w.admin, "change", []);
});

const page = async (number: string) => (await acts()).getTicketPage(w.admin, number);
const STRAIGHT = [
  { from: "new", to: "open" },
  { from: "open", to: "closed" },
];

test("a state that may not follow is refused, and the menu does not offer it", async () => {
  const { setLifecycle, updateTicket, listChoices } = await acts();
  await setLifecycle(w.admin, null, STRAIGHT);
  const ticket = await w.aTicket({ state: "open" });
  await expect(updateTicket(w.admin, ticket.id, { state: "waiting for customer" })).rejects.toMatchObject({
    code: "conflict",
    key: "stateNotAllowed",
  });
  const offered = (await listChoices(await page(ticket.number))).states.map((state) => state.name);
  expect(offered).toEqual(["open", "closed"]);
  await updateTicket(w.agents.support, ticket.id, { state: "closed" });
  await expect(updateTicket(w.admin, ticket.id, { state: "open" })).rejects.toMatchObject({ key: "stateNotAllowed" });
});

test("what happens by itself is not held up: a customer's answer opens what nobody may open", async () => {
  const { setLifecycle, replyToTicket } = await acts();
  const ticket = await w.aTicket({ state: "closed" });
  await setLifecycle(w.admin, null, STRAIGHT);
  await replyToTicket(w.customers.acme, ticket.id, { text: "It burns again." });
  expect((await page(ticket.number)).state).toBe("open");
});

test("a type goes its own way, also in the act that gives it the type", async () => {
  const { setLifecycle, updateTicket } = await acts();
  await setLifecycle(w.admin, "change", [
    { from: "open", to: "waiting for third party" },
    { from: "waiting for third party", to: "closed" },
  ]);
  const ticket = await w.aTicket({ state: "open" });
  await expect(updateTicket(w.admin, ticket.id, { type: "change", state: "closed" })).rejects.toMatchObject({ key: "stateNotAllowed" });
  expect((await page(ticket.number)).type).toBeNull();
  await updateTicket(w.admin, ticket.id, { type: "change", state: "waiting for third party" });
  await updateTicket(w.admin, ticket.id, { state: "closed" });
  expect((await page(ticket.number)).state).toBe("closed");
});

test("a step may ask for a right of its own", async () => {
  const { setLifecycle, updateTicket, listChoices, getTicketPage } = await acts();
  await setLifecycle(w.admin, null, [
    { from: "open", to: "closed" },
    { from: "closed", to: "open", right: "full" },
  ]);
  const ticket = await w.aTicket({ state: "open" });
  await updateTicket(w.agents.support, ticket.id, { state: "closed" });
  await expect(updateTicket(w.agents.support, ticket.id, { state: "open" })).rejects.toMatchObject({ code: "forbidden" });
  const seen = await getTicketPage(w.agents.support, ticket.number);
  expect((await listChoices(seen)).states.map((state) => state.name)).toEqual(["closed"]);
  await updateTicket(w.admin, ticket.id, { state: "open" });
});

test("a lifecycle that locks tickets in is refused whole, with the state it is about", async () => {
  const { setLifecycle, listLifecycles } = await acts();
  await setLifecycle(w.admin, null, STRAIGHT);
  const locking = [...STRAIGHT, { from: "open", to: "waiting for customer" }];
  await expect(setLifecycle(w.admin, null, locking)).rejects.toMatchObject({
    code: "invalid",
    key: "lockedIn",
    message: expect.stringContaining("waiting for customer"),
  });
  expect((await listLifecycles(w.admin))[0]!.steps).toHaveLength(2);
  for (const odd of [
    { from: "open", to: "nowhere" },
    { from: "merged", to: "open" },
    { from: "open", to: "open" },
    { from: "a\u0000", to: "open" },
  ]) {
    await expect(setLifecycle(w.admin, null, [odd])).rejects.toMatchObject({ code: "invalid", fields: expect.any(Object) });
  }
  await expect(setLifecycle(w.admin, "no such type", [])).rejects.toMatchObject({ code: "not_found" });
  await expect(setLifecycle(w.agents.both, null, [])).rejects.toMatchObject({ code: "forbidden" });
});

test("a closed state's successor takes its place in the lifecycle", async () => {
  const { setLifecycle, createState, retireState, listLifecycles } = await acts();
  await createState(w.admin, { name: "at work", type: "open" });
  await setLifecycle(w.admin, null, [
    { from: "new", to: "at work" },
    { from: "at work", to: "closed" },
    { from: "open", to: "closed" },
  ]);
  await retireState(w.admin, "at work", "open");
  expect((await listLifecycles(w.admin))[0]!.steps.map(({ from, to }) => `${from} > ${to}`)).toEqual(["new > open", "open > closed"]);
});
