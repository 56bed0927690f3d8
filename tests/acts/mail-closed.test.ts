import { eq } from "drizzle-orm";
import { afterEach, beforeAll, describe, expect, test } from "vitest";
import type { queues } from "@/db/schema";
import { testDatabase } from "../database";
import type { World } from "../world";

/** Answers to closed tickets (SEMANTICS A5), who joins by mail and where answers go (A14). */
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

afterEach(() => post.setQueue("Support", { closedPolicy: "reopen-within", reopenDays: 30, joinPolicy: "known" }));

const daysAgo = (days: number) => new Date(Date.now() - days * 24 * 60 * 60 * 1000);

/** A conversation that ended some days ago, in a queue of that policy; gives what its customer's next letter becomes. */
async function afterClosing(
  days: number,
  policy: Partial<typeof queues.$inferInsert> = { closedPolicy: "reopen-within" },
  from = "omar@acme.test",
) {
  const { updateTicket } = await import("@/domain/tickets/update");
  await post.setQueue("Support", policy);
  const { first, ticketId, answer } = await post.conversation(w);
  await updateTicket(w.admin, ticketId, { participants: ["nora@acme.test"], tags: ["paper"], owner: w.agents.support.email });
  await updateTicket(w.agents.support, ticketId, { state: "closed" });
  await db
    .update(schema.tickets)
    .set({ closedAt: daysAgo(days) })
    .where(eq(schema.tickets.id, ticketId));
  const { number } = await post.pageOf(w, first);
  const headers = { From: from, "In-Reply-To": answer.messageId, Subject: `Re: It does not work [OT#${number}]` };
  return { ticketId, answer, next: () => post.deliver(w, post.letter(headers, "It broke again.")) };
}

describe("an answer to a closed ticket", () => {
  test("opens it again within thirty days, with its owner", async () => {
    const { ticketId, next } = await afterClosing(29);
    expect(await next()).toMatchObject({ created: "message", ticketId });
    expect(await post.pageOf(w, { ticketId })).toMatchObject({ stateType: "open", owner: { email: "ben@desk.test" } });
  });

  test("begins a linked one after thirty days, with its people and tags, and no number in its subject", async () => {
    const { ticketId, next } = await afterClosing(31);
    const mail = await next();
    expect(mail).toMatchObject({ created: "ticket" });
    expect(await post.pageOf(w, mail)).toMatchObject({
      subject: "It does not work",
      customer: { email: "omar@acme.test" },
      participants: [{ email: "nora@acme.test" }],
      tags: ["paper"],
      owner: null,
      messages: [{ internal: false }],
    });
    const links = await db.select().from(schema.ticketLinks).where(eq(schema.ticketLinks.fromId, mail.ticketId!));
    expect(links).toMatchObject([{ toId: ticketId, type: "follow-up-of" }]);
    expect(await post.pageOf(w, { ticketId })).toMatchObject({ stateType: "closed" });
  });

  test("of a participant begins a linked one in which he is the customer", async () => {
    const { next } = await afterClosing(31, undefined, "nora@acme.test");
    expect(await post.pageOf(w, await next())).toMatchObject({
      customer: { email: "nora@acme.test" },
      participants: [{ email: "omar@acme.test" }],
    });
  });

  test.each([
    ["reopen", 900, "message"],
    ["new-linked", 1, "ticket"],
  ] as const)("follows the queue's policy %s", async (closedPolicy, days, created) => {
    const { next } = await afterClosing(days, { closedPolicy });
    expect(await next()).toMatchObject({ created });
  });

  test("is kept and turned away where the queue says so, and the writer is told", async () => {
    const { answerTurnedAway } = await import("@/domain/mail/receipt");
    const { ticketId, next: answerAgain } = await afterClosing(1, { closedPolicy: "reject" });
    const mail = await answerAgain();
    expect(mail).toMatchObject({ created: "message", ticketId });
    const page = await post.pageOf(w, { ticketId });
    expect(page).toMatchObject({ stateType: "closed" });
    expect(page.messages.at(-1)?.text).toContain("broke again");
    // It waits for no answer of ours: its writer is told to ask anew.
    const { listTicketClocks } = await import("@/domain/sla/queries");
    const next = (await listTicketClocks(w.admin, page.number)).filter((clock) => clock.metric === "next-response");
    expect(next.filter((clock) => clock.startedAt !== null && clock.endedAt === null)).toEqual([]);
    const [row] = await db.select().from(schema.tickets).where(eq(schema.tickets.id, ticketId));
    expect(row).toMatchObject({ unansweredSince: null });
    const [event] = await post.happened(ticketId, "message.turnedAway");
    const id = await answerTurnedAway(w.mail, event!.id, mail.id);
    expect(await answerTurnedAway(w.mail, event!.id, mail.id)).toBe(id);
    const [told] = await db.select().from(schema.outgoingMail).where(eq(schema.outgoingMail.id, id!));
    expect(told).toMatchObject({ kind: "rejection", to: [{ address: "omar@acme.test" }] });
  });

  test("that may not be answered is not turned away in silence: it begins a new ticket", async () => {
    const { ticketId, answer } = await afterClosing(1, { closedPolicy: "reject" });
    const mail = await post.deliver(w, post.letter({ "In-Reply-To": answer.messageId, "X-Auto-Response-Suppress": "All" }));
    expect(mail).toMatchObject({ created: "ticket" });
    expect(mail.ticketId).not.toBe(ticketId);
  });

  test("leaves it to nobody when its owner has no right there any more", async () => {
    const { ticketId, next } = await afterClosing(1);
    await db.update(schema.people).set({ active: false }).where(eq(schema.people.email, "ben@desk.test"));
    await next();
    await db.update(schema.people).set({ active: true }).where(eq(schema.people.email, "ben@desk.test"));
    expect(await post.pageOf(w, { ticketId })).toMatchObject({ stateType: "open", owner: null });
  });
});

