import { once } from "node:events";
import { connect, type Socket } from "node:net";
import nodemailer from "nodemailer";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { testDatabase } from "../database";
import { buildWorld } from "../world";

/** The SMTP door as other mail servers see it (RFC 5321). */
let port: number;
let close: () => Promise<void>;
const MAX = 100_000;

beforeAll(async () => {
  await testDatabase();
  await buildWorld();
  const { listenSmtp } = await import("@/mail/smtp");
  ({ port, close } = await listenSmtp({ port: 0, host: "127.0.0.1", maxBytes: MAX, idleMs: 1500 }));
});
afterAll(() => close());

/** A conversation in plain lines: what is said, and all that came back up to the last answer expected. */
class Line {
  private heard = "";
  private constructor(readonly socket: Socket) {
    socket.setEncoding("utf8").on("data", (chunk: string) => {
      this.heard += chunk;
    });
    socket.on("error", () => {});
  }
  static async open(): Promise<Line> {
    const line = new Line(connect(port, "127.0.0.1"));
    await line.answers(1);
    return line;
  }
  async say(text: string, answers = 1): Promise<string[]> {
    this.heard = "";
    this.socket.write(text);
    return this.answers(answers);
  }
  /** Last lines of answers: a code and a space. */
  async answers(count: number): Promise<string[]> {
    const complete = () => this.heard.split("\r\n").filter((one) => /^\d{3} /.test(one));
    while (complete().length < count && !this.socket.destroyed) await Promise.race([once(this.socket, "data"), once(this.socket, "close")]);
    return complete();
  }
  get all(): string {
    return this.heard;
  }
}

const send = (mail: { from?: string; to?: string; raw: string | Buffer }) =>
  nodemailer
    .createTransport({ host: "127.0.0.1", port, ignoreTLS: true })
    .sendMail({ envelope: { from: mail.from ?? "omar@acme.test", to: mail.to ?? "support@desk.test" }, raw: mail.raw });

const rows = async () => {
  const { db } = await import("@/db");
  const { incomingMail } = await import("@/db/schema");
  return db.select().from(incomingMail);
};

let serial = 0;
const letter = (body = "Hello.") => {
  serial += 1;
  return `From: omar@acme.test\r\nTo: support@desk.test\r\nSubject: x\r\nMessage-ID: <smtp${serial}@acme.test>\r\n\r\n${body}\r\n`;
};

test("announces its size, pipelining, 8-bit and international addresses, and offers no sign-in", async () => {
  const line = await Line.open();
  await line.say("EHLO mx.acme.test\r\n");
  for (const feature of [`SIZE ${MAX}`, "PIPELINING", "8BITMIME", "SMTPUTF8"]) expect(line.all).toContain(feature);
  expect(line.all).not.toMatch(/AUTH|STARTTLS/);
  line.socket.destroy();
});

test("takes a whole transaction in one breath, and says 250 once it is stored", async () => {
  const line = await Line.open();
  await line.say("EHLO mx.acme.test\r\n");
  const before = (await rows()).length;
  const answers = await line.say("MAIL FROM:<>\r\nRCPT TO:<support@desk.test>\r\nRCPT TO:<nobody@desk.test>\r\nDATA\r\n", 4);
  expect(answers.map((answer) => answer.slice(0, 3))).toEqual(["250", "250", "550", "354"]);
  const [stored] = await line.say(`${letter()}.\r\n`);
  expect(stored).toMatch(/^250 /);
  expect(await rows()).toHaveLength(before + 1);
  expect((await rows()).at(-1)).toMatchObject({ envelopeFrom: "", envelopeTo: ["support@desk.test"] });
  line.socket.destroy();
});

