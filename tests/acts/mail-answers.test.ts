import { and, eq } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { testDatabase } from "../database";
import type { World } from "../world";

/** Automatic answers: to whom, how often, and why not (SEMANTICS A3). */
let w: World;
let post: typeof import("../post");
let db: typeof import("@/db")["db"];
let schema: typeof import("@/db/schema");

beforeAll(async () => {
  await testDatabase();
  w = await (await import("../world")).buildWorld();
  post = await import("../post");
  ({ db } = await import("@/db"));
  schema = await import("@/db/schema");
});

/** Delivers a letter and decides on its receipt; gives the mail that was made, or the reason why none was. */
async function receiptFor(headers: Record<string, string>, body?: string) {
  const { answerNewTicket } = await import("@/domain/mail/receipt");
  const mail = await post.deliver(w, post.letter(headers, body));
  const [opened] = await post.happened(mail.ticketId!, "ticket.opened");
  const id = await answerNewTicket(w.mail, opened!.id, mail.ticketId!);
  const [after] = await db.select().from(schema.incomingMail).where(eq(schema.incomingMail.id, mail.id));
  const [made] = id ? await db.select().from(schema.outgoingMail).where(eq(schema.outgoingMail.id, id)) : [];
  return { ticketId: mail.ticketId!, made, decided: after!.autoReply! };
}

const bytes = async (hash: string) => (await (await import("@/domain/attachments/store")).readBlob(hash)).toString();

test("somebody known gets a receipt with his subject", async () => {
  const { made, decided } = await receiptFor({ Subject: "My printer" });
  expect(made).toMatchObject({ kind: "receipt", subject: expect.stringContaining("My printer") });
  expect(decided).toMatchObject({ sent: true });
});

describe("somebody unknown, whom nothing proves", () => {
  test("gets a short confirmation without a word of what was sent, his name and subject neither", async () => {
    const { made } = await receiptFor({ From: "Buy Cheap <victim@elsewhere.test>", Subject: "Cheap pills" }, "Click here.");
    expect(made).toMatchObject({ kind: "confirmation", to: [{ name: "", address: "victim@elsewhere.test" }] });
    const raw = await bytes(made!.rawHash);
    for (const submitted of ["Cheap", "pills", "Click"]) expect(raw).not.toContain(submitted);
    expect(raw).toMatch(/^Auto-Submitted: auto-replied/im);
  });

  test("gets one a day, whatever comes", async () => {
    await receiptFor({ From: "bombed@elsewhere.test" });
    const { made, decided } = await receiptFor({ From: "bombed@elsewhere.test" });
    expect(made).toBeUndefined();
    expect(decided).toMatchObject({ sent: false, reason: expect.stringContaining("one confirmation") });
  });

  test("counts as somebody once he has answered a mail of ours", async () => {
    const { answer } = await post.conversation(w, { From: "proves@elsewhere.test" });
    await post.deliver(w, post.letter({ From: "proves@elsewhere.test", "In-Reply-To": answer.messageId }));
    expect((await receiptFor({ From: "proves@elsewhere.test" })).made).toMatchObject({ kind: "receipt" });
  });
});

describe("one answer of a kind on a ticket", () => {
  test("is all there is, also a month later and in other letters", async () => {
    const { answerNewTicket } = await import("@/domain/mail/receipt");
    const { made, ticketId } = await receiptFor({ From: "Mixed.Case@Acme.test", "Message-ID": "<mixed@acme.test>" });
    expect(made).toMatchObject({ to: [{ address: "mixed.case@acme.test" }] });
    const { id, ...month } = { id: made!.id, createdAt: new Date(Date.now() - 30 * 86_400_000), key: "another event" };
    await db.update(schema.outgoingMail).set(month).where(eq(schema.outgoingMail.id, id));
    await db.update(schema.incomingMail).set({ autoReply: null }).where(eq(schema.incomingMail.ticketId, ticketId));
    const [opened] = await post.happened(ticketId, "ticket.opened");
    expect(await answerNewTicket(w.mail, opened!.id, ticketId)).toBeNull();
    expect((await post.happened(ticketId, "receipt.withheld"))[0]?.data.reason).toContain("on this ticket");
  });
});

