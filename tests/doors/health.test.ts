import "@/domain/projections";
import { createServer } from "node:http";
import { sql } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { db } from "@/db";
import { incomingMail, settings } from "@/db/schema";
import { system } from "@/domain/access/actor";
import { acceptMail } from "@/domain/mail/accept";
import { isIntakeKeepingUp } from "@/domain/mail/keeping-up";
import { startHeartbeat } from "@/domain/setup/heartbeat";
import { testDatabase } from "../database";

beforeAll(async () => {
  await testDatabase();
});

const health = async () => {
  const response = await (await import("@/app/api/health/route")).GET();
  return { ...((await response.json()) as { checks: Record<string, string> }), status: response.status };
};

test("a process that does not beat is down, however well another one is", async () => {
  const well = { at: new Date().toISOString(), engine: true, mail: true, realtime: true };
  await db.insert(settings).values({ key: "heartbeat:another", value: well });
  expect(await health()).toMatchObject({ status: 503, checks: { database: "ok", engine: "down" } });
  const heartbeat = startHeartbeat(async () => ({ engine: true, mail: true, realtime: true }));
  await expect.poll(health).toMatchObject({ status: 200 });
  await heartbeat.stop();
  expect(await health()).toMatchObject({ status: 503 });
});

test("letters that nobody reads make the mail unwell", async () => {
  expect(await isIntakeKeepingUp()).toBe(true);
  const raw = Buffer.from("From: a@b.test\r\nSubject: x\r\n\r\nx");
  await acceptMail(system("mail"), { raw, door: "smtp", envelopeFrom: null, envelopeTo: [] });
  expect(await isIntakeKeepingUp()).toBe(true);
  await db.update(incomingMail).set({ receivedAt: new Date(Date.now() - 6 * 60_000) });
  expect(await isIntakeKeepingUp()).toBe(false);
});

test("the live channel is well while its own connection answers", async () => {
  const { attachRealtime } = await import("@/realtime/server");
  const { listenToEvents } = await import("@/realtime/bell");
  const io = attachRealtime(createServer(), { appUrl: "http://desk.test", authSecret: "a secret of the tests" });
  let heard = 0;
  const bell = await listenToEvents(io, async () => void heard++);
  expect(bell.listening()).toBe(true);
  const before = heard;
  // Its connection is cut: it comes back, and says so by being heard again.
  await db.execute(
    sql`select pg_terminate_backend(pid) from pg_stat_activity where query ilike 'listen%' and datname = current_database()`,
  );
  await expect.poll(() => heard, { timeout: 15_000 }).toBeGreaterThan(before);
  expect(bell.listening()).toBe(true);
  await bell.stop();
  void io.close();
});
