import { eq } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { testDatabase } from "../database";
import { type MailServer, mailServer } from "../mail-server";
import type { World } from "../world";

/** Mail on its way out: what trouble does to it, and who hears of it (SEMANTICS A3, A14). */
let w: World;
let post: typeof import("../post");
let db: typeof import("@/db")["db"];
let schema: typeof import("@/db/schema");
let server: MailServer;

beforeAll(async () => {
  await testDatabase();
  w = await (await import("../world")).buildWorld();
  post = await import("../post");
  ({ db } = await import("@/db"));
  schema = await import("@/db/schema");
  server = await mailServer();
});
beforeEach(() => {
  process.env.SMTP_URL = server.url;
  server.taken.length = 0;
  server.refuse.clear();
  server.refuseText = null;
});
afterEach(() => void delete process.env.SMTP_URL);
afterAll(async () => {
  (await import("@/lib/smtp")).closeSmtp();
  await server.close();
});

const NOWHERE = "smtp://127.0.0.1:1";
const rowOf = async (id: string) => (await db.select().from(schema.outgoingMail).where(eq(schema.outgoingMail.id, id)))[0]!;
const change = (id: string, set: Partial<typeof schema.outgoingMail.$inferInsert>) =>
  db.update(schema.outgoingMail).set(set).where(eq(schema.outgoingMail.id, id));
const deliver = async (id: string) => (await import("@/domain/mail/deliver")).deliverOutgoing(w.mail, id);
const due = async () => (await import("@/domain/mail/deliver")).listDueMail(w.mail);
const release = async () => (await import("@/domain/mail/deliver")).releaseHeldMail(w.mail);
const resend = async (id: string) => (await import("@/domain/mail/resend")).resendMail(w.admin, id);
const notLeft = async () => (await (await import("@/domain/mail/left-behind")).listNotLeft(w.admin)).data.map((mail) => mail.id);

/** Ben's answer to Omar with Nora in copy, written down and not yet sent. */
async function answer(cc: string[] = ["nora@acme.test"]) {
  const { updateTicket } = await import("@/domain/tickets/update");
  const first = await post.deliver(w, post.letter({ "Content-Language": "en" }));
  if (cc.length > 0) await updateTicket(w.admin, first.ticketId!, { participants: cc });
  return { ...(await post.answered(w, first.ticketId!)), ticketId: first.ticketId! };
}

const undelivered = async (ticketId: string) => post.happened(ticketId, "delivery.reported");
async function toldOf(eventId: string): Promise<string[]> {
  const { notifyOfUndelivered } = await import("@/domain/notifications/notify");
  return notifyOfUndelivered(w.mail, eventId);
}

describe("an outage", () => {
  test("of a day loses no mail, and it leaves once the server is back", async () => {
    const mail = await answer();
    process.env.SMTP_URL = NOWHERE;
    for (let hour = 0; hour < 24; hour += 1) expect(await deliver(mail.id)).toBe("unreachable");
    const waiting = await rowOf(mail.id);
    expect(waiting).toMatchObject({ status: "queued", attempts: 24, error: expect.stringContaining("ECONNREFUSED") });
    expect(waiting.nextAttemptAt.getTime()).toBeGreaterThan(Date.now() + 3 * 3_600_000);
    expect(await due()).not.toContain(mail.id);
    expect(await notLeft()).toContain(mail.id);
    await change(mail.id, { nextAttemptAt: new Date() });
    expect(await due()).toContain(mail.id);
    process.env.SMTP_URL = server.url;
    expect(await deliver(mail.id)).toBe("sent");
    expect(server.taken).toMatchObject([{ to: ["omar@acme.test", "nora@acme.test"] }]);
    expect(await notLeft()).not.toContain(mail.id);
    expect(await undelivered(mail.ticketId)).toEqual([]);
  });

  test("of five days ends in a failure that its author hears of, and that can be sent again", async () => {
    const mail = await answer([]);
    process.env.SMTP_URL = NOWHERE;
    await change(mail.id, { attempts: 36 });
    await deliver(mail.id);
    expect(await rowOf(mail.id)).toMatchObject({ status: "failed" });
    const [event] = await undelivered(mail.ticketId);
    expect(event).toMatchObject({ data: { outcome: "failed", status: "4.4.7" }, values: { address: { after: "omar@acme.test" } } });
    expect(await toldOf(event!.id)).toEqual([w.agents.support.personId]);
    process.env.SMTP_URL = server.url;
    await resend(mail.id);
    expect(await due()).toContain(mail.id);
    expect(await deliver(mail.id)).toBe("sent");
  });
});

