import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { testDatabase } from "../database";
import type { World } from "../world";

/** Which conversation a letter joins, and who may speak in it (SEMANTICS A2, A4). */
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

const raw = async (hash: string) => (await (await import("@/domain/attachments/store")).readBlob(hash)).toString();
const trust = async (ids: string[]) => (await import("@/domain/settings")).putSetting(db, "authservIds", ids);
const PROVED = "mx.desk.test; dmarc=pass header.from=desk.test";

describe("evidence", () => {
  test("a signed mark in the quoted text joins where the headers are gone", async () => {
    const { ticketId, answer } = await post.conversation(w);
    const mark = /\[ref:\s*t\.[^\]]+\]/.exec((await raw(answer.rawHash)).replace(/=\r\n/g, ""))![0];
    const mail = await post.deliver(w, post.letter({ Subject: "Something else" }, `Yes.\r\n\r\n> Have you tried again?\r\n> ${mark}`));
    expect(mail).toMatchObject({ created: "message", ticketId });
    expect(mail.decisions.find((one) => one.step === "candidate")?.reason).toContain("marker");
  });

  test("the sender's own earlier mail joins by its id", async () => {
    const first = await post.deliver(w, post.letter({ "Message-ID": "<mine@acme.test>" }));
    expect(await post.deliver(w, post.letter({ References: "<mine@acme.test>" }, "One thing more."))).toMatchObject({
      created: "message",
      ticketId: first.ticketId,
    });
  });

  test("a reply address proves its ticket for as long as its person takes part", async () => {
    const { updateTicket } = await import("@/domain/tickets/update");
    await post.setQueue("Support", { replyTokens: true });
    const { ticketId, answer } = await post.conversation(w);
    await post.setQueue("Support", { replyTokens: false });
    const address = /^Reply-To: <?([^\s<>]+)/im.exec(await raw(answer.rawHash))![1]!;
    expect(address).toMatch(/^support\+t\.[a-z2-7]{32}@desk\.test$/);
    const upper = post.letter({ To: address.toUpperCase(), Subject: "No number" });
    expect(await post.deliver(w, upper)).toMatchObject({ created: "message", ticketId });
    await updateTicket(w.admin, ticketId, { customer: "nora@acme.test" });
    const after = await post.deliver(w, post.letter({ To: address, Subject: "Still me" }));
    expect(after).toMatchObject({ created: "ticket" });
  });

  test("without the queue's consent no mail carries a reply address", async () => {
    const { answer } = await post.conversation(w);
    expect(await raw(answer.rawHash)).not.toMatch(/^Reply-To:/im);
  });

  test("of several tickets the best proved wins, and all are written down", async () => {
    const weak = await post.conversation(w);
    const strong = await post.conversation(w);
    const { number } = await post.pageOf(w, weak.first);
    const mail = await post.deliver(w, post.letter({ Subject: `Re: [OT#${number}]`, "In-Reply-To": strong.answer.messageId }));
    expect(mail).toMatchObject({ created: "message", ticketId: strong.ticketId });
    expect(mail.decisions.filter((one) => one.step === "candidate").map((one) => one.reason.split(":")[0])).toEqual([
      "signed-message-id",
      "stored-message-id",
      "subject-number",
    ]);
  });

  test("a mail to a merged ticket goes to the one it was merged into", async () => {
    const source = await post.conversation(w);
    const target = await post.deliver(w, post.letter());
    const [merged] = await db.select().from(schema.states).where(eq(schema.states.type, "merged"));
    await db
      .update(schema.tickets)
      .set({ mergedIntoId: target.ticketId, stateId: merged!.id })
      .where(eq(schema.tickets.id, source.ticketId));
    expect(await post.deliver(w, post.letter({ "In-Reply-To": source.answer.messageId }))).toMatchObject({
      created: "message",
      ticketId: target.ticketId,
    });
  });

  test("a mail to a removed ticket begins a new one", async () => {
    const { ticketId, answer } = await post.conversation(w);
    const [removed] = await db.select().from(schema.states).where(eq(schema.states.type, "removed"));
    await db.update(schema.tickets).set({ stateId: removed!.id }).where(eq(schema.tickets.id, ticketId));
    const mail = await post.deliver(w, post.letter({ "In-Reply-To": answer.messageId }));
    expect(mail).toMatchObject({ created: "ticket" });
    expect(mail.decisions.find((one) => one.step === "candidate")?.reason).toContain("removed");
  });

  test.each(["Fwd:", "WG:", "TR:"])("a customer who forwards (%s) a mail with a number begins something new", async (mark) => {
    const { first, ticketId } = await post.conversation(w);
    const { number } = await post.pageOf(w, first);
    const mail = await post.deliver(w, post.letter({ Subject: `${mark} It does not work [OT#${number}]` }));
    expect(mail).toMatchObject({ created: "ticket" });
    expect(mail.ticketId).not.toBe(ticketId);
  });
});

