import { beforeAll, expect, test } from "vitest";
import { testDatabase } from "../database";
import { buildWorld, type World } from "../world";

let w: World;

beforeAll(async () => {
  await testDatabase();
  w = await buildWorld();
});

const search = async (actor: World["admin"] | World["customers"]["acme"], q: string) =>
  (await import("@/domain/tickets/search")).searchTickets(actor, q);
const listed = async (actor: World["admin"] | World["customers"]["acme"], q: string) =>
  (await (await import("@/domain/tickets/queries")).listTickets(actor, { q })).data.map((row) => row.number);

test("a word of an internal note finds the ticket for agents, and never for the customer", async () => {
  const { addNote } = await import("@/domain/tickets/note");
  const { replyToTicket } = await import("@/domain/tickets/reply");
  const { id, number } = await w.aTicket({ subject: "Slow laptop" });
  await addNote(w.agents.support, id, { text: "Customer is a notorious complainer, see Rumpelstilzchen." });
  await replyToTicket(w.agents.support, id, { text: "We look into the gizmo." });
  expect((await search(w.agents.support, "rumpelstilzchen")).map((hit) => hit.number)).toEqual([number]);
  expect(await listed(w.agents.support, "rumpelstilzchen")).toEqual([number]);
  expect(await search(w.customers.acme, "rumpelstilzchen")).toEqual([]);
  expect(await listed(w.customers.acme, "rumpelstilzchen")).toEqual([]);
  // Found by something public, the internal text is not quoted.
  const [hit] = await search(w.customers.acme, "gizmo");
  expect(hit!.number).toBe(number);
  expect(JSON.stringify(hit)).not.toMatch(/notorious/i);
});

test("nobody finds a ticket he may not see", async () => {
  const { number } = await w.aTicket({ subject: "Flux capacitor", queue: "Network", customer: w.customers.globex });
  expect(await listed(w.agents.support, "flux capacitor")).toEqual([]);
  expect(await search(w.agents.support, "flux capacitor")).toEqual([]);
  expect(await search(w.customers.acme, "flux capacitor")).toEqual([]);
  expect(await listed(w.agents.both, "flux capacitor")).toEqual([number]);
  expect(await listed(w.customers.globex, "flux")).toEqual([number]);
});

test("words of the subject and of different messages find it together, in either language, by number, and by a beginning", async () => {
  const { replyToTicket } = await import("@/domain/tickets/reply");
  const { updateTicket } = await import("@/domain/tickets/update");
  const { id, number } = await w.aTicket({ subject: "Drucker im Keller" });
  await replyToTicket(w.customers.acme, id, { text: "Es brennen alle Lampen, the cartridges are leaking." });
  for (const q of ["keller lampe", "Drucker Lampe", "leak cartridge", number, "drucke", '"alle lampen"'])
    expect([q, await listed(w.admin, q)]).toEqual([q, [number]]);
  await updateTicket(w.admin, id, { subject: "Printer in the basement" });
  expect(await listed(w.admin, "basement")).toEqual([number]);
});

test("what is no word finds nothing and breaks nothing", async () => {
  for (const q of ["'", "&|!():*", "\\", "%", '"', "-"]) expect(await search(w.admin, q)).toEqual([]);
});
