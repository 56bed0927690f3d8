import { beforeAll, describe, expect, test } from "vitest";
import { describeEvent } from "@/domain/events/describe";
import { listHistory } from "@/domain/events/history";
import { listPeople } from "@/domain/people/list";
import { addParticipant, removeParticipant } from "@/domain/tickets/participants";
import { getTicketPage } from "@/domain/tickets/queries";
import { updateTicket } from "@/domain/tickets/update";
import { testDatabase } from "../database";
import { answered } from "../post";
import { buildWorld, type World } from "../world";

let w: World;

beforeAll(async () => {
  await testDatabase();
  w = await buildWorld();
});

const emails = async (number: string) => (await getTicketPage(w.admin, number)).participants.map((one) => one.email).sort();
const said = async (id: string) =>
  (await listHistory(id, true)).filter((event) => event.type === "ticket.participantsChanged").map(describeEvent);

describe("a participant", () => {
  test("may be somebody nobody knew, and gets the answers from then on", async () => {
    const ticket = await w.aTicket();
    await addParticipant(w.agents.support, ticket.id, "New@Partner.test");
    expect(await emails(ticket.number)).toEqual(["new@partner.test"]);
    expect((await answered(w, ticket.id)).cc).toEqual([{ name: "new@partner.test", address: "new@partner.test" }]);
    expect(await said(ticket.id)).toEqual([{ key: "participantsAdded", values: { names: "new@partner.test", removed: "" } }]);
  });

  test("who is taken out gets nothing more and sees the ticket no longer", async () => {
    const ticket = await w.aTicket();
    await addParticipant(w.agents.support, ticket.id, w.customers.globex.personId);
    await getTicketPage(w.customers.globex, ticket.number);
    await removeParticipant(w.agents.support, ticket.id, w.customers.globex.email);
    await expect(getTicketPage(w.customers.globex, ticket.number)).rejects.toMatchObject({ code: "not_found" });
    expect((await answered(w, ticket.id)).cc).toEqual([]);
    expect((await said(ticket.id)).at(-1)).toEqual({
      key: "participantsRemoved",
      values: { names: "", removed: "Lee <lee@globex.test>" },
    });
  });

  test("added twice, or being the customer already, is added once and nothing is recorded again", async () => {
    const ticket = await w.aTicket();
    for (const who of [w.customers.globex.email, w.customers.globex.email, w.customers.acme.email]) {
      await addParticipant(w.agents.support, ticket.id, who);
    }
    await removeParticipant(w.agents.support, ticket.id, w.customers.colleague.email);
    expect(await emails(ticket.number)).toEqual([w.customers.globex.email]);
    expect(await said(ticket.id)).toHaveLength(1);
  });

  test("two who are brought in at the same moment are both in", async () => {
    const ticket = await w.aTicket();
    await Promise.all([
      addParticipant(w.agents.support, ticket.id, w.customers.globex.email),
      addParticipant(w.agents.both, ticket.id, w.customers.colleague.email),
    ]);
    expect(await emails(ticket.number)).toEqual([w.customers.globex.email, w.customers.colleague.email]);
  });

  test("is brought in by nobody who may not change the ticket, and what is no address is refused", async () => {
    const ticket = await w.aTicket();
    await expect(addParticipant(w.agents.light, ticket.id, "x@y.test")).rejects.toMatchObject({ code: "forbidden" });
    await expect(addParticipant(w.customers.acme, ticket.id, "x@y.test")).rejects.toMatchObject({ code: "forbidden" });
    for (const nonsense of ["", "nobody", "a b@c.test", "x".repeat(300)]) {
      await expect(addParticipant(w.admin, ticket.id, nonsense)).rejects.toMatchObject({ code: "invalid" });
    }
    expect(await emails(ticket.number)).toEqual([]);
  });
});

describe("what two people change at once", () => {
  const priority = async (number: string) => (await getTicketPage(w.admin, number)).priority;

  test("is refused to the second with what the first made of it, and who he is", async () => {
    const ticket = await w.aTicket();
    await updateTicket(w.agents.both, ticket.id, { priority: "high", seen: { priority: "normal" } });
    const late = updateTicket(w.agents.support, ticket.id, { priority: "low", subject: "Quiet", seen: { priority: "normal" } });
    await expect(late).rejects.toMatchObject({
      code: "conflict",
      key: "fieldChanged",
      current: { field: "priority", value: "high", by: "Mia Agent", at: expect.any(String) },
    });
    expect(await priority(ticket.number)).toBe("high");
    expect((await getTicketPage(w.admin, ticket.number)).subject).toBe("The printer is on fire");
    await updateTicket(w.agents.support, ticket.id, { priority: "low" });
    expect(await priority(ticket.number)).toBe("low");
  });

  test("is no conflict when it is another field, or when both want the same", async () => {
    const ticket = await w.aTicket();
    await updateTicket(w.agents.both, ticket.id, { priority: "high", owner: w.agents.both.personId });
    await updateTicket(w.agents.support, ticket.id, { subject: "Fire", seen: { subject: "The printer is on fire" } });
    await updateTicket(w.agents.support, ticket.id, { priority: "high", seen: { priority: "normal" } });
    const taken = updateTicket(w.agents.support, ticket.id, { owner: w.agents.support.personId, seen: { owner: null } });
    await expect(taken).rejects.toMatchObject({ current: { field: "owner", value: "Mia Agent" } });
  });
});

test("people are found by a piece of a name or address, and signs mean themselves", async () => {
  const found = async (q: string) => (await listPeople(w.admin, { q })).data.map((one) => one.email);
  expect(await found("GLOBEX")).toEqual(["lee@globex.test"]);
  expect(await found("lia li")).toEqual(["lia@desk.test"]);
  for (const nothing of ["%", "_ _", "\\", "o\u0000m%", "'--"]) expect(await found(nothing)).toEqual([]);
});