describe("where a letter asks to be answered", () => {
  test("counts as unproved as its sender: one confirmation a day goes there", async () => {
    const { noteVerified } = await import("@/domain/mail/address-standing");
    await db.transaction((tx) => noteVerified(tx, "sender@many.test"));
    const bomb = { From: "sender@many.test", "Reply-To": "victim@many.test" };
    expect((await receiptFor(bomb)).made).toMatchObject({ kind: "confirmation", to: [{ name: "", address: "victim@many.test" }] });
    expect((await receiptFor(bomb)).decided).toMatchObject({ sent: false, reason: expect.stringContaining("one confirmation") });
  });
});

describe("an answer speaks the language", () => {
  test("that the letter says or is written in, and the queue's where neither is clear", async () => {
    const subject = async (headers: Record<string, string>, body?: string) => (await receiptFor(headers, body)).made!.subject;
    const german = "Guten Tag, ich kann mich seit heute nicht anmelden. Bitte helfen Sie mir, danke.";
    expect(await subject({ From: "a@sprache.test" }, german)).toContain("Ihre Nachricht");
    expect(await subject({ From: "b@sprache.test", "Content-Language": "de-DE" }, "Hello, this is not it.")).toContain("Ihre Nachricht");
    expect(await subject({ From: "c@sprache.test", Subject: "4711" }, "4711")).not.toContain("Ihre Nachricht");
    await post.setQueue("Support", { locale: "de" });
    expect(await subject({ From: "d@sprache.test", Subject: "4711" }, "4711")).toContain("Ihre Nachricht");
    await post.setQueue("Support", { locale: null });
  });
});

test("an address gets three answers in an hour", async () => {
  const from = { From: "lee@globex.test" };
  for (let i = 0; i < 3; i += 1) expect((await receiptFor(from)).made).toBeDefined();
  expect((await receiptFor(from)).decided).toMatchObject({ sent: false, reason: expect.stringContaining("last hour") });
});

test("an address that could not be reached gets none, until it writes with proof", async () => {
  const { noteUndeliverable } = await import("@/domain/mail/address-standing");
  await db.transaction((tx) => noteUndeliverable(tx, "nora@acme.test", "5.1.1"));
  expect((await receiptFor({ From: "nora@acme.test" })).decided.reason).toContain("could not be delivered");
});

test("a request by another door than mail, and an agent's, get none", async () => {
  const { answerNewTicket } = await import("@/domain/mail/receipt");
  const { id } = await w.aTicket();
  const [opened] = await post.happened(id, "ticket.opened");
  expect(await answerNewTicket(w.mail, opened!.id, id)).toBeNull();
});

test("a queue without receipts sends none, and says so", async () => {
  const { decided, ticketId } = await receiptFor({ From: "eve@nowhere.test", To: "network@desk.test" });
  expect(decided).toEqual({ sent: false, reason: "This queue sends no receipts." });
  expect(await post.happened(ticketId, "receipt.withheld")).toHaveLength(1);
});

test("a blind copy gets none", async () => {
  const { decided } = await receiptFor({ From: "eve@nowhere.test", To: "somebody@else.test" });
  expect(decided).toMatchObject({ sent: false, reason: expect.stringContaining("blind copy") });
});

test("too many answers to one domain pause them, and administrators hear of it once", async () => {
  const { putSetting } = await import("@/domain/settings");
  await putSetting(db, "answersPerDomain", 2);
  for (let i = 0; i < 4; i += 1) await receiptFor({ From: `p${i}@flood.test` });
  const { decided } = await receiptFor({ From: "p9@flood.test" });
  expect(decided).toMatchObject({ sent: false, reason: expect.stringMatching(/paused: 2 went to flood.test/) });
  expect((await receiptFor({ From: "calm@quiet.test" })).made).toBeDefined();
  const told = await db
    .select()
    .from(schema.events)
    .where(and(eq(schema.events.type, "mail.answersPaused"), eq(schema.events.chain, "answers:flood.test")));
  expect(told).toHaveLength(1);
});
