import { beforeAll, expect, test } from "vitest";
import { testDatabase } from "../database";
import { buildWorld, type World } from "../world";

let w: World;

beforeAll(async () => {
  await testDatabase();
  w = await buildWorld();
  const { updateTicket } = await import("@/domain/tickets/update");
  for (const queue of ["Support", "Network", "Network::VPN"]) {
    for (const customer of [w.customers.acme, w.customers.globex])
      await updateTicket(w.admin, (await w.aTicket({ customer })).id, { queue });
  }
  const shared = await w.aTicket({ queue: "Network", customer: w.customers.globex });
  await updateTicket(w.admin, shared.id, { participants: [w.customers.colleague.email] });
});

test("for everybody the list holds exactly the tickets that the policy lets him read", async () => {
  const { listTickets, getTicketPage } = await import("@/domain/tickets/queries");
  const { findTicketForWatching } = await import("@/domain/tickets/watching");
  const { can } = await import("@/domain/access/policy");
  const numbers = (await listTickets(w.admin, { limit: 200 })).data.map((row) => row.number);
  expect(numbers.length).toBe(7);
  const noRead = { ...w.agents.support, tokenId: "t", scopes: new Set(["write" as const]) };
  const everybody = [w.admin, w.manager, ...Object.values(w.agents), ...Object.values(w.customers), w.stranger, noRead];
  for (const actor of everybody) {
    const listed = new Set((await listTickets(actor, { limit: 200 })).data.map((row) => row.number));
    for (const number of numbers) {
      const ticket = (await findTicketForWatching(number))!;
      const allowed = can(actor, "ticket.read", ticket.subject);
      expect([actor.name, number, listed.has(number)]).toEqual([actor.name, number, allowed]);
      const page = await getTicketPage(actor, number).then(
        () => true,
        (error: { code: string }) => (error.code === "not_found" ? false : Promise.reject(error)),
      );
      expect(page).toBe(allowed);
    }
  }
});
