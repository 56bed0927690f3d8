import { beforeAll, describe, expect, test } from "vitest";
import { system } from "@/domain/access/actor";
import { testDatabase } from "../database";
import { buildWorld, type World } from "../world";

let w: World;
const acts = async () => ({
  ...(await import("@/domain/setup/states")),
  ...(await import("@/domain/setup/priorities")),
  ...(await import("@/domain/setup/types")),
  ...(await import("@/domain/tickets/succeed")),
  ...(await import("@/domain/tickets/update")),
  ...(await import("@/domain/tickets/reply")),
  ...(await import("@/domain/tickets/queries")),
  ...(await import("@/domain/events/history")),
});

beforeAll(async () => {
  await testDatabase();
  w = await buildWorld();
});

const page = async (number: string) => (await acts()).getTicketPage(w.admin, number);
const emptied = async () => {
  const { moveToSuccessors } = await acts();
  while ((await moveToSuccessors(system("upkeep"))) > 0);
};

describe("states", () => {
  test("a renamed state keeps its tickets, and what its type and its waiting mean", async () => {
    const { changeState, updateTicket, replyToTicket } = await acts();
    const ticket = await w.aTicket({ state: "open" });
    await updateTicket(w.admin, ticket.id, { state: "waiting for third party" });
    await changeState(w.admin, "waiting for third party", { name: "with the supplier" });
    await replyToTicket(w.customers.acme, ticket.id, { text: "Any news?" });
    expect(await page(ticket.number)).toMatchObject({ state: "with the supplier", stateType: "pending-reminder" });
    await changeState(w.admin, "with the supplier", { name: "waiting for third party" });
  });

  test("a customer reads the plain words, an agent the name", async () => {
    const { changeState, getTicketPage, listTickets } = await acts();
    await changeState(w.admin, "open", { label: { en: "In good hands", de: "In guten Händen" } });
    const ticket = await w.aTicket({ state: "open" });
    expect((await getTicketPage(w.customers.acme, ticket.number)).state).toBe("In good hands");
    expect((await getTicketPage({ ...w.customers.acme, locale: "de" }, ticket.number)).state).toBe("In guten Händen");
    expect((await page(ticket.number)).state).toBe("open");
    const asked = await listTickets(w.customers.acme, { state: "In good hands" });
    expect(asked.data.map((row) => row.number)).toContain(ticket.number);
    expect((await listTickets(w.customers.acme, { state: "open" })).data).toEqual([]);
  });

  test("one without words of its own gets plain ones by its type", async () => {
    const { createState } = await acts();
    const made = await createState(w.admin, {
      name: "at the workshop",
      type: "pending-reminder",
      waitsFor: "other",
      label: { en: "In repair" },
    });
    expect(made).toMatchObject({ label: { en: "In repair", de: "Zurückgestellt" }, waitsFor: "other", isDefault: false });
  });

  test("a state in use is closed only with a successor of its type, and its tickets follow, each with its event", async () => {
    const { createState, retireState, updateTicket, listHistory } = await acts();
    await createState(w.admin, { name: "being tested", type: "open" });
    const ticket = await w.aTicket();
    await updateTicket(w.admin, ticket.id, { state: "being tested" });
    await expect(retireState(w.admin, "being tested")).rejects.toMatchObject({
      code: "invalid",
      fields: { successor: expect.any(String) },
    });
    await expect(retireState(w.admin, "being tested", "closed")).rejects.toMatchObject({ key: "otherType" });
    await expect(retireState(w.admin, "being tested", "being tested")).rejects.toMatchObject({ key: "badSuccessor" });
    await retireState(w.admin, "being tested", "open");
    const before = await page(ticket.number);
    await emptied();
    const after = await page(ticket.number);
    expect(after).toMatchObject({ state: "open", revision: before.revision + 1, updatedAt: before.updatedAt });
    expect((await listHistory(ticket.id, true)).at(-1)).toMatchObject({
      type: "ticket.stateChanged",
      data: { from: { name: "being tested" }, to: { name: "open" } },
    });
    await expect(updateTicket(w.admin, ticket.id, { state: "being tested" })).rejects.toMatchObject({
      code: "invalid",
      message: expect.stringContaining('"open" took its place'),
    });
  });

  test("a closed ticket stays as closed as it was when its state is closed", async () => {
    const { createState, retireState, updateTicket } = await acts();
    await createState(w.admin, { name: "archived", type: "closed" });
    const ticket = await w.aTicket({ state: "open" });
    await updateTicket(w.admin, ticket.id, { state: "archived" });
    const { closedAt } = await page(ticket.number);
    await retireState(w.admin, "archived", "closed");
    await emptied();
    expect(await page(ticket.number)).toMatchObject({ state: "closed", closedAt });
  });

  test("the default of a type is closed only by handing that on, and what opens again takes the new one", async () => {
    const { createState, retireState, restoreState, changeState, replyToTicket } = await acts();
    await createState(w.admin, { name: "in progress", type: "open" });
    await expect(retireState(w.admin, "open")).rejects.toMatchObject({ key: "successorMissing" });
    await retireState(w.admin, "open", "in progress");
    const ticket = await w.aTicket({ state: "closed" });
    await replyToTicket(w.customers.acme, ticket.id, { text: "It burns again." });
    expect((await page(ticket.number)).state).toBe("in progress");
    await restoreState(w.admin, "open");
    await changeState(w.admin, "open", { default: true });
    await expect(changeState(w.admin, "open", { default: false })).rejects.toMatchObject({ key: "defaultMissing" });
    await retireState(w.admin, "in progress", "open");
    await emptied();
    expect((await page(ticket.number)).state).toBe("open");
  });

  test("merged and removed stay as they are; names are one line and nobody else's", async () => {
    const { createState, retireState, changeState } = await acts();
    await expect(retireState(w.admin, "merged", "closed")).rejects.toMatchObject({ key: "fixedState" });
    await expect(createState(w.admin, { name: "gone", type: "removed" })).rejects.toMatchObject({ key: "fixedState" });
    await expect(createState(w.admin, { name: "CLOSED", type: "closed" })).rejects.toMatchObject({ code: "conflict", key: "nameTaken" });
    for (const name of ["", " ", "x".repeat(61), "42", "a\u0000b", "\ud800"]) {
      await expect(createState(w.admin, { name, type: "open" })).rejects.toMatchObject({ code: "invalid", key: "badName" });
    }
    await expect(changeState(w.admin, "open", { label: { en: "x".repeat(61) } })).rejects.toMatchObject({ key: "badLabel" });
    await expect(changeState(w.admin, "no\u0000thing", { name: "x" })).rejects.toMatchObject({ code: "not_found" });
  });

  test("clocks go on counting for a ticket in a state that was made after the promise", async () => {
    const { createState, updateTicket } = await acts();
    const { createCalendar } = await import("@/domain/sla/calendars");
    const { createPolicy } = await import("@/domain/sla/policies");
    await createCalendar(w.admin, { name: "Always", timeZone: "UTC", week: { mon: [["00:00", "24:00"]] }, holidays: [] });
    await createPolicy(w.admin, { name: "All", calendar: "Always", targets: { solution: { "*": 3600 } } });
    const ticket = await w.aTicket();
    await createState(w.admin, { name: "with the press", type: "pending-reminder" });
    await updateTicket(w.admin, ticket.id, { state: "with the press" });
    await updateTicket(w.admin, ticket.id, { state: "closed" });
    expect((await page(ticket.number)).sla.nextDueAt).toBeNull();
  });
});

