import { eq, sql } from "drizzle-orm";
import { beforeAll, beforeEach, expect, test } from "vitest";
import { db } from "@/db";
import { events, oneTimeLinks, outgoingMail, people, signInFailures } from "@/db/schema";
import { system } from "@/domain/access/actor";
import { readBlob } from "@/domain/attachments/store";
import { prepareSignInLink } from "@/domain/mail/sign-in-link";
import { askForSignInLink, signInByLink } from "@/domain/people/sign-in-link";
import { testDatabase } from "../database";
import { buildWorld, type World } from "../world";

let w: World;

beforeAll(async () => {
  await testDatabase();
  w = await buildWorld();
});
beforeEach(() => db.delete(signInFailures));

const lastAsked = async () => {
  const asked = await db.select().from(events).where(eq(events.type, "signIn.linkAsked")).orderBy(sql`seq desc`).limit(1);
  return asked[0]!;
};

/** Somebody asks, and the function that waits for it makes the mail; gives what is in it. */
async function linkFor(email: string): Promise<string> {
  await askForSignInLink(email);
  const { id, data } = await lastAsked();
  const mailId = (await prepareSignInLink(w.mail, id, String(data.personId)))!;
  expect(await prepareSignInLink(w.mail, id, String(data.personId))).toBe(mailId);
  const [mail] = await db.select().from(outgoingMail).where(eq(outgoingMail.id, mailId));
  expect(mail).toMatchObject({ kind: "sign-in", ticketId: null, to: [{ address: email }] });
  const raw = (await readBlob(mail!.rawHash)).toString().replace(/=\r\n/g, "");
  expect(raw).toMatch(/^Auto-Submitted: auto-generated$/m);
  return /\/sign-in\/link\/([\w-]+)/.exec(raw)![1]!;
}

test("somebody without a password signs in by a link of a mail, once", async () => {
  const token = await linkFor(w.customers.acme.email);
  expect(await signInByLink(token)).toMatchObject({ personId: w.customers.acme.personId });
  await expect(signInByLink(token)).rejects.toMatchObject({ key: "linkSpent" });
});

test("of two who use one link at once one gets in", async () => {
  const token = await linkFor(w.customers.acme.email);
  const outcomes = await Promise.allSettled([signInByLink(token), signInByLink(token)]);
  expect(outcomes.map((outcome) => outcome.status).sort()).toEqual(["fulfilled", "rejected"]);
});

test("only the digest of a link is kept, it works for a quarter of an hour, and for nothing else", async () => {
  const token = await linkFor(w.customers.globex.email);
  const [link] = await db.select().from(oneTimeLinks).where(eq(oneTimeLinks.personId, w.customers.globex.personId));
  expect(JSON.stringify(link)).not.toContain(token);
  expect(link!.expiresAt.getTime()).toBeLessThanOrEqual(Date.now() + 15 * 60_000);
  const { setUpDesk } = await import("@/domain/setup/set-up");
  await expect(
    setUpDesk(token, { name: "x", email: "x@desk.test", password: "long enough", queueName: "x" } as never),
  ).rejects.toBeDefined();
  await db.update(oneTimeLinks).set({ expiresAt: new Date(Date.now() - 1) });
  await expect(signInByLink(token)).rejects.toMatchObject({ key: "linkSpent" });
});

test("who asks for an address that nobody has hears the same, and no mail is made", async () => {
  const before = await db.$count(outgoingMail);
  expect(await askForSignInLink("nobody@nowhere.test")).toBe(await askForSignInLink(w.customers.acme.email));
  await askForSignInLink("nobody@nowhere.test");
  expect((await lastAsked()).data).toMatchObject({ personId: null });
  expect(JSON.stringify((await lastAsked()).data)).not.toContain("nobody@");
  expect(await db.$count(outgoingMail)).toBe(before);
});

test("a fourth request in a quarter of an hour is refused, for known and unknown addresses alike", async () => {
  for (const email of [w.customers.acme.email, "nobody@nowhere.test"]) {
    for (let i = 0; i < 3; i += 1) await askForSignInLink(email);
    await expect(askForSignInLink(email.toUpperCase())).rejects.toMatchObject({ code: "too_many" });
  }
});

test("who has left gets neither a mail nor in", async () => {
  const token = await linkFor(w.customers.colleague.email);
  await db.update(people).set({ active: false }).where(eq(people.id, w.customers.colleague.personId));
  await expect(signInByLink(token)).rejects.toMatchObject({ key: "linkSpent" });
  await askForSignInLink(w.customers.colleague.email);
  expect((await lastAsked()).data).toMatchObject({ personId: null });
  expect(await prepareSignInLink(w.mail, (await lastAsked()).id, w.customers.colleague.personId)).toBeNull();
});

test("what has served its time is thrown away, and what still serves stays", async () => {
  const { tidyUp } = await import("@/domain/people/tidy-up");
  const { createToken } = await import("@/domain/people/tokens");
  const { takeKey, keepAnswer } = await import("@/domain/people/idempotency");
  const { apiTokens, idempotencyKeys } = await import("@/db/schema");
  await createToken(w.admin, { email: w.admin.email, name: "test" });
  const [token] = await db.select().from(apiTokens);
  const asked = (key: string) => ({ tokenId: token!.id, route: "/tickets", key, bodyDigest: "x" });
  for (const key of ["crashed", "answered", "young"]) await takeKey(asked(key));
  await keepAnswer(asked("answered"), 201, {});
  const longAgo = new Date(Date.now() - 25 * 3_600_000);
  await db.update(idempotencyKeys).set({ createdAt: longAgo }).where(sql`key <> 'young'`);
  await db.insert(signInFailures).values([{ subject: "old", createdAt: longAgo }, { subject: "young" }]);
  await db.update(oneTimeLinks).set({ expiresAt: longAgo });
  await linkFor(w.customers.acme.email);

  await tidyUp(system("upkeep"));
  expect((await db.select().from(idempotencyKeys)).map((row) => row.key)).toEqual(["young"]);
  expect((await db.select().from(signInFailures)).map((row) => row.subject).sort()).toEqual([`link ${w.customers.acme.email}`, "young"]);
  expect(await db.$count(oneTimeLinks)).toBe(1);
  // A key that a crash left without an answer can be used again.
  expect(await takeKey(asked("crashed"))).toBeNull();
});
