import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, type Page, test } from "@playwright/test";
import nodemailer from "nodemailer";
import { type DeskProcess, end, startDesk } from "./process";

const DAY = [["00:00", "24:00"]];
const LETTERS = 8;

/** A desk of its own, killed as no desk wants to be: a letter that was answered with 250 and a promise outlive it. */
test("what a killed desk had accepted or promised is done by the next start, and once", async ({ browser }) => {
  const [port, smtpPort] = [await freePort(), await freePort()];
  const dataDir = mkdtempSync(join(tmpdir(), "open-ticket-killed-"));
  chmodSync(dataDir, 0o755);
  const start = () =>
    startDesk({ OPEN_TICKET_MODE: "start", SMTP_URL: "off", PORT: String(port), SMTP_PORT: String(smtpPort), DATA_DIR: dataDir });
  let desk = await start();
  try {
    const page = await (await browser.newContext({ baseURL: `http://localhost:${port}` })).newPage();
    await setUp(page, desk);

    // The timer of a promise sleeps when the desk is killed, and its hour comes while nobody is there.
    await write(page, port, "/calendars", {
      ...{ name: "Around the clock", timeZone: "UTC" },
      week: Object.fromEntries(["mon", "tue", "wed", "thu", "fri", "sat", "sun"].map((day) => [day, DAY])),
    });
    const targets = { "first-response": { "*": 8 } };
    await write(page, port, "/slas", { name: "Soon", calendar: "Around the clock", targets });
    const ticket = await write<{ number: string; sla: { nextDueAt: string } }>(page, port, "/tickets", {
      ...{ subject: "A promise", body: "x", queue: "Support", channel: "web", customer: { email: "omar@acme.test" } },
    });
    await end(desk, "SIGKILL");
    await expect.poll(() => Date.now() > Date.parse(ticket.sla.nextDueAt), { timeout: 20_000 }).toBe(true);
    desk = await start();
    const breaches = async () => (await history(page, ticket.number)).filter((event) => event.type === "sla.breached").length;
    await expect.poll(breaches, { timeout: 90_000 }).toBe(1);

    // Letters are answered with 250, and the desk is killed before it can have read them all.
    await send(smtpPort);
    await end(desk, "SIGKILL");
    desk = await start();
    const tickets = async () => {
      const list = (await (await page.request.get("/api/v1/tickets?limit=200")).json()) as { data: { subject: string }[] };
      return list.data
        .map((one) => one.subject)
        .filter((subject) => subject.startsWith("Letter"))
        .sort();
    };
    const wanted = Array.from({ length: LETTERS }, (_, i) => `Letter ${i}`);
    await expect.poll(tickets, { timeout: 90_000 }).toEqual(wanted);
    // After all that, neither is there twice.
    expect(await tickets()).toEqual(wanted);
    expect(await breaches()).toBe(1);
  } finally {
    await end(desk);
    rmSync(dataDir, { recursive: true, force: true });
  }
});

async function setUp(page: Page, desk: DeskProcess): Promise<void> {
  await expect.poll(desk.said).toContain("/setup/");
  await page.goto(/\/setup\/\S+/.exec(desk.said())![0]);
  await page.getByLabel("Your name").fill("Ada");
  await page.getByLabel("Your address").fill("ada@desk.test");
  await page.getByLabel("Password").fill("long enough");
  await page.getByLabel("Address that customers write to").fill("support@desk.test");
  await page.getByRole("button", { name: "Set up" }).click();
  await page.waitForURL(/\/tickets/);
}

async function write<T>(page: Page, port: number, path: string, data: object): Promise<T> {
  const answer = await page.request.post(`/api/v1${path}`, { data, headers: { origin: `http://localhost:${port}` } });
  expect([answer.status(), path]).toEqual([201, path]);
  return (await answer.json()) as T;
}

async function history(page: Page, number: string): Promise<{ type: string }[]> {
  const answer = await page.request.get(`/api/v1/tickets/${number}/history`);
  return answer.ok() ? ((await answer.json()) as { data: { type: string }[] }).data : [];
}

/** All at once over one connection each, and back when the last has its 250. */
async function send(port: number): Promise<void> {
  const transport = nodemailer.createTransport({ host: "127.0.0.1", port, secure: false, ignoreTLS: true });
  await Promise.all(
    Array.from({ length: LETTERS }, (_, i) =>
      transport.sendMail({ from: `writer${i}@acme.test`, to: "support@desk.test", subject: `Letter ${i}`, text: "Hello." }),
    ),
  );
  transport.close();
}

function freePort(): Promise<number> {
  return new Promise((done) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address() as { port: number };
      server.close(() => done(port));
    });
  });
}
