import { beforeAll, describe, expect, test } from "vitest";
import { listHistory } from "@/domain/events/history";
import { linkTickets, listLinks, unlinkTickets } from "@/domain/tickets/link";
import { LINK_TYPES } from "@/domain/tickets/link-types";
import { getTicketPage } from "@/domain/tickets/queries";
import { updateTicket } from "@/domain/tickets/update";
import { testDatabase } from "../database";
import { buildWorld, type World } from "../world";

let w: World;

beforeAll(async () => {
  await testDatabase();
  w = await buildWorld();
});

const linksOf = async (number: string, actor = w.admin) => {
  const { data, hidden } = await listLinks(actor, number);
  return [...data.map((link) => `${link.type} ${link.ticket.number}`), ...(hidden ? [`${hidden} hidden`] : [])];
};

describe("a link", () => {
  test.each([
    ["related", "related"],
    ["duplicate-of", "has-duplicate"],
    ["has-duplicate", "duplicate-of"],
    ["part-of", "has-part"],
    ["causes", "caused-by"],
    ["follow-up-of", "followed-by"],
  ])("that says %s is said %s from the other end, told to both histories, and taken away from either", async (type, turned) => {
    const [a, b] = [await w.aTicket(), await w.aTicket()];
    for (let i = 0; i < 2; i++) await linkTickets(w.agents.support, a.id, type, b.number);
    expect(await linksOf(a.number)).toEqual([`${type} ${b.number}`]);
    expect(await linksOf(b.number)).toEqual([`${turned} ${a.number}`]);
    for (const { id } of [a, b]) expect((await listHistory(id, true)).filter((one) => one.type === "ticket.linked")).toHaveLength(1);
    await unlinkTickets(w.agents.support, b.id, turned, a.number);
    await unlinkTickets(w.agents.support, b.id, turned, a.number);
    expect([await linksOf(a.number), await linksOf(b.number)]).toEqual([[], []]);
    for (const { id } of [a, b]) expect((await listHistory(id, true)).filter((one) => one.type === "ticket.unlinked")).toHaveLength(1);
  });

  test("to a ticket one may not see is refused like one to no ticket, and one that stands is only counted", async () => {
    const [mine, foreign] = [await w.aTicket(), await w.aTicket({ queue: "Network" })];
    for (const number of [foreign.number, "999999", "x", "-1", ""]) {
      await expect(linkTickets(w.agents.support, mine.id, "related", number)).rejects.toMatchObject({ code: "not_found" });
    }
    await linkTickets(w.agents.both, mine.id, "blocks", foreign.number);
    expect(await linksOf(mine.number, w.agents.support)).toEqual(["1 hidden"]);
    await expect(listLinks(w.agents.support, foreign.number)).rejects.toMatchObject({ code: "not_found" });
    await expect(listLinks(w.customers.acme, mine.number)).rejects.toMatchObject({ code: "not_found" });
    await expect(linkTickets(w.agents.light, mine.id, "related", mine.number)).rejects.toMatchObject({ code: "forbidden" });
  });

  test("to itself, of no known kind, or that closes a circle of parts is refused", async () => {
    const [a, b, c] = [await w.aTicket(), await w.aTicket(), await w.aTicket()];
    await expect(linkTickets(w.admin, a.id, "related", a.number)).rejects.toMatchObject({ key: "linkToItself" });
    await expect(linkTickets(w.admin, a.id, "parent", b.number)).rejects.toMatchObject({ key: "unknownLink" });
    await linkTickets(w.admin, a.id, "part-of", b.number);
    await linkTickets(w.admin, b.id, "part-of", c.number);
    await expect(linkTickets(w.admin, c.id, "part-of", a.number)).rejects.toMatchObject({ key: "linkCircle" });
    await expect(linkTickets(w.admin, a.id, "has-part", c.number)).rejects.toMatchObject({ key: "linkCircle" });
  });

  test("made by many at once from both ends stands once and locks nobody out", async () => {
    const [a, b] = [await w.aTicket(), await w.aTicket()];
    await Promise.all(
      [a, b, a, b].map((one) => linkTickets(w.admin, one.id, one === a ? "part-of" : "has-part", (one === a ? b : a).number)),
    );
    expect(await linksOf(a.number)).toEqual([`part-of ${b.number}`]);
  });
});

test("a ticket is not closed while a part of it is open", async () => {
  const [whole, part] = [await w.aTicket({ state: "open" }), await w.aTicket({ state: "open" })];
  await linkTickets(w.admin, whole.id, "has-part", part.number);
  await expect(updateTicket(w.admin, whole.id, { state: "closed" })).rejects.toMatchObject({ key: "partsOpen" });
  expect((await getTicketPage(w.admin, whole.number)).stateType).toBe("open");
  await updateTicket(w.admin, part.id, { state: "closed" });
  await updateTicket(w.admin, whole.id, { state: "closed" });
});

test("every kind of link has its name from the other end among the kinds", async () => {
  const { fromOtherEnd, keptAs } = await import("@/domain/tickets/link-types");
  for (const name of LINK_TYPES) {
    const { type, turned } = keptAs(name);
    expect(turned ? fromOtherEnd(type) : type).toBe(name);
    expect(LINK_TYPES).toContain(fromOtherEnd(type));
  }
});
