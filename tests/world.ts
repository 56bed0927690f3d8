import "@/domain/projections";
import { eq } from "drizzle-orm";
import { db } from "@/db";
import { groups, people, roles } from "@/db/schema";
import { type Actor, type AgentActor, type CustomerActor, system } from "@/domain/access/actor";
import { actorOf } from "@/domain/people/actors";
import { insertPersonIn } from "@/domain/people/create";
import { assignRoleIn, createQueueIn, loadDefaultsIn } from "@/domain/setup/defaults";
import { openTicket } from "@/domain/tickets/open";
import { updateTicket } from "@/domain/tickets/update";

/**
 * A small named world, built by calling the acts. Support and Network are groups of their own; Mia works in both, Ben
 * in Support only and hands over to Network, Max reads everything, Lia may read and note in Support, Eve has signed in and may do nothing.
 */
export type World = {
  agents: { support: AgentActor; both: AgentActor; light: AgentActor };
  admin: AgentActor;
  manager: AgentActor;
  customers: { acme: CustomerActor; colleague: CustomerActor; globex: CustomerActor };
  stranger: CustomerActor;
  mail: Actor;
  aTicket: (more?: {
    queue?: string;
    customer?: CustomerActor;
    subject?: string;
    state?: "new" | "open" | "closed";
  }) => Promise<{ id: string; number: string; messageId: string }>;
};

export async function buildWorld(): Promise<World> {
  const setup = system("setup");
  await db.transaction(async (tx) => {
    await loadDefaultsIn(tx, setup);
    await createQueueIn(tx, setup, { name: "Support", group: "Support", address: "support@desk.test", senderName: "Desk", receipt: true });
    await createQueueIn(tx, setup, { name: "Network", group: "Network", address: "network@desk.test" });
    await createQueueIn(tx, setup, { name: "Network::VPN", group: "Network" });
  });
  const agents = {
    support: await agent("ben@desk.test", "Ben Agent", "agent", ["Support"]),
    both: await agent("mia@desk.test", "Mia Agent", "agent", ["Support", "Network"]),
    light: await agent("lia@desk.test", "Lia Light", "light agent", ["Support"]),
  };
  // He hands over to Network what belongs there, and sees nothing of it.
  await db.transaction(async (tx) => {
    await tx.insert(roles).values({ name: "hands over", rights: ["move"] });
    const [network] = await tx.select().from(groups).where(eq(groups.name, "Network"));
    await assignRoleIn(tx, setup, agents.support.personId, "hands over", network!);
  });
  const [ben] = await db.select().from(people).where(eq(people.id, agents.support.personId));
  agents.support = (await actorOf(ben!)) as AgentActor;
  const admin = await agent("ada@desk.test", "Ada Admin", "administrator", null);
  const customers = {
    acme: await customer("omar@acme.test", "Omar", "Acme"),
    colleague: await customer("nora@acme.test", "Nora", "Acme"),
    globex: await customer("lee@globex.test", "Lee", "Globex"),
  };
  return {
    agents,
    admin,
    manager: await agent("max@desk.test", "Max Manager", "manager", null),
    customers,
    stranger: await customer("eve@nowhere.test", "Eve", undefined),
    mail: system("mail"),
    aTicket: async ({ queue = "Support", customer: asker = customers.acme, subject = "The printer is on fire", state = "new" } = {}) => {
      const opened = await openTicket(asker, { subject, queue, customerId: asker.personId, channel: "web", text: "Please come quickly." });
      if (state === "closed") await updateTicket(admin, opened.id, { state: "closed" });
      if (state === "open") await updateTicket(admin, opened.id, { state: "open" });
      return opened;
    },
  };
}

async function agent(email: string, name: string, role: string, groupNames: string[] | null): Promise<AgentActor> {
  const setup = system("setup");
  const person = await db.transaction(async (tx) => {
    const made = await insertPersonIn(tx, setup, { email, name }, null);
    if (groupNames === null) await assignRoleIn(tx, setup, made.id, role, null);
    for (const groupName of groupNames ?? []) {
      const [group] = await tx.select({ id: groups.id, name: groups.name }).from(groups).where(eq(groups.name, groupName));
      await assignRoleIn(tx, setup, made.id, role, group!);
    }
    return made;
  });
  return (await actorOf(person)) as AgentActor;
}

async function customer(email: string, name: string, organization: string | undefined): Promise<CustomerActor> {
  const person = await db.transaction((tx) => insertPersonIn(tx, system("setup"), { email, name, organization }, null));
  return (await actorOf(person)) as CustomerActor;
}
