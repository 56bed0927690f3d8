import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { sql } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import type { Actor } from "@/domain/access/actor";
import { testDatabase } from "../database";
import { buildWorld, type World } from "../world";

let w: World;
let article: string;
let ticket: { id: string; number: string; messageId: string };

beforeAll(async () => {
  await testDatabase();
  w = await buildWorld();
  ticket = await w.aTicket();
  const { createArticle } = await import("@/domain/faq/write");
  article = (await createArticle(w.admin, { locale: "en", title: "A draft", html: "<p>x</p>", visibility: "internal" })).id;
});

const hours = { timeZone: "Europe/Berlin", week: {}, holidays: [] };

/** Every act, called by somebody with no rights at all. A new act fails below until it has its line. */
const CALLS: Record<string, (actor: Actor) => Promise<unknown>> = {
  openTicket: async (a) =>
    (await import("@/domain/tickets/open")).openTicket(a, {
      subject: "x",
      queue: "Support",
      customerId: w.customers.acme.personId,
      channel: "web",
      text: "x",
    }),
  replyToTicket: async (a) => (await import("@/domain/tickets/reply")).replyToTicket(a, ticket.id, { text: "x" }),
  logCall: async (a) => (await import("@/domain/tickets/log-call")).logCall(a, ticket.id, { text: "x", direction: "in" }),
  addNote: async (a) => (await import("@/domain/tickets/note")).addNote(a, ticket.id, { text: "x" }),
  closeTicket: async (a) => (await import("@/domain/tickets/close")).closeTicket(a, ticket.id),
  reopenTicket: async (a) => (await import("@/domain/tickets/close")).reopenTicket(a, ticket.id),
  changeState: async (a) => (await import("@/domain/tickets/close")).changeState(a, ticket.id, "closed"),
  assignTicket: async (a) => (await import("@/domain/tickets/assign")).assignTicket(a, ticket.id, w.agents.support.email),
  moveTicket: async (a) => (await import("@/domain/tickets/move")).moveTicket(a, ticket.id, "Network"),
  updateTicket: async (a) => (await import("@/domain/tickets/update")).updateTicket(a, ticket.id, { subject: "x" }),
  createPerson: async (a) => (await import("@/domain/people/create")).createPerson(a, { email: "new@desk.test" }),
  acceptMail: async (a) =>
    (await import("@/domain/mail/accept")).acceptMail(a, {
      raw: Buffer.from("Subject: x\r\n\r\nx"),
      door: "api",
      envelopeFrom: null,
      envelopeTo: [],
    }),
  drainMail: async (a) => (await import("@/domain/mail/drain")).drainMail(a, 10),
  setAside: async (a) => (await import("@/domain/mail/receive")).setAside(a, ticket.id, new Error("x"), 3),
  retryMail: async (a) => (await import("@/domain/mail/receive")).retryMail(a, ticket.id),
  prepareReply: async (a) => (await import("@/domain/mail/send")).prepareReply(a, ticket.id, ticket.messageId),
  answerNewTicket: async (a) => (await import("@/domain/mail/receipt")).answerNewTicket(a, ticket.id, ticket.id),
  configureQueue: async (a) => (await import("@/domain/setup/configure-queue")).configureQueue(a, "Support", { receipt: false }),
  createUser: async (a) => (await import("@/domain/setup/create-user")).createUser(a, { email: "new@desk.test", role: "agent" }),
  createFirstQueue: async (a) => (await import("@/domain/setup/set-up")).createFirstQueue(a, {}),
  createSetupLink: async (a) => (await import("@/domain/setup/set-up")).createSetupLink(a),
  acquitMail: async (a) => (await import("@/domain/mail/judge-spam")).acquitMail(a, ticket.id),
  answerTurnedAway: async (a) => (await import("@/domain/mail/receipt")).answerTurnedAway(a, ticket.id, ticket.id),
  allowMessage: async (a) => (await import("@/domain/tickets/allow")).allowMessage(a, ticket.messageId),
  splitOutMessage: async (a) => (await import("@/domain/tickets/split-out")).splitOutMessage(a, ticket.messageId),
  createToken: async (a) => (await import("@/domain/people/tokens")).createToken(a, { email: w.admin.email, name: "x" }),
  rehearseMail: async (a) => (await import("@/domain/mail/rehearse")).rehearseMail(a, { raw: Buffer.from("x"), envelopeTo: [] }),
  readOutgoing: async (a) => (await import("@/domain/mail/queries")).readOutgoing(a, ticket.id),
  readDemoMail: async (a) => (await import("@/domain/mail/queries")).readDemoMail(a, ticket.id),
  answerDemoMail: async (a) => (await import("@/domain/mail/demo-answer")).answerDemoMail(a, ticket.id, "x"),
  createCalendar: async (a) => (await import("@/domain/sla/calendars")).createCalendar(a, { name: "x", ...hours }),
  changeCalendar: async (a) => (await import("@/domain/sla/calendars")).changeCalendar(a, ticket.id, { name: "x" }),
  retireCalendar: async (a) => (await import("@/domain/sla/calendars")).retireCalendar(a, ticket.id),
  createPolicy: async (a) => (await import("@/domain/sla/policies")).createPolicy(a, { name: "x", calendar: "x", targets: {} }),
  changePolicy: async (a) => (await import("@/domain/sla/policies")).changePolicy(a, ticket.id, { name: "x" }),
  retirePolicy: async (a) => (await import("@/domain/sla/policies")).retirePolicy(a, ticket.id),
  breachSla: async (a) => (await import("@/domain/sla/breach")).breachSla(a, ticket.id),
  recountClocks: async (a) => (await import("@/domain/sla/breach")).recountClocks(a, null),
  notifyOfBreach: async (a) => (await import("@/domain/notifications/notify")).notifyOfBreach(a, ticket.id),
  readNotifications: async (a) => (await import("@/domain/notifications/read")).readNotifications(a),
  prepareBreachNotice: async (a) =>
    (await import("@/domain/mail/breach-notice")).prepareBreachNotice(a, ticket.id, w.agents.support.personId),
  createArticle: async (a) => (await import("@/domain/faq/write")).createArticle(a, { locale: "en", title: "x", html: "<p>x</p>" }),
  saveArticle: async (a) => (await import("@/domain/faq/write")).saveArticle(a, article, { locale: "en", title: "y" }),
  changeArticle: async (a) => (await import("@/domain/faq/change")).changeArticle(a, article, { title: "y" }),
  publishArticle: async (a) => (await import("@/domain/faq/publish")).publishArticle(a, article, { locale: "en" }),
  withdrawArticle: async (a) => (await import("@/domain/faq/publish")).withdrawArticle(a, article, "en"),
  archiveArticle: async (a) => (await import("@/domain/faq/archive")).archiveArticle(a, article),
  restoreArticle: async (a) => (await import("@/domain/faq/archive")).restoreArticle(a, article),
  deleteArticle: async (a) => (await import("@/domain/faq/archive")).deleteArticle(a, article),
  createCategory: async (a) => (await import("@/domain/faq/categories")).createCategory(a, { names: { en: "x" } }),
  changeCategory: async (a) => (await import("@/domain/faq/categories")).changeCategory(a, article, { names: { en: "x" } }),
  deleteCategory: async (a) => (await import("@/domain/faq/categories")).deleteCategory(a, article),
  deliverOutgoing: async (a) => (await import("@/domain/mail/deliver")).deliverOutgoing(a, ticket.id),
};

