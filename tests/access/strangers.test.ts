import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { eq, sql } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import type { Actor } from "@/domain/access/actor";
import { asOf } from "@/lib/clock";
import { testDatabase } from "../database";
import { buildWorld, type World } from "../world";

let w: World;
let article: string;
let ticket: { id: string; number: string; messageId: string };
/** What the acts below are about. All of it is there: for what is not, everybody is refused. */
let there: Record<
  | "field"
  | "calendar"
  | "policy"
  | "category"
  | "outgoing"
  | "spam"
  | "failed"
  | "joiner"
  | "breach"
  | "task"
  | "checklist"
  | "letterPart"
  | "time"
  | "activity"
  | "queue",
  string
>;

beforeAll(async () => {
  await testDatabase();
  w = await buildWorld();
  const { createArticle } = await import("@/domain/faq/write");
  article = (await createArticle(w.admin, { locale: "en", title: "A draft", html: "<p>x</p>", visibility: "internal" })).id;
  const { createCalendar } = await import("@/domain/sla/calendars");
  const { createPolicy } = await import("@/domain/sla/policies");
  const { createCategory } = await import("@/domain/faq/categories");
  const post = await import("../post");
  const calendar = (await createCalendar(w.admin, { name: "Unused", ...hours })).id;
  await createCalendar(w.admin, { name: "Hours", ...hours });
  const policy = (await createPolicy(w.admin, { name: "All", calendar: "Hours", targets: { solution: { "*": 60 } } })).id;
  const { createField } = await import("@/domain/fields/definitions");
  const field = (await createField(w.admin, { entity: "ticket", key: "serial", kind: "text", labels: { en: "Serial" } })).id;
  const category = (await createCategory(w.admin, { names: { en: "Empty" } })).id;
  const { answer } = await post.conversation(w);
  const joiner = await post.deliver(w, post.letter({ From: "jo@other.test", "In-Reply-To": answer.messageId }));
  const spam = await post.deliver(w, post.letter({ "X-Spam-Flag": "YES" }));
  ticket = await asOf(new Date(Date.now() - 3_600_000), () => w.aTicket());
  const { addTask } = await import("@/domain/tasks/add");
  const { createChecklist } = await import("@/domain/tasks/checklists");
  const task = (await addTask(w.admin, ticket.id, { text: "Call back", required: true })).taskId;
  const checklist = (await createChecklist(w.admin, { name: "List", tasks: [{ text: "One" }] })).id;
  const { setLetterPart } = await import("@/domain/words/letter-parts");
  const letterPart = (await setLetterPart(w.admin, { part: "salutation", queue: null, locale: "de", text: "" })).id;
  const activity = (await (await import("@/domain/tickets/time-activities")).createActivity(w.admin, { name: "Remote" })).id;
  const time = (await (await import("@/domain/tickets/book-time")).bookTime(w.admin, ticket.id, { minutes: 5 })).entryId;
  const queue = (await (await import("@/domain/tickets/queries")).listQueues(w.admin))[0]!.id;
  const { db } = await import("@/db");
  const { events, incomingMail } = await import("@/db/schema");
  const failed = await post.deliver(w, post.letter());
  await db.update(incomingMail).set({ status: "failed" }).where(eq(incomingMail.id, failed.id));
  const [opened] = await db.select().from(events).where(eq(events.ticketId, ticket.id));
  there = {
    field,
    calendar,
    policy,
    category,
    outgoing: answer.id,
    spam: spam.id,
    failed: failed.id,
    joiner: joiner.messageId!,
    breach: opened!.id,
    task,
    checklist,
    letterPart,
    time,
    activity,
    queue,
  };
});

