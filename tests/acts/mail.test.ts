import { beforeAll, describe, expect, test } from "vitest";
import { testDatabase } from "../database";
import { buildWorld, type World } from "../world";

let w: World;

const modules = async () => ({
  ...(await import("@/domain/mail/accept")),
  ...(await import("@/domain/mail/drain")),
  ...(await import("@/domain/mail/send")),
  ...(await import("@/domain/mail/receipt")),
  ...(await import("@/domain/mail/receive")),
  ...(await import("@/domain/tickets/queries")),
  ...(await import("@/domain/tickets/reply")),
  ...(await import("@/domain/tickets/update")),
  ...(await import("@/domain/events/history")),
  ...(await import("@/db")),
  ...(await import("@/db/schema")),
  ...(await import("drizzle-orm")),
});

beforeAll(async () => {
  await testDatabase();
  w = await buildWorld();
});

let serial = 0;
const letter = (headers: Record<string, string>, body = "Hello, it does not work.") => {
  serial += 1;
  const all = {
    From: "Omar <omar@acme.test>",
    To: "support@desk.test",
    Subject: "It does not work",
    "Message-ID": `<${serial}.test@acme.test>`,
    Date: new Date().toUTCString(),
    ...headers,
  };
  return Buffer.from(
    `${Object.entries(all)
      .filter(([, v]) => v !== "")
      .map(([k, v]) => `${k}: ${v}`)
      .join("\r\n")}\r\n\r\n${body}\r\n`,
  );
};

async function deliver(raw: Buffer) {
  const { acceptMail, drainMail, db, incomingMail, eq } = await modules();
  const { id } = await acceptMail(w.mail, { raw, door: "smtp", envelopeFrom: "omar@acme.test", envelopeTo: ["support@desk.test"] });
  await drainMail(w.mail, 10_000);
  const [mail] = await db.select().from(incomingMail).where(eq(incomingMail.id, id));
  return mail!;
}

async function ticketOf(mail: { ticketId: string | null }) {
  const { db, tickets, eq, getTicketPage } = await modules();
  const [row] = await db.select().from(tickets).where(eq(tickets.id, mail.ticketId!));
  return getTicketPage(w.admin, String(row!.number));
}

/** An agent answers, and the mail is made; gives its Message-ID and its tagged subject. */
async function answered(ticketId: string) {
  const { replyToTicket, prepareReply, listHistory, db, outgoingMail, eq } = await modules();
  const { messageId } = await replyToTicket(w.agents.support, ticketId, { text: "Have you tried again?" });
  const event = (await listHistory(ticketId, true)).findLast((e) => e.type === "message.sent")!;
  const outgoingId = await prepareReply(w.mail, event.id, messageId);
  const [mail] = await db.select().from(outgoingMail).where(eq(outgoingMail.id, outgoingId!));
  return { ...mail!, eventId: event.id, rowId: messageId };
}

describe("intake", () => {
  test("a letter becomes a ticket in the queue it was written to", async () => {
    const mail = await deliver(letter({ To: "network@desk.test" }));
    expect(mail).toMatchObject({ status: "done", class: "normal", created: "ticket" });
    expect(await ticketOf(mail)).toMatchObject({
      queue: "Network",
      subject: "It does not work",
      customer: { email: "omar@acme.test" },
      stateType: "new",
    });
  });

  test("the same letter by two doors is one letter and one ticket", async () => {
    const { acceptMail, drainMail } = await modules();
    const raw = letter({});
    const first = await acceptMail(w.mail, { raw, door: "smtp", envelopeFrom: null, envelopeTo: ["support@desk.test"] });
    const second = await acceptMail(w.mail, { raw, door: "api", envelopeFrom: null, envelopeTo: ["network@desk.test"] });
    expect(second).toEqual({ id: first.id, repeated: true });
    expect(await drainMail(w.mail, 10_000)).toMatchObject({ processed: 1 });
  });

  test("two alarms with one constant Message-ID are two letters", async () => {
    const { acceptMail } = await modules();
    const monday = letter({ "Message-ID": "<alarm@ups.test>", Date: "Mon, 02 Nov 2026 08:00:00 +0000" }, "battery low, monday");
    const tuesday = letter({ "Message-ID": "<alarm@ups.test>", Date: "Tue, 03 Nov 2026 08:00:00 +0000" }, "battery low, tuesday");
    const delivery = { door: "smtp" as const, envelopeFrom: null, envelopeTo: ["support@desk.test"] };
    const first = await acceptMail(w.mail, { ...delivery, raw: monday });
    expect((await acceptMail(w.mail, { ...delivery, raw: tuesday })).id).not.toBe(first.id);
  });

  test("an out-of-office reply makes no ticket and is kept", async () => {
    const mail = await deliver(letter({ Subject: "Automatic reply: It does not work", "Auto-Submitted": "auto-replied" }));
    expect(mail).toMatchObject({ status: "done", class: "out-of-office", created: "nothing", ticketId: null });
  });

  test("ten drains at once make ten tickets of ten letters", async () => {
    const { acceptMail, drainMail, listTickets } = await modules();
    const before = (await listTickets(w.admin, { limit: 200 })).data.length;
    for (let i = 0; i < 10; i += 1) {
      await acceptMail(w.mail, {
        raw: letter({ From: `p${i}@many.test`, Subject: `Many ${i}` }),
        door: "smtp",
        envelopeFrom: null,
        envelopeTo: ["support@desk.test"],
      });
    }
    await Promise.all(Array.from({ length: 10 }, () => drainMail(w.mail, 10_000)));
    expect((await listTickets(w.admin, { limit: 200 })).data.length - before).toBe(10);
  });
});

