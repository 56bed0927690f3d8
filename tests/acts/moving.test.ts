import { beforeAll, expect, test } from "vitest";
import { listQueuesToMoveInto } from "@/domain/tickets/move";
import { getTicketPage, isReadable } from "@/domain/tickets/queries";
import { updateTicket } from "@/domain/tickets/update";
import { testDatabase } from "../database";
import { buildWorld, type World } from "../world";

let w: World;

beforeAll(async () => {
  await testDatabase();
  w = await buildWorld();
});

test("who may move into a queue he cannot read hands the ticket over and sees it no more", async () => {
  const ticket = await w.aTicket();
  expect(await listQueuesToMoveInto(w.agents.support)).toEqual([
    { name: "Network", readable: false },
    { name: "Network::VPN", readable: false },
    { name: "Support", readable: true },
  ]);
  await updateTicket(w.agents.support, ticket.id, { queue: "Network" });
  expect(await isReadable(w.agents.support, ticket.id)).toBe(false);
  expect((await getTicketPage(w.agents.both, ticket.number)).queue).toBe("Network");
});

test("nobody moves where he has no right to, and a queue he knows nothing of does not exist for him", async () => {
  const ticket = await w.aTicket();
  const aQueueOfItsOwn = "Secret";
  const { createQueueIn } = await import("@/domain/setup/defaults");
  const { system } = await import("@/domain/access/actor");
  const { db } = await import("@/db");
  await db.transaction((tx) => createQueueIn(tx, system("setup"), { name: aQueueOfItsOwn, group: "Secret" }));
  for (const queue of [aQueueOfItsOwn, "No such queue"]) {
    await expect(updateTicket(w.agents.support, ticket.id, { queue })).rejects.toMatchObject({ key: "unknownName" });
  }
  expect((await listQueuesToMoveInto(w.agents.light)).map((one) => one.name)).toEqual([]);
  await expect(updateTicket(w.agents.light, ticket.id, { queue: "Network" })).rejects.toMatchObject({ code: "forbidden" });
});

test("an owner who could not work in the new queue is its owner no longer", async () => {
  const ticket = await w.aTicket();
  await updateTicket(w.admin, ticket.id, { owner: w.agents.support.email });
  await updateTicket(w.admin, ticket.id, { queue: "Network" });
  expect((await getTicketPage(w.admin, ticket.number)).owner).toBeNull();
  const kept = await w.aTicket();
  await updateTicket(w.admin, kept.id, { owner: w.agents.both.email });
  await updateTicket(w.admin, kept.id, { queue: "Network" });
  expect((await getTicketPage(w.admin, kept.number)).owner).toMatchObject({ name: "Mia Agent" });
});