const day: [string, string][] = [["09:00", "17:00"]];
const hours = { timeZone: "Europe/Berlin", week: { mon: day }, holidays: [] };

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
  wakeTicket: async (a) => (await import("@/domain/tickets/wake")).wakeTicket(a, ticket.id),
  notifyOfWaking: async (a) => (await import("@/domain/notifications/notify")).notifyOfWaking(a, there.breach),
  addParticipant: async (a) => (await import("@/domain/tickets/participants")).addParticipant(a, ticket.id, "new@x.test"),
  removeParticipant: async (a) => (await import("@/domain/tickets/participants")).removeParticipant(a, ticket.id, w.customers.acme.email),
  linkTickets: async (a) => (await import("@/domain/tickets/link")).linkTickets(a, ticket.id, "related", ticket.number),
  unlinkTickets: async (a) => (await import("@/domain/tickets/link")).unlinkTickets(a, ticket.id, "related", ticket.number),
  updateTicket: async (a) => (await import("@/domain/tickets/update")).updateTicket(a, ticket.id, { subject: "x" }),
  acceptMail: async (a) =>
    (await import("@/domain/mail/accept")).acceptMail(a, {
      raw: Buffer.from("Subject: x\r\n\r\nx"),
      door: "api",
      envelopeFrom: null,
      envelopeTo: [],
    }),
  drainMail: async (a) => (await import("@/domain/mail/drain")).drainMail(a, 10),
  setAside: async (a) => (await import("@/domain/mail/receive")).setAside(a, there.failed, new Error("x")),
  readIncomingRaw: async (a) => (await import("@/domain/mail/queries")).readIncomingRaw(a, there.failed),
  retryMail: async (a) => (await import("@/domain/mail/receive")).retryMail(a, there.failed),
  prepareReply: async (a) => (await import("@/domain/mail/send")).prepareReply(a, ticket.id, ticket.messageId),
  answerNewTicket: async (a) => (await import("@/domain/mail/receipt")).answerNewTicket(a, ticket.id, ticket.id),
  configureQueue: async (a) => (await import("@/domain/setup/configure-queue")).configureQueue(a, "Support", { receipt: false }),
  createState: async (a) => (await import("@/domain/setup/states")).createState(a, { name: "x", type: "open" }),
  changeState: async (a) => (await import("@/domain/setup/states")).changeState(a, "1", { name: "x" }),
  retireState: async (a) => (await import("@/domain/setup/states")).retireState(a, "1", "2"),
  restoreState: async (a) => (await import("@/domain/setup/states")).restoreState(a, "1"),
  createPriority: async (a) => (await import("@/domain/setup/priorities")).createPriority(a, { name: "x" }),
  changePriority: async (a) => (await import("@/domain/setup/priorities")).changePriority(a, "1", { name: "x" }),
  retirePriority: async (a) => (await import("@/domain/setup/priorities")).retirePriority(a, "1", "2"),
  restorePriority: async (a) => (await import("@/domain/setup/priorities")).restorePriority(a, "1"),
  createType: async (a) => (await import("@/domain/setup/types")).createType(a, { name: "x" }),
  changeType: async (a) => (await import("@/domain/setup/types")).changeType(a, "1", { name: "x" }),
  retireType: async (a) => (await import("@/domain/setup/types")).retireType(a, "1", "2"),
  restoreType: async (a) => (await import("@/domain/setup/types")).restoreType(a, "1"),
  moveToSuccessors: async (a) => (await import("@/domain/tickets/succeed")).moveToSuccessors(a),
  createQueue: async (a) => (await import("@/domain/setup/queues")).createQueue(a, { name: "x" }),
  changeQueue: async (a) => (await import("@/domain/setup/queues")).changeQueue(a, "Support", { receipt: false }),
  retireQueue: async (a) => (await import("@/domain/setup/queues")).retireQueue(a, "Support", "Network"),
  restoreQueue: async (a) => (await import("@/domain/setup/queues")).restoreQueue(a, "Support"),
  sweepIdle: async (a) => (await import("@/domain/tickets/idle")).sweepIdle(a, null),
  releaseIdle: async (a) => (await import("@/domain/tickets/idle")).releaseIdle(a, ticket.id),
  notifyOfIdle: async (a) => (await import("@/domain/notifications/notify")).notifyOfIdle(a, there.breach),
  setLifecycle: async (a) => (await import("@/domain/setup/lifecycles")).setLifecycle(a, null, [{ from: "open", to: "closed" }]),
  configureNumbers: async (a) => (await import("@/domain/setup/numbers")).configureNumbers(a, { kind: "random" }),
  createUser: async (a) => (await import("@/domain/setup/create-user")).createUser(a, { email: "new@desk.test", role: "agent" }),
  createFirstQueue: async (a) => (await import("@/domain/setup/set-up")).createFirstQueue(a, {}),
  createSetupLink: async (a) => (await import("@/domain/setup/set-up")).createSetupLink(a),
  acquitMail: async (a) => (await import("@/domain/mail/judge-spam")).acquitMail(a, there.spam),
  answerTurnedAway: async (a) => (await import("@/domain/mail/receipt")).answerTurnedAway(a, ticket.id, ticket.id),
  allowMessage: async (a) => (await import("@/domain/tickets/allow")).allowMessage(a, there.joiner),
  splitOutMessage: async (a) => (await import("@/domain/tickets/split-out")).splitOutMessage(a, there.joiner),
  createToken: async (a) => (await import("@/domain/people/tokens")).createToken(a, { email: w.admin.email, name: "x" }),
  rehearseMail: async (a) => (await import("@/domain/mail/rehearse")).rehearseMail(a, { raw: Buffer.from("x"), envelopeTo: [] }),
  readOutgoing: async (a) => (await import("@/domain/mail/queries")).readOutgoing(a, there.outgoing),
  readDemoMail: async (a) => (await import("@/domain/mail/queries")).readDemoMail(a, there.outgoing),
  answerDemoMail: async (a) => (await import("@/domain/mail/demo-answer")).answerDemoMail(a, there.outgoing, "x"),
  createCalendar: async (a) => (await import("@/domain/sla/calendars")).createCalendar(a, { name: "x", ...hours }),
  changeCalendar: async (a) => (await import("@/domain/sla/calendars")).changeCalendar(a, there.calendar, { name: "x" }),
  retireCalendar: async (a) => (await import("@/domain/sla/calendars")).retireCalendar(a, there.calendar),
  previewCalendar: async (a) =>
    (await import("@/domain/sla/preview")).previewCalendar(a, { calendar: hours, start: new Date(), seconds: 60 } as never),
  createPolicy: async (a) =>
    (await import("@/domain/sla/policies")).createPolicy(a, { name: "x", calendar: "Hours", targets: { solution: { "*": 60 } } }),
  changePolicy: async (a) => (await import("@/domain/sla/policies")).changePolicy(a, there.policy, { name: "x" }),
  retirePolicy: async (a) => (await import("@/domain/sla/policies")).retirePolicy(a, there.policy),
  createField: async (a) =>
    (await import("@/domain/fields/definitions")).createField(a, { entity: "ticket", key: "x", kind: "text", labels: { en: "x" } }),
  changeField: async (a) => (await import("@/domain/fields/definitions")).changeField(a, there.field, { required: true }),
  deleteField: async (a) => (await import("@/domain/fields/definitions")).deleteField(a, there.field),
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
  changeCategory: async (a) => (await import("@/domain/faq/categories")).changeCategory(a, there.category, { names: { en: "x" } }),
  deleteCategory: async (a) => (await import("@/domain/faq/categories")).deleteCategory(a, there.category),
  cancelWorkRun: async (a) => (await import("@/domain/work/steer")).cancelWorkRun(a, ticket.id),
  retryWorkRun: async (a) => (await import("@/domain/work/steer")).retryWorkRun(a, ticket.id),
  replayWorkRun: async (a) => (await import("@/domain/work/steer")).replayWorkRun(a, ticket.id),
  releaseWorkEvent: async (a) => (await import("@/domain/work/steer")).releaseWorkEvent(a, ticket.id),
  deliverOutgoing: async (a) => (await import("@/domain/mail/deliver")).deliverOutgoing(a, there.outgoing),
  resendMail: async (a) => (await import("@/domain/mail/resend")).resendMail(a, there.outgoing),
  releaseHeldMail: async (a) => (await import("@/domain/mail/deliver")).releaseHeldMail(a),
  notifyOfUndelivered: async (a) => (await import("@/domain/notifications/notify")).notifyOfUndelivered(a, there.breach),
  notifyOfJoiner: async (a) => (await import("@/domain/notifications/notify")).notifyOfJoiner(a, there.breach),
  forgetUnusedBlobs: async (a) => (await import("@/domain/attachments/forget-unused")).forgetUnusedBlobs(a),
  prepareSignInLink: async (a) =>
    (await import("@/domain/mail/sign-in-link")).prepareSignInLink(a, there.breach, w.customers.acme.personId),
  bookTime: async (a) => (await import("@/domain/tickets/book-time")).bookTime(a, ticket.id, { minutes: 5 }),
  correctTime: async (a) => (await import("@/domain/tickets/correct-time")).correctTime(a, there.time, { minutes: 6 }),
  removeTime: async (a) => (await import("@/domain/tickets/correct-time")).removeTime(a, there.time),
  createActivity: async (a) => (await import("@/domain/tickets/time-activities")).createActivity(a, { name: "x" }),
  changeActivity: async (a) => (await import("@/domain/tickets/time-activities")).changeActivity(a, there.activity, { name: "y" }),
  requireTimeOf: async (a) => (await import("@/domain/tickets/time-activities")).requireTimeOf(a, there.queue, true),
  addTask: async (a) => (await import("@/domain/tasks/add")).addTask(a, ticket.id, { text: "x" }),
  applyChecklist: async (a) => (await import("@/domain/tasks/add")).applyChecklist(a, ticket.id, "List"),
  changeTask: async (a) => (await import("@/domain/tasks/change")).changeTask(a, there.task, { text: "y" }),
  tickTask: async (a) => (await import("@/domain/tasks/change")).tickTask(a, there.task, true),
  removeTask: async (a) => (await import("@/domain/tasks/change")).removeTask(a, there.task),
  createChecklist: async (a) => (await import("@/domain/tasks/checklists")).createChecklist(a, { name: "x", tasks: [{ text: "x" }] }),
  changeChecklist: async (a) => (await import("@/domain/tasks/checklists")).changeChecklist(a, there.checklist, { name: "y" }),
  removeChecklist: async (a) => (await import("@/domain/tasks/checklists")).removeChecklist(a, there.checklist),
  setLetterPart: async (a) =>
    (await import("@/domain/words/letter-parts")).setLetterPart(a, { part: "signature", queue: null, locale: "en", text: "x" }),
  removeLetterPart: async (a) => (await import("@/domain/words/letter-parts")).removeLetterPart(a, there.letterPart),
  tidyUp: async (a) => (await import("@/domain/people/tidy-up")).tidyUp(a),
};