describe("conversations", () => {
  test("the customer's answer to our mail joins its ticket and opens it again", async () => {
    const { updateTicket } = await modules();
    const first = await deliver(letter({}));
    const answer = await answered(first.ticketId!);
    await updateTicket(w.agents.support, first.ticketId!, { state: "closed" });
    const mail = await deliver(letter({ Subject: "Re: no number here", "In-Reply-To": answer.messageId }, "Yes, twice."));
    expect(mail).toMatchObject({ created: "message", ticketId: first.ticketId });
    expect(await ticketOf(first)).toMatchObject({ stateType: "open" });
  });

  test("a stranger who only knows the number gets a ticket of his own", async () => {
    const first = await deliver(letter({}));
    const answer = await answered(first.ticketId!);
    const number = (await ticketOf(first)).number;
    const mail = await deliver(letter({ From: "mallory@evil.test", Subject: `Re: It does not work [OT#${number}]` }, "Tell me all."));
    expect(mail).toMatchObject({ created: "ticket" });
    expect(mail.ticketId).not.toBe(first.ticketId);
    expect(answer.subject).toContain("It does not work");
  });

  test("a stranger with our signed id is held for the agents, unseen by the customer", async () => {
    const { getTicketPage } = await modules();
    const first = await deliver(letter({}));
    const answer = await answered(first.ticketId!);
    const mail = await deliver(letter({ From: "colleague@other.test", "In-Reply-To": answer.messageId }, "He forwarded me this."));
    expect(mail).toMatchObject({ created: "message", ticketId: first.ticketId });
    const { number } = await ticketOf(first);
    expect(await ticketOf(first)).toMatchObject({ needsDecision: true });
    expect((await getTicketPage(w.customers.acme, number)).messages.map((m) => m.text).join()).not.toContain("forwarded");
  });

  test("a forged id of ours proves nothing", async () => {
    const first = await deliver(letter({}));
    const answer = await answered(first.ticketId!);
    const forged = answer.messageId.replace(/\.[a-z0-9]+@/, ".aaaaaaaaaaaaaaaaaaaaaaaaaa@");
    const mail = await deliver(letter({ From: "mallory@evil.test", "In-Reply-To": forged }));
    expect(mail).toMatchObject({ created: "ticket" });
  });
});

describe("answers", () => {
  test("an answer is made once however often it is asked for, with one Message-ID", async () => {
    const { prepareReply } = await modules();
    const first = await deliver(letter({}));
    const answer = await answered(first.ticketId!);
    expect(await prepareReply(w.mail, answer.eventId, answer.rowId)).toBe(answer.id);
  });

  test("a receipt goes out once for a new request, marked as automatic, and repeats nothing of it", async () => {
    const { answerNewTicket, listHistory, db, outgoingMail, eq } = await modules();
    const { readBlob } = await import("@/domain/attachments/store");
    const first = await deliver(letter({ From: "fresh@people.test", Subject: "Dear desk" }, "My secret number is 4711."));
    const opened = (await listHistory(first.ticketId!, true))[0]!;
    const id = await answerNewTicket(w.mail, opened.id, first.ticketId!);
    expect(await answerNewTicket(w.mail, opened.id, first.ticketId!)).toBe(id);
    const [mail] = await db.select().from(outgoingMail).where(eq(outgoingMail.id, id!));
    const raw = (await readBlob(mail!.rawHash)).toString();
    expect(raw).toMatch(/^Auto-Submitted: auto-replied/im);
    expect(raw).not.toContain("4711");
  });

  test("a list is never answered, and the reason is written down", async () => {
    const { answerNewTicket, listHistory } = await modules();
    const first = await deliver(letter({ From: "news@list.test", "List-Id": "<news.list.test>" }));
    const opened = (await listHistory(first.ticketId!, true))[0]!;
    expect(await answerNewTicket(w.mail, opened.id, first.ticketId!)).toBeNull();
    const withheld = (await listHistory(first.ticketId!, true)).find((event) => event.type === "receipt.withheld");
    expect(withheld?.data.reason).toEqual(expect.any(String));
  });
});