describe("recipients", () => {
  const rcpt = async (address: string) => {
    const line = await Line.open();
    await line.say("EHLO mx.acme.test\r\n");
    await line.say("MAIL FROM:<omar@acme.test>\r\n");
    const [answer] = await line.say(`RCPT TO:<${address}>\r\n`);
    line.socket.destroy();
    return answer!.slice(0, 3);
  };
  test.each([
    ["support@desk.test", "250"],
    ["SUPPORT+tag@Desk.Test", "250"],
    ["postmaster@desk.test", "250"],
    ["alias@desk.test", "250"],
    ["anything@whole.test", "250"],
    ["nobody@desk.test", "550"],
    ["support@elsewhere.test", "550"],
  ])("%s: %s", async (address, code) => {
    const { configureQueue } = await import("@/domain/setup/configure-queue");
    const { findPersonByEmail } = await import("@/domain/people/find");
    const { actorOf } = await import("@/domain/people/actors");
    const ada = await actorOf((await findPersonByEmail("ada@desk.test"))!);
    await configureQueue(ada!, "Network", { addresses: ["alias@desk.test", "*@whole.test"] });
    expect(await rcpt(address)).toBe(code);
  });
});

test("a message over the size is refused when it says so, and when it does not", async () => {
  const line = await Line.open();
  await line.say("EHLO mx.acme.test\r\n");
  const [announced] = await line.say(`MAIL FROM:<omar@acme.test> SIZE=${MAX + 1}\r\n`);
  expect(announced).toMatch(/^552 /);
  line.socket.destroy();
  const before = (await rows()).length;
  await expect(send({ raw: letter(`${"y".repeat(70)}\r\n`.repeat(2000)) })).rejects.toMatchObject({
    responseCode: 552,
  });
  expect(await rows()).toHaveLength(before);
});

test("our own trouble is a 451: the sender keeps the message and comes again", async () => {
  const { db } = await import("@/db");
  const { sql } = await import("drizzle-orm");
  const raw = letter("Please keep me.");
  await db.execute(sql`alter table incoming_mail rename to incoming_mail_away`);
  const failed = send({ raw });
  await expect(failed).rejects.toMatchObject({ responseCode: 451 });
  await db.execute(sql`alter table incoming_mail_away rename to incoming_mail`);
  await expect(send({ raw })).resolves.toMatchObject({ response: expect.stringMatching(/^250/) });
});

test("silent clients are let go, and keep nobody else out", async () => {
  const silent = await Promise.all(Array.from({ length: 30 }, () => Line.open()));
  const gone = silent.map((line) => once(line.socket, "close"));
  await expect(send({ raw: letter() })).resolves.toMatchObject({ response: expect.stringMatching(/^250/) });
  await Promise.all(gone);
});

test("forty at once are forty letters", async () => {
  const before = (await rows()).length;
  await Promise.all(Array.from({ length: 40 }, () => send({ raw: letter() })));
  expect(await rows()).toHaveLength(before + 40);
});

test("an address in other letters than ASCII is taken and becomes a ticket's customer", async () => {
  const line = await Line.open();
  await line.say("EHLO mx.acme.test\r\n");
  const [from] = await line.say("MAIL FROM:<jürgen@müller.test> SMTPUTF8\r\n");
  expect(from).toMatch(/^250 /);
  await line.say("RCPT TO:<support@desk.test>\r\n");
  await line.say("DATA\r\n");
  const [stored] = await line.say(
    "From: Jürgen <jürgen@müller.test>\r\nTo: support@desk.test\r\nSubject: Grüße\r\nMessage-ID: <u@x.test>\r\n\r\nHallo.\r\n.\r\n",
  );
  expect(stored).toMatch(/^250 /);
  line.socket.destroy();
  const { drainMail } = await import("@/domain/mail/drain");
  const { system } = await import("@/domain/access/actor");
  await drainMail(system("mail"), 20_000);
  const mail = (await rows()).find((row) => row.messageIdHeader === "<u@x.test>");
  expect(mail).toMatchObject({ status: "done", created: "ticket", envelopeFrom: "jürgen@müller.test" });
});