describe("priorities and types", () => {
  test("who chooses no priority gets the default, whatever it is called", async () => {
    const { changePriority } = await acts();
    await changePriority(w.admin, "normal", { name: "usual" });
    expect((await page((await w.aTicket()).number)).priority).toBe("usual");
    await changePriority(w.admin, "high", { default: true });
    expect((await page((await w.aTicket()).number)).priority).toBe("high");
    await changePriority(w.admin, "usual", { name: "normal", default: true });
  });

  test("a closed priority hands its tickets to its successor", async () => {
    const { createPriority, retirePriority, updateTicket } = await acts();
    await createPriority(w.admin, { name: "burning", sign: 4, color: "bad" });
    const ticket = await w.aTicket();
    await updateTicket(w.admin, ticket.id, { priority: "burning" });
    await retirePriority(w.admin, "burning", "very high");
    await emptied();
    expect((await page(ticket.number)).priority).toBe("very high");
  });

  test("a ticket gets a type and loses it, and a closed type hands on through one that is closed itself", async () => {
    const { createType, retireType, updateTicket, listChoices } = await acts();
    await createType(w.admin, { name: "request A" });
    await createType(w.admin, { name: "request B" });
    const ticket = await w.aTicket();
    await updateTicket(w.admin, ticket.id, { type: "request A" });
    await retireType(w.admin, "request A", "request B");
    await retireType(w.admin, "request B", "question");
    await emptied();
    expect((await page(ticket.number)).type).toBe("question");
    expect((await listChoices()).types.map((type) => type.name)).not.toContain("request A");
    await updateTicket(w.admin, ticket.id, { type: null });
    expect((await page(ticket.number)).type).toBeNull();
  });

  test("what is not in use needs no successor, and is offered again when it is asked for", async () => {
    const { createType, retireType, restoreType, updateTicket } = await acts();
    await createType(w.admin, { name: "idea" });
    await retireType(w.admin, "idea");
    const ticket = await w.aTicket();
    await expect(updateTicket(w.admin, ticket.id, { type: "idea" })).rejects.toMatchObject({ key: "closedChoice" });
    await restoreType(w.admin, "idea");
    await updateTicket(w.admin, ticket.id, { type: "idea" });
    expect((await page(ticket.number)).type).toBe("idea");
  });

  test("an agent may not change what there is to choose from", async () => {
    const { createState, changePriority, retireType } = await acts();
    for (const tried of [
      () => createState(w.agents.both, { name: "mine", type: "open" }),
      () => changePriority(w.agents.both, "normal", { name: "mine" }),
      () => retireType(w.manager, "change", "incident"),
    ]) {
      await expect(tried()).rejects.toMatchObject({ code: "forbidden" });
    }
  });
});