describe("a recipient whom a server refuses", () => {
  test("for good keeps the mail from nobody else, stands beside it, and its author hears", async () => {
    const mail = await answer();
    server.refuse.set("nora@acme.test", [550, "5.1.1 no such user"]);
    expect(await deliver(mail.id)).toBe("sent");
    expect(server.taken).toMatchObject([{ to: ["omar@acme.test"] }]);
    expect(await post.deliveriesOf(mail.id)).toMatchObject([{ address: "nora@acme.test", state: "failed", status: "5.1.1" }]);
    const { standingOf, noteVerified } = await import("@/domain/mail/address-standing");
    expect(await standingOf("nora@acme.test")).toMatchObject({ undeliverable: true });
    await db.transaction((tx) => noteVerified(tx, "nora@acme.test"));
    const [event] = await undelivered(mail.ticketId);
    expect(await toldOf(event!.id)).toEqual([w.agents.support.personId]);
  });

  test("for now is tried again, alone", async () => {
    const mail = await answer();
    server.refuse.set("nora@acme.test", [451, "4.2.1 come back later"]);
    expect(await deliver(mail.id)).toBe("later");
    expect(await rowOf(mail.id)).toMatchObject({
      status: "queued",
      remaining: ["nora@acme.test"],
      error: expect.stringContaining("later"),
    });
    server.refuse.clear();
    expect(await deliver(mail.id)).toBe("sent");
    expect(server.taken.map(({ to }) => to)).toEqual([["omar@acme.test"], ["nora@acme.test"]]);
  });

  test("for what we wrote, says nothing about his address", async () => {
    const mail = await answer([]);
    server.refuseText = [554, "5.7.1 looks like spam"];
    expect(await deliver(mail.id)).toBe("failed");
    expect(await rowOf(mail.id)).toMatchObject({ status: "failed", error: expect.stringContaining("spam") });
    const { standingOf } = await import("@/domain/mail/address-standing");
    expect(await standingOf("omar@acme.test")).toMatchObject({ undeliverable: false });
    expect(await undelivered(mail.ticketId)).toMatchObject([{ data: { status: "5.7.1" } }]);
  });
});

test("a mail whose bytes are lost keeps no other from leaving", async () => {
  const [broken, sound] = [await answer([]), await answer([])];
  await db.delete(schema.blobChunks).where(eq(schema.blobChunks.hash, broken.rawHash));
  for (const mail of [broken, sound]) await change(mail.id, { nextAttemptAt: new Date() });
  const ids = await due();
  expect(ids).toEqual(expect.arrayContaining([broken.id, sound.id]));
  for (const id of ids) await deliver(id);
  expect(await rowOf(broken.id)).toMatchObject({ status: "queued", attempts: 1 });
  expect(await rowOf(sound.id)).toMatchObject({ status: "sent" });
});

test("held mail is listed, leaves when sending is switched on, and after five days only when somebody says so", async () => {
  process.env.SMTP_URL = "off";
  const [fresh, old] = [await answer([]), await answer([])];
  for (const mail of [fresh, old]) expect(await deliver(mail.id)).toBe("held");
  await change(old.id, { createdAt: new Date(Date.now() - 6 * 86_400_000) });
  expect(await notLeft()).toEqual(expect.arrayContaining([fresh.id, old.id]));
  const { listNotLeft } = await import("@/domain/mail/left-behind");
  await expect(listNotLeft(w.agents.support)).rejects.toMatchObject({ code: "forbidden" });
  await release();
  expect(await rowOf(fresh.id)).toMatchObject({ status: "held" });
  process.env.SMTP_URL = server.url;
  await release();
  expect([(await rowOf(fresh.id)).status, (await rowOf(old.id)).status]).toEqual(["queued", "held"]);
  await resend(old.id);
  for (const mail of [fresh, old]) expect(await deliver(mail.id)).toBe("sent");
});

test("an answer goes neither to ourselves nor to robots in copy", async () => {
  const { replyToTicket } = await import("@/domain/tickets/reply");
  const { prepareReply } = await import("@/domain/mail/send");
  const first = await post.deliver(w, post.letter());
  const box = (address: string) => ({ name: "", address });
  const cc = ["Support@desk.test", "network@desk.test", "no-reply@acme.test", "nora@acme.test"].map(box);
  const { messageId } = await replyToTicket(w.agents.support, first.ticketId!, { text: "Here.", to: [box("omar@acme.test")], cc });
  const [sent] = (await post.happened(first.ticketId!, "message.sent")).slice(-1);
  const id = await prepareReply(w.mail, sent!.id, messageId);
  await deliver(id!);
  expect(server.taken).toMatchObject([{ to: ["omar@acme.test", "nora@acme.test"] }]);
});