describe("whom a letter names", () => {
  const cc = "New Colleague <new@acme.test>, support@desk.test, network+x@desk.test, noreply@acme.test, mia@desk.test";

  test("joins when the letter counts as the customer's, announced by name; never we, robots or agents", async () => {
    const { ticketId, answer } = await post.conversation(w);
    await post.deliver(w, post.letter({ "In-Reply-To": answer.messageId, Cc: cc }));
    expect((await post.pageOf(w, { ticketId })).participants.map((one) => one.email)).toEqual(["new@acme.test"]);
    const [event] = await post.happened(ticketId, "ticket.participantsChanged");
    expect(event!.values.added?.after).toBe("New Colleague <new@acme.test>");
  });

  test("does not join by a letter that proves nothing", async () => {
    const mail = await post.deliver(w, post.letter({ Cc: "victim@elsewhere.test" }));
    const page = await post.pageOf(w, mail);
    expect(page).toMatchObject({ participants: [], messages: [{ cc: [{ address: "victim@elsewhere.test" }] }] });
    expect(mail.decisions.find((one) => one.step === "participants")).toMatchObject({ outcome: "nobody" });
  });

  test("ten join at most", async () => {
    const { ticketId, answer } = await post.conversation(w);
    const many = Array.from({ length: 14 }, (_, i) => `p${i}@many.test`).join(", ");
    await post.deliver(w, post.letter({ "In-Reply-To": answer.messageId, Cc: many }));
    expect((await post.pageOf(w, { ticketId })).participants).toHaveLength(10);
  });

  test("joins by nobody's word where the queue says never", async () => {
    await post.setQueue("Support", { joinPolicy: "never" });
    const { ticketId, answer } = await post.conversation(w);
    await post.deliver(w, post.letter({ "In-Reply-To": answer.messageId, Cc: "new@acme.test" }));
    expect((await post.pageOf(w, { ticketId })).participants).toEqual([]);
  });
});

describe("Reply-To", () => {
  test("of the sender's own domain is where answers go, and he may answer from there", async () => {
    const { ticketId, answer } = await post.conversation(w, { "Reply-To": "team@acme.test" });
    expect(answer.to).toMatchObject([{ address: "team@acme.test" }]);
    const mail = await post.deliver(w, post.letter({ From: "team@acme.test", "In-Reply-To": answer.messageId }));
    expect(mail).toMatchObject({ created: "message", ticketId });
    expect((await post.pageOf(w, { ticketId })).messages.at(-1)).toMatchObject({ joiner: false, from: { address: "team@acme.test" } });
  });

  test("of another domain is shown, and changes nothing", async () => {
    const { answer, first } = await post.conversation(w, { "Reply-To": "trap@evil.test" });
    expect(answer.to).toMatchObject([{ address: "omar@acme.test" }]);
    expect((await post.pageOf(w, first)).messages[0]).toMatchObject({ replyTo: [{ address: "trap@evil.test" }] });
  });

  test("on an existing ticket replaces nothing", async () => {
    const { ticketId, answer } = await post.conversation(w);
    await post.deliver(w, post.letter({ "In-Reply-To": answer.messageId, "Reply-To": "other@acme.test" }));
    expect((await post.answered(w, ticketId)).to).toMatchObject([{ address: "omar@acme.test" }]);
  });

  test("of a form the desk has named is the customer", async () => {
    const { putSetting } = await import("@/domain/settings");
    await putSetting(db, "formSenders", ["form@shop.test"]);
    const mail = await post.deliver(w, post.letter({ From: "Shop <form@shop.test>", "Reply-To": "Vera <vera@buyer.test>" }));
    expect(await post.pageOf(w, mail)).toMatchObject({ customer: { name: "Vera", email: "vera@buyer.test" } });
  });
});
