import "@/domain/projections";
import { beforeAll, expect, test } from "vitest";
import { system } from "@/domain/access/actor";
import { testDatabase } from "../database";

const modules = async () => ({
  ...(await import("@/domain/setup/set-up")),
  ...(await import("@/domain/people/sign-in")),
  ...(await import("@/domain/mail/rehearse")),
  ...(await import("@/db")),
  ...(await import("@/db/schema")),
  ...(await import("drizzle-orm")),
});

beforeAll(async () => {
  await testDatabase();
});

const setup = system("setup");
const ada = { name: "Ada", email: "Ada@desk.test", password: "long enough", queueName: "Help", queueAddress: "Help@desk.test" };

test("a link nobody made sets nothing up", async () => {
  const { setUpDesk, db, people } = await modules();
  await expect(setUpDesk("made-up", ada)).rejects.toMatchObject({ code: "forbidden" });
  expect(await db.$count(people)).toBe(0);
});

test("a link of a quarter of an hour ago sets nothing up", async () => {
  const { createSetupLink, setUpDesk, isSetupLinkUsable, db, oneTimeLinks } = await modules();
  const token = (await createSetupLink(setup))!;
  await db.update(oneTimeLinks).set({ expiresAt: new Date(Date.now() - 1) });
  expect(await isSetupLinkUsable(token)).toBe(false);
  await expect(setUpDesk(token, ada)).rejects.toMatchObject({ code: "forbidden" });
});

test("a faulty answer does not use the link up", async () => {
  const { createSetupLink, setUpDesk, isSetupLinkUsable } = await modules();
  const token = (await createSetupLink(setup))!;
  await expect(setUpDesk(token, { ...ada, password: "short" })).rejects.toMatchObject({ code: "invalid" });
  await expect(setUpDesk(token, { ...ada, email: "nobody" })).rejects.toMatchObject({ code: "invalid" });
  await expect(setUpDesk(token, { ...ada, queueAddress: "nowhere" })).rejects.toMatchObject({
    fields: { queueAddress: expect.anything() },
  });
  expect(await isSetupLinkUsable(token)).toBe(true);
});

test("npm start prints the way in on an empty desk, the demo never does", async () => {
  const { greeting } = await import("@/domain/setup/greeting");
  const { isSetupLinkUsable } = await modules();
  const place = { appUrl: "https://desk.test", smtpHost: "127.0.0.1", smtpPort: 2525 };
  const links = (text: string) => text.split("\n").filter((line) => line.includes("https://desk.test/setup/"));
  const [line, ...others] = links(await greeting({ ...place, mode: "start" }));
  expect(others).toEqual([]);
  expect(await isSetupLinkUsable(line!.split("/setup/")[1]!)).toBe(true);
  expect(links(await greeting({ ...place, mode: "demo" }))).toEqual([]);
});

test("of two who set the desk up at once one becomes administrator, with a queue that takes mail, and then there are no more links", async () => {
  const { createSetupLink, setUpDesk, signIn, db, queues, people } = await modules();
  const links = [(await createSetupLink(setup))!, (await createSetupLink(setup))!];
  const outcomes = await Promise.allSettled([setUpDesk(links[0]!, ada), setUpDesk(links[1]!, { ...ada, email: "bob@desk.test" })]);
  expect(outcomes.map((outcome) => outcome.status).sort()).toEqual(["fulfilled", "rejected"]);
  expect(await db.$count(people)).toBe(1);
  expect(await db.select({ name: queues.name, address: queues.address }).from(queues)).toEqual([
    { name: "Help", address: "help@desk.test" },
  ]);
  const [person] = await db.select().from(people);
  expect(await signIn(person!.email, ada.password)).toMatchObject({ email: person!.email });
  expect(await createSetupLink(setup)).toBeNull();
});

test("a rehearsed letter is decided upon and leaves nothing behind", async () => {
  const { rehearseMail, db, sql } = await modules();
  const counts = async () =>
    db.execute(
      sql`select (select count(*) from incoming_mail) m, (select count(*) from tickets) t, (select count(*) from events) e, (select count(*) from people) p`,
    );
  const before = await counts();
  const raw = Buffer.from("From: New <new@acme.test>\r\nTo: help@desk.test\r\nSubject: Hello\r\n\r\nHello.");
  expect(await rehearseMail(system("mail"), { raw, envelopeTo: [] })).toMatchObject({ class: "normal", created: "ticket" });
  expect(await counts()).toEqual(before);
});

test("only the set-up makes links, and only the intake rehearses", async () => {
  const { createSetupLink, rehearseMail } = await modules();
  await expect(createSetupLink(system("mail"))).rejects.toMatchObject({ code: "forbidden" });
  await expect(rehearseMail(setup, { raw: Buffer.from("x"), envelopeTo: [] })).rejects.toMatchObject({ code: "forbidden" });
});
