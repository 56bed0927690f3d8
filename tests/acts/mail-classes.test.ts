import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { testDatabase } from "../database";
import type { World } from "../world";

/** What each class of mail does (SEMANTICS A1.3), with real letters. */
let w: World;
let post: typeof import("../post");

beforeAll(async () => {
  await testDatabase();
  w = await (await import("../world")).buildWorld();
  post = await import("../post");
});

const people = async (email: string) => (await import("@/domain/people/find")).findPersonByEmail(email);
const standing = async (address: string) => (await import("@/domain/mail/address-standing")).standingOf(address);

describe("an absence", () => {
  const absence = (headers: Record<string, string> = {}) =>
    post.letter({ Subject: "Automatic reply: It does not work", "Auto-Submitted": "auto-replied", ...headers }, "I am away until Monday.");

  test("on a thread is folded into it; state and clock stand still, nobody is answered", async () => {
    const { ticketId, answer } = await post.conversation(w);
    const { updateTicket } = await import("@/domain/tickets/update");
    await updateTicket(w.agents.support, ticketId, { state: "closed" });
    const mail = await post.deliver(w, absence({ "In-Reply-To": answer.messageId }));
    expect(mail).toMatchObject({ class: "out-of-office", created: "message", ticketId, autoReply: { sent: false } });
    const page = await post.pageOf(w, mail);
    expect(page).toMatchObject({ stateType: "closed", unansweredSince: null });
    expect(page.messages.at(-1)).toMatchObject({ automatic: true, internal: false, text: expect.stringContaining("away until Monday") });
    expect(await post.happened(ticketId, "message.received")).toHaveLength(1);
  });

  test("without a thread is only logged, and makes no person", async () => {
    const mail = await post.deliver(w, absence({ From: "away@nobody.test" }));
    expect(mail).toMatchObject({ class: "out-of-office", created: "nothing", ticketId: null });
    expect(await people("away@nobody.test")).toBeUndefined();
  });

  test("of a stranger in a thread is for agents only", async () => {
    const { ticketId, answer } = await post.conversation(w);
    await post.deliver(w, absence({ From: "lee@globex.test", "In-Reply-To": answer.messageId }));
    const { messages } = await post.pageOf(w, { ticketId });
    expect(messages.at(-1)).toMatchObject({ automatic: true, internal: true });
  });
});

