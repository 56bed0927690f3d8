import { expect, test } from "vitest";
import { type Actor, type AgentActor, GROUP_RIGHTS, system } from "@/domain/access/actor";
import { can, RIGHTS } from "@/domain/access/policy";

const here = "11111111-1111-4111-8111-111111111111";
const person = { personId: "22222222-2222-4222-8222-222222222222", name: "P", email: "p@desk.test" };
const agent = (rights: string[], more: Partial<AgentActor> = {}): AgentActor => ({
  kind: "agent",
  ...person,
  rights: { everywhere: new Set(), byGroup: new Map([[here, new Set(rights)]]) },
  ...more,
});
const customer: Actor = { kind: "customer", ...person, organizationId: null };
const asked = { customers: "fill" as const, readNeeds: null, writeNeeds: null };
const own = { ...asked, address: "desk@desk.test", groupId: here, customerId: person.personId, participantIds: [] };
const foreign = {
  ...asked,
  address: "desk@desk.test",
  groupId: here,
  customerId: "33333333-3333-4333-8333-333333333333",
  participantIds: [],
};

const roles: Record<string, Actor> = {
  administrator: { ...agent([]), rights: { everywhere: new Set(["full", "admin", "report"]), byGroup: new Map() } },
  manager: { ...agent([]), rights: { everywhere: new Set(["read", "report"]), byGroup: new Map() } },
  agent: agent(["read", "create", "note", "reply", "change", "assign", "move", "close"]),
  "light agent": agent(["read", "note"]),
  "agent elsewhere": {
    ...agent([]),
    rights: { everywhere: new Set(), byGroup: new Map([["44444444-4444-4444-8444-444444444444", new Set(["full"])]]) },
  },
  "read token": agent([...GROUP_RIGHTS], { tokenId: "t", scopes: new Set(["read"]) }),
  "inject token": agent([], { tokenId: "t", scopes: new Set(["mail:inject"]) }),
  "the customer": customer,
  "the intake": system("mail"),
  "the set-up": system("setup"),
  "the upkeep": system("upkeep"),
  "the alarm clock": system("pending"),
  "a visitor": system("visitor"),
};

/** The whole table of who may do what, written out: a change of any sentence changes a line here. */
test("role by right", () => {
  const table = Object.fromEntries(
    Object.entries(roles).map(([role, actor]) => [
      role,
      RIGHTS.filter((right) => can(actor, right as "ticket.read", role === "the customer" ? own : foreign)).join(" "),
    ]),
  );
  expect(table).toMatchInlineSnapshot(`
    {
      "a visitor": "",
      "administrator": "ticket.read ticket.readInternal ticket.reply ticket.logCall ticket.note ticket.change ticket.assign ticket.move ticket.close ticket.task ticket.tick ticket.bookTime ticket.correctTime ticket.full ticket.link ticket.decide ticket.join ticket.create queue.moveInto queue.read field.read field.write desk.work desk.admin queue.configure choice.read choice.configure mail.readLog mail.retry mail.judgeSpam sla.read sla.configure field.configure notification.read dashboard.read work.read work.steer person.create person.read words.read time.configure words.write token.create faq.readDrafts faq.write faq.publish faq.arrange",
      "agent": "ticket.read ticket.readInternal ticket.reply ticket.logCall ticket.note ticket.change ticket.assign ticket.move ticket.close ticket.task ticket.tick ticket.bookTime ticket.correctTime ticket.link ticket.decide ticket.join ticket.create queue.moveInto queue.read field.read field.write desk.work choice.read mail.judgeSpam sla.read notification.read person.create person.read words.read faq.readDrafts faq.write faq.publish",
      "agent elsewhere": "desk.work choice.read mail.judgeSpam sla.read notification.read person.create person.read words.read faq.readDrafts faq.write faq.publish",
      "inject token": "mail.accept mail.readLog",
      "light agent": "ticket.read ticket.readInternal ticket.note ticket.tick ticket.bookTime queue.read field.read desk.work choice.read mail.judgeSpam sla.read notification.read person.read words.read faq.readDrafts",
      "manager": "ticket.read ticket.readInternal queue.read field.read desk.work choice.read mail.judgeSpam sla.read notification.read dashboard.read person.read words.read faq.readDrafts",
      "read token": "ticket.read ticket.readInternal queue.read field.read desk.work choice.read sla.read notification.read person.read words.read faq.readDrafts",
      "the alarm clock": "ticket.wake notification.send",
      "the customer": "ticket.read ticket.reply ticket.create field.read field.fill",
      "the intake": "ticket.read ticket.link ticket.hold ticket.join ticket.receipt ticket.create mail.accept mail.process notification.send person.create",
      "the set-up": "desk.setUp sla.configure field.configure person.create words.write token.create",
      "the upkeep": "choice.succeed ticket.releaseIdle desk.tidyUp notification.send",
    }
  `);
});

test("a customer may do nothing with a ticket that is not his", () => {
  expect(
    RIGHTS.filter((right) => right.startsWith("ticket.") && right !== "ticket.create" && can(customer, right as "ticket.read", foreign)),
  ).toEqual([]);
});