describe("the sender's verdict", () => {
  test("of a domain that disowns the mail makes mere references worthless, and nobody is answered", async () => {
    await trust(["mx.desk.test"]);
    const { answerNewTicket } = await import("@/domain/mail/receipt");
    const first = await post.deliver(w, post.letter({ "Message-ID": "<real@acme.test>" }));
    const fake = { "Authentication-Results": "mx.desk.test; dmarc=fail (p=reject) header.from=acme.test", References: "<real@acme.test>" };
    const mail = await post.deliver(w, post.letter(fake));
    await trust([]);
    expect(mail).toMatchObject({ created: "ticket", verdict: "fail" });
    expect(mail.ticketId).not.toBe(first.ticketId);
    const [opened] = await post.happened(mail.ticketId!, "ticket.opened");
    expect(await answerNewTicket(w.mail, opened!.id, mail.ticketId!)).toBeNull();
  });

  test("of nobody known attaches the customer's mail and marks it", async () => {
    const { ticketId, answer } = await post.conversation(w);
    await post.deliver(w, post.letter({ "In-Reply-To": answer.messageId }));
    expect((await post.pageOf(w, { ticketId })).messages.at(-1)).toMatchObject({ unauthenticated: true });
  });
});

describe("an agent's own mail", () => {
  const fromBen = (headers: Record<string, string>) =>
    post.letter({ From: "Ben Agent <ben@desk.test>", To: "omar@acme.test", Cc: "support@desk.test", ...headers }, "Try this.");

  test("that nothing proves is a stranger's: for agents alone, and a decision", async () => {
    const { ticketId, answer } = await post.conversation(w);
    const mail = await post.deliver(w, fromBen({ "In-Reply-To": answer.messageId }));
    expect(mail).toMatchObject({ created: "message", ticketId });
    expect((await post.pageOf(w, { ticketId })).messages.at(-1)).toMatchObject({ internal: true, joiner: true });
    expect(mail.decisions.map((one) => one.outcome)).toContain("unproved");
  });

  test("that is proved is his public answer with the recipients it had, and nobody is mailed again", async () => {
    await trust(["mx.desk.test"]);
    const { prepareReply } = await import("@/domain/mail/send");
    const { ticketId, answer } = await post.conversation(w);
    const mail = await post.deliver(w, fromBen({ "In-Reply-To": answer.messageId, "Authentication-Results": PROVED }));
    await trust([]);
    expect(mail).toMatchObject({ created: "message", verdict: "pass" });
    const page = await post.pageOf(w, { ticketId });
    expect(page.messages.at(-1)).toMatchObject({
      direction: "out",
      internal: false,
      kind: "mail",
      to: [{ address: "omar@acme.test" }],
      author: { email: "ben@desk.test" },
    });
    const sent = (await post.happened(ticketId, "message.sent")).at(-1)!;
    expect(await prepareReply(w.mail, sent.id, mail.messageId!)).toBeNull();
  });

  test("that is proved but went to nobody who takes part is a note, and meets no promise", async () => {
    await trust(["mx.desk.test"]);
    const { ticketId, answer } = await post.conversation(w);
    const to = { To: "support@desk.test", Cc: "boss@desk.test", "In-Reply-To": answer.messageId, "Authentication-Results": PROVED };
    const mail = await post.deliver(w, fromBen(to));
    await trust([]);
    expect(mail).toMatchObject({ created: "message", ticketId });
    expect((await post.pageOf(w, { ticketId })).messages.at(-1)).toMatchObject({
      ...{ kind: "note", internal: true, direction: "none", author: { email: "ben@desk.test" } },
    });
    expect(await post.happened(ticketId, "message.sent")).toHaveLength(1);
  });

  test("that answers a notification is a note, also with the customer in copy", async () => {
    const { listSigningKeys } = await import("@/domain/mail/keys");
    const { signMessageId } = await import("@/domain/mail/message-id");
    const { newId } = await import("@/lib/ids");
    await trust(["mx.desk.test"]);
    const { ticketId } = await post.conversation(w);
    const notice = signMessageId({ ticketId, messageId: newId(), notification: true, domain: "desk.test" }, await listSigningKeys());
    const mail = await post.deliver(w, fromBen({ "In-Reply-To": notice, "Authentication-Results": PROVED }));
    await trust([]);
    expect(mail).toMatchObject({ created: "message", ticketId });
    expect((await post.pageOf(w, { ticketId })).messages.at(-1)).toMatchObject({ kind: "note", internal: true });
  });

  test("that is proved and forwards a customer's mail opens his ticket", async () => {
    await trust(["mx.desk.test"]);
    const body =
      "Please.\r\n\r\n---------- Forwarded message ---------\r\nFrom: Vic Vendor <vic@vendor.test>\r\nDate: Mon, 2 Nov 2026 09:00:00 +0000\r\nSubject: Broken\r\nTo: ben@desk.test\r\n\r\nIt broke.";
    const headers = { From: "Ben Agent <ben@desk.test>", Subject: "Fwd: Broken", "Authentication-Results": PROVED };
    const mail = await post.deliver(w, post.letter(headers, body));
    await trust([]);
    expect(await post.pageOf(w, mail)).toMatchObject({ customer: { email: "vic@vendor.test" } });
  });
});