/** A function that takes an actor first, however it is written; those for a transaction are `…In`, and their callers ask. */
const ACT = /export (?:async )?function (\w+)\(\s*actor: Actor\b|export const (\w+) = (?:async )?\(\s*actor: Actor\b/g;

/** Acts take an actor first and write; these take one and only read. */
const READS = /^(list|get|find|search|ticketsSaying|requireOwnFilters|is|visible|abilities|can|groups|authorize|personIdOf)/;

test("every act has its line here", () => {
  const folders = ["tickets", "fields", "tasks", "people", "mail", "attachments", "sla", "notifications", "setup", "faq", "work"];
  const acts = folders.flatMap((folder) =>
    readdirSync(join("domain", folder)).flatMap((file) =>
      [...readFileSync(join("domain", folder, file), "utf8").matchAll(ACT)].map((match) => (match[1] ?? match[2])!),
    ),
  );
  expect(acts.filter((act) => !READS.test(act) && !(act in CALLS))).toEqual([]);
});

/** All that is written down, table by table, so that a changed row shows as well as a new one. */
async function everything(): Promise<unknown> {
  const { db } = await import("@/db");
  const tables = await db.execute<{ name: string }>(
    sql`select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname = 'public' order by 1`,
  );
  const sums = tables.map(({ name }) => `select '${name}' as name, count(*) as n, sum(hashtext(t::text)::bigint) as sum from ${name} t`);
  return db.execute(sql.raw(sums.join(" union all ")));
}

test.each(Object.keys(CALLS))("a stranger is refused by %s, and nothing is written", async (act) => {
  const before = await everything();
  const code = await CALLS[act]!(w.stranger).then(
    () => "allowed",
    (error: { code?: string }) => error.code,
  );
  expect(["not_found", "forbidden"]).toContain(code);
  expect(await everything()).toEqual(before);
});