describe("a report on a delivery", () => {
  test("that failed for good marks the mail, the address, and the ticket's history; nothing else moves", async () => {
    const { ticketId, answer } = await post.conversation(w, { From: "Gone <gone@acme.test>" });
    const before = await post.pageOf(w, { ticketId });
    const mail = await post.deliver(
      w,
      post.deliveryReport({ messageId: answer.messageId, recipient: "gone@acme.test", action: "failed", status: "5.1.1" }),
    );
    expect(mail).toMatchObject({ class: "dsn-permanent", created: "nothing", outgoingId: answer.id, autoReply: { sent: false } });
    expect(await post.deliveriesOf(answer.id)).toMatchObject([
      { address: "gone@acme.test", state: "failed", status: "5.1.1", diagnostic: "550 no such user" },
    ]);
    expect(await standing("gone@acme.test")).toMatchObject({ undeliverable: true });
    const [event] = await post.happened(ticketId, "delivery.reported");
    expect(event).toMatchObject({ data: { outcome: "failed", messageId: answer.rowId }, values: { address: { after: "gone@acme.test" } } });
    const after = await post.pageOf(w, { ticketId });
    expect(after).toMatchObject({ stateType: before.stateType, messages: { length: before.messages.length } });
    expect(await people("mailer-daemon@mx.acme.test")).toBeUndefined();
  });

  test("that is late is noted, and a later one that it arrived takes its place", async () => {
    const { answer } = await post.conversation(w);
    const about = { messageId: answer.messageId, recipient: "omar@acme.test" };
    expect(await post.deliver(w, post.deliveryReport({ ...about, action: "delayed", status: "4.4.1" }))).toMatchObject({
      class: "dsn-temporary",
    });
    expect(await post.deliveriesOf(answer.id)).toMatchObject([{ state: "delayed" }]);
    await post.deliver(w, post.deliveryReport({ ...about, action: "delivered", status: "2.0.0" }));
    await post.deliver(w, post.deliveryReport({ ...about, action: "delayed", status: "4.4.2" }));
    expect(await post.deliveriesOf(answer.id)).toMatchObject([{ state: "delivered" }]);
    expect(await standing("omar@acme.test")).toMatchObject({ undeliverable: false });
  });

  test("about no mail of ours is undelivered mail for administrators, and marks nobody", async () => {
    const { listStrayReports } = await import("@/domain/mail/mail-log");
    const about = { messageId: "<forged@desk.test>", recipient: "nora@acme.test", action: "failed", status: "5.1.1" };
    const mail = await post.deliver(w, post.deliveryReport(about));
    expect(mail).toMatchObject({ class: "dsn-permanent", created: "nothing", outgoingId: null });
    expect(await standing("nora@acme.test")).toMatchObject({ undeliverable: false });
    expect((await listStrayReports(w.admin)).data.map((row) => row.id)).toContain(mail.id);
  });

  test("about somebody we did not write to marks nobody", async () => {
    const { updateTicket } = await import("@/domain/tickets/update");
    const first = await post.deliver(w, post.letter());
    await updateTicket(w.admin, first.ticketId!, { participants: ["nora@acme.test"] });
    const answer = await post.answered(w, first.ticketId!);
    await post.deliver(
      w,
      post.deliveryReport({ messageId: answer.messageId, recipient: "lee@globex.test", action: "failed", status: "5.1.1" }),
    );
    expect(await standing("lee@globex.test")).toMatchObject({ undeliverable: false });
    expect(await post.deliveriesOf(answer.id)).toEqual([]);
  });

  test("of reading says who was shown it", async () => {
    const { answer } = await post.conversation(w);
    const body = `--m\r\nContent-Type: text/plain\r\n\r\nRead.\r\n--m\r\nContent-Type: message/disposition-notification\r\n\r\nFinal-Recipient: rfc822;omar@acme.test\r\nOriginal-Message-ID: ${answer.messageId}\r\nDisposition: manual-action/MDN-sent-manually; displayed\r\n\r\n--m--`;
    const headers = {
      Subject: "Read: Re: It does not work",
      "Content-Type": "multipart/report; report-type=disposition-notification; boundary=m",
    };
    expect(await post.deliver(w, post.letter(headers, body))).toMatchObject({ class: "mdn", created: "nothing" });
    expect(await post.deliveriesOf(answer.id)).toMatchObject([{ address: "omar@acme.test", state: "read", status: "displayed" }]);
  });
});

describe("a complaint", () => {
  const complaint = (returned: string, rcpt: string) =>
    post.letter(
      {
        From: "abuse@isp.test",
        Subject: "Abuse report",
        "Content-Type": "multipart/report; report-type=feedback-report; boundary=c",
      },
      `--c\r\nContent-Type: text/plain\r\n\r\nUnwanted.\r\n--c\r\nContent-Type: message/feedback-report\r\n\r\nFeedback-Type: abuse\r\nOriginal-Rcpt-To: <${rcpt}>\r\n\r\n--c\r\nContent-Type: message/rfc822\r\n\r\nMessage-ID: ${returned}\r\nFrom: support@desk.test\r\nTo: ${rcpt}\r\nSubject: x\r\n\r\nx\r\n--c--`,
    );

  test("about a known mail is noted in its ticket, and the address gets no more automatic mail", async () => {
    const { ticketId, answer } = await post.conversation(w, { From: "angry@acme.test" });
    const mail = await post.deliver(w, complaint(answer.messageId, "angry@acme.test"));
    expect(mail).toMatchObject({ class: "complaint", created: "nothing", ticketId });
    expect(await standing("angry@acme.test")).toMatchObject({ silenced: true });
    expect((await post.happened(ticketId, "delivery.reported"))[0]).toMatchObject({ data: { outcome: "complained" } });
    const next = await post.deliver(w, post.letter({ From: "angry@acme.test" }));
    const { answerNewTicket } = await import("@/domain/mail/receipt");
    const [opened] = await post.happened(next.ticketId!, "ticket.opened");
    expect(await answerNewTicket(w.mail, opened!.id, next.ticketId!)).toBeNull();
    expect((await post.happened(next.ticketId!, "receipt.withheld"))[0]?.data.reason).toContain("complained");
  });

  test("about an unknown mail is a ticket that administrators see and agents do not", async () => {
    const mail = await post.deliver(w, complaint("<unknown@elsewhere.test>", "someone@else.test"));
    expect(mail).toMatchObject({ class: "complaint", created: "ticket" });
    const { number } = await post.pageOf(w, mail);
    const { getTicketPage } = await import("@/domain/tickets/queries");
    await expect(getTicketPage(w.agents.both, number)).rejects.toMatchObject({ code: "not_found" });
  });

  test("about an unknown mail silences nobody: anybody can write one", async () => {
    await post.deliver(w, complaint("<forged@desk.test>", "nora@acme.test"));
    expect(await standing("nora@acme.test")).toMatchObject({ silenced: false });
  });
});