describe("a pending joiner", () => {
  async function joined() {
    const { ticketId, answer } = await post.conversation(w);
    const headers = { From: "Jo <jo@other.test>", "In-Reply-To": answer.messageId, Subject: "Re: It does not work", Cc: "pal@other.test" };
    const mail = await post.deliver(w, post.letter(headers, "He forwarded me this."));
    return { ticketId, messageId: mail.messageId!, number: (await post.pageOf(w, mail)).number };
  }
  const seenBy = async (number: string) => {
    const { getTicketPage } = await import("@/domain/tickets/queries");
    return (await getTicketPage(w.customers.acme, number)).messages.map((message) => message.text).join();
  };

  test("waits for a decision, unseen by the customer; brings nobody along", async () => {
    const { ticketId, number } = await joined();
    expect(await post.pageOf(w, { ticketId })).toMatchObject({
      needsDecision: true,
      participants: [],
      customer: { email: "omar@acme.test" },
    });
    expect(await seenBy(number)).not.toContain("forwarded me");
  });

  test("who is allowed is heard by all, and is still no participant", async () => {
    const { allowMessage } = await import("@/domain/tickets/allow");
    const { ticketId, messageId, number } = await joined();
    await allowMessage(w.agents.support, messageId);
    await allowMessage(w.agents.support, messageId);
    expect(await seenBy(number)).toContain("forwarded me");
    expect(await post.pageOf(w, { ticketId })).toMatchObject({ needsDecision: false, participants: [] });
    expect(await post.happened(ticketId, "message.allowed")).toHaveLength(1);
  });

  test("who is split out has a ticket of his own, with his message and nothing else; his answers go there", async () => {
    const { splitOutMessage } = await import("@/domain/tickets/split-out");
    const { getTicketPage } = await import("@/domain/tickets/queries");
    const { ticketId, messageId, number } = await joined();
    const own = await splitOutMessage(w.agents.support, messageId);
    expect(await getTicketPage(w.admin, own.number)).toMatchObject({
      customer: { email: "jo@other.test" },
      queue: "Support",
      messages: [{ text: expect.stringContaining("forwarded me"), internal: false }],
    });
    expect(await post.pageOf(w, { ticketId })).toMatchObject({ needsDecision: false });
    expect(await seenBy(number)).not.toContain("forwarded me");
    await expect(splitOutMessage(w.agents.support, messageId)).rejects.toMatchObject({ code: "conflict" });
    const [message] = await db.select().from(schema.messages).where(eq(schema.messages.id, messageId));
    const more = await post.deliver(w, post.letter({ From: "jo@other.test", "In-Reply-To": message!.messageId! }));
    expect(more).toMatchObject({ created: "message", ticketId: own.id });
  });

  test("is decided on by who may answer and change, nobody else", async () => {
    const { allowMessage } = await import("@/domain/tickets/allow");
    const { messageId } = await joined();
    await expect(allowMessage(w.agents.light, messageId)).rejects.toMatchObject({ code: "forbidden" });
    await expect(allowMessage(w.customers.acme, messageId)).rejects.toMatchObject({ code: "forbidden" });
    await expect(allowMessage(w.customers.globex, messageId)).rejects.toMatchObject({ code: "not_found" });
  });

  test("is put before the owner, or the agents of the queue", async () => {
    const { updateTicket } = await import("@/domain/tickets/update");
    const { notifyOfJoiner } = await import("@/domain/notifications/notify");
    const { ticketId } = await joined();
    const [held] = await post.happened(ticketId, "message.held");
    expect(await notifyOfJoiner(w.mail, held!.id)).toEqual(expect.arrayContaining([w.agents.support.personId, w.agents.both.personId]));
    await updateTicket(w.admin, ticketId, { owner: "mia@desk.test" });
    expect(await notifyOfJoiner(w.mail, held!.id)).toEqual([w.agents.both.personId]);
  });

  test("who is allowed waits for an answer, and is found by what he said", async () => {
    const { allowMessage } = await import("@/domain/tickets/allow");
    const { ticketId, messageId } = await joined();
    const columns = async () => (await db.select().from(schema.tickets).where(eq(schema.tickets.id, ticketId)))[0]!;
    const words = async () =>
      (await db.select().from(schema.ticketDocuments).where(eq(schema.ticketDocuments.ticketId, ticketId)))[0]!.publicWords;
    await db.update(schema.tickets).set({ unansweredSince: null }).where(eq(schema.tickets.id, ticketId));
    expect(await words()).not.toContain("forwarded");
    await allowMessage(w.agents.support, messageId);
    expect(await columns()).toMatchObject({ unansweredSince: expect.any(Date), preview: "He forwarded me this." });
    expect(await words()).toContain("forwarded");
  });

  test("with an address nobody can write to in copy is read all the same", async () => {
    const cc = `"two words"@other.test, pal@other.test`;
    expect(await post.deliver(w, post.letter({ Cc: cc, "Message-ID": "<odd@acme.test>" }))).toMatchObject({ created: "ticket" });
  });

  test("reopens nothing", async () => {
    const { updateTicket } = await import("@/domain/tickets/update");
    const { ticketId, answer } = await post.conversation(w);
    await updateTicket(w.agents.support, ticketId, { state: "closed" });
    await post.deliver(w, post.letter({ From: "jo@other.test", "In-Reply-To": answer.messageId }));
    expect(await post.pageOf(w, { ticketId })).toMatchObject({ stateType: "closed", needsDecision: true });
  });
});