/** Acts take an actor first and write; these take one and only read. */
const READS = /^(list|get|find|search|is|visible|abilities|can|groups|authorize|personIdOf)/;

test("every act has its line here", () => {
  const folders = ["tickets", "people", "mail", "attachments", "sla", "notifications", "setup", "faq"];
  const acts = folders.flatMap((folder) =>
    readdirSync(join("domain", folder)).flatMap((file) =>
      [...readFileSync(join("domain", folder, file), "utf8").matchAll(/export async function (\w+)\(\s*actor: Actor/g)].map(
        (match) => match[1]!,
      ),
    ),
  );
  expect(acts.filter((act) => !READS.test(act) && !(act in CALLS))).toEqual([]);
});

const counts = async () => {
  const { db } = await import("@/db");
  return db.execute(
    sql`select (select count(*) from events) e, (select count(*) from messages) m, (select count(*) from people) p, (select count(*) from outgoing_mail) o`,
  );
};

test.each(Object.keys(CALLS))("a stranger is refused by %s, and nothing is written", async (act) => {
  const before = await counts();
  const code = await CALLS[act]!(w.stranger).then(
    () => "allowed",
    (error: { code?: string }) => error.code,
  );
  expect(["not_found", "forbidden"]).toContain(code);
  expect(await counts()).toEqual(before);
});