test("a challenge is a note to whoever wrote the mail, and never answered", async () => {
  const { ticketId, answer } = await post.conversation(w);
  const headers = { From: "verify@boxbe.com", Subject: "Please confirm your message", "In-Reply-To": answer.messageId };
  expect(await post.deliver(w, post.letter(headers))).toMatchObject({ class: "challenge", created: "nothing", autoReply: { sent: false } });
  expect((await post.happened(ticketId, "delivery.reported"))[0]).toMatchObject({
    data: { outcome: "challenged", messageId: answer.rowId },
  });
});

test("our own mail that comes back is dropped, with a trace", async () => {
  const { answer } = await post.conversation(w);
  const mail = await post.deliver(w, post.letter({ "Message-ID": answer.messageId, From: "support@desk.test" }));
  expect(mail).toMatchObject({ class: "own-notification", created: "nothing", ticketId: null });
  expect(mail.decisions.map((decision) => decision.step)).toContain("act");
});

test.each([
  ["list", { "List-Id": "<users.list.test>" }],
  ["auto-generated", { From: "nagios@acme.test", "Auto-Submitted": "auto-generated" }],
])("mail of class %s makes a ticket, joins its thread, and is never answered", async (mailClass, headers) => {
  const { answerNewTicket } = await import("@/domain/mail/receipt");
  const { ticketId, answer } = await post.conversation(w, headers);
  const [opened] = await post.happened(ticketId, "ticket.opened");
  expect(await answerNewTicket(w.mail, opened!.id, ticketId)).toBeNull();
  const next = await post.deliver(w, post.letter({ ...headers, "In-Reply-To": answer.messageId }));
  expect(next).toMatchObject({ class: mailClass, created: "message", ticketId });
});

describe("spam", () => {
  const spam = (headers: Record<string, string> = {}) =>
    post.letter({ From: "spam@spam.test", "X-Spam-Flag": "YES", ...headers }, "Buy now!");

  test("stands in its own place: no ticket, no person, also within a thread", async () => {
    const { answer } = await post.conversation(w);
    const mail = await post.deliver(w, spam({ "In-Reply-To": answer.messageId }));
    expect(mail).toMatchObject({ class: "spam", created: "nothing", ticketId: null });
    expect(await people("spam@spam.test")).toBeUndefined();
  });

  test("is listed for who reads the queue it was written to, and for nobody else", async () => {
    const { listSpam } = await import("@/domain/mail/mail-log");
    const mail = await post.deliver(w, spam({ To: "network@desk.test" }));
    const ids = async (actor: typeof w.admin) => (await listSpam(actor)).data.map((row) => row.id);
    expect(await ids(w.admin)).toContain(mail.id);
    expect(await ids(w.agents.both)).toContain(mail.id);
    expect(await ids(w.agents.support)).not.toContain(mail.id);
  });

  test("that was none becomes a ticket when somebody says so", async () => {
    const { acquitMail } = await import("@/domain/mail/judge-spam");
    const { drainMail } = await import("@/domain/mail/drain");
    const { db } = await import("@/db");
    const { incomingMail } = await import("@/db/schema");
    const mail = await post.deliver(w, spam({ From: "real@person.test" }));
    await expect(acquitMail(w.agents.light, mail.id)).resolves.toBeUndefined();
    await drainMail(w.mail, 10_000);
    const [after] = await db.select().from(incomingMail).where(eq(incomingMail.id, mail.id));
    expect(after).toMatchObject({ status: "done", class: "normal", created: "ticket" });
    expect(after!.classReasons[0]).toBe("A person said so.");
  });
});
