import postgres from "postgres";
import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { createCalendar } from "@/domain/sla/calendars";
import { changePolicy, createPolicy } from "@/domain/sla/policies";
import { replyToTicket } from "@/domain/tickets/reply";
import { testDatabase } from "../database";
import { buildWorld, type World } from "../world";
import { until } from "./engine-world";

vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 });

const WEEK = Object.fromEntries(["mon", "tue", "wed", "thu", "fri", "sat", "sun"].map((day) => [day, [["00:00", "24:00"]]]));
const TIMER = "open-ticket-sla-timer";

let w: World;
let sql: postgres.Sql;
let policyId: string;
let running: Awaited<ReturnType<typeof import("@/inngest/start")["startFunctions"]>> | null = null;

beforeAll(async () => {
  sql = postgres(await testDatabase(), { max: 1, onnotice: () => {} });
  w = await buildWorld();
  await createCalendar(w.admin, { name: "Always", timeZone: "UTC", week: WEEK as never, holidays: [] });
  policyId = (await createPolicy(w.admin, { name: "P", calendar: "Always", targets: { "first-response": { "*": 7200 } } })).id;
});
afterEach(() => stop());
afterAll(() => sql.end());

const start = async () => {
  running = await (await import("@/inngest/start")).startFunctions();
};
const stop = async () => {
  await running?.stop();
  running = null;
};
const relay = async () => (await import("@/inngest/relay")).relay();

/** As a new server knows nothing, or a database whose engine part was not restored. */
const emptyEngine = () => sql`truncate ie.event, ie.run, ie.step, ie.job, ie.wait, ie.wait_path, ie.bucket, ie.cron, ie.function`;

/** The timers that sleep for a ticket. */
const sleepersOf = async (ticketId: string) =>
  (
    await sql<{ id: string }[]>`
      select r.id from ie.run r join ie.job j on j.run_id = r.id and j.kind = 'sleep'
      where r.fn_id = ${TIMER} and r.status = 'active' and r.events -> 0 -> 'data' ->> 'ticketId' = ${ticketId}`
  ).map((row) => row.id);
const countOf = async (ticketId: string, type: string) =>
  (await sql`select 1 from events where ticket_id = ${ticketId} and type = ${type}`).length;

/** One more round of it, to its end. */
async function reconcileAgain(): Promise<void> {
  const before = (await ended()).length;
  const { inngest } = await import("@/inngest/client");
  await inngest.send({ name: "engine.started", data: {} });
  await until(async () => (await ended()).length > before);
}
const ended = () => sql`select 1 from ie.run where fn_id = 'open-ticket-reconcile' and status = 'completed'`;

test("an engine that lost everything sleeps on every deadline again; one that lost nothing is left alone", async () => {
  await start();
  const ticket = await w.aTicket();
  await relay();
  await until(async () => (await sleepersOf(ticket.id)).length === 1);
  const [first] = await sleepersOf(ticket.id);
  await reconcileAgain();
  expect(await sleepersOf(ticket.id)).toEqual([first]);

  // Sent again after the engine has forgotten the event, but not the run it began.
  await sql`delete from ie.event`;
  await reconcileAgain();
  await until(async () => (await sql`select 1 from ie.event where pending`).length === 0);
  expect(await sleepersOf(ticket.id)).toEqual([first]);

  await stop();
  await emptyEngine();
  await start();
  await until(async () => (await sleepersOf(ticket.id)).length === 1);
  await reconcileAgain();
  expect((await sleepersOf(ticket.id)).length).toBe(1);
});

test("a promise whose timer was lost is found broken, once", async () => {
  await start();
  await changePolicy(w.admin, policyId, { targets: { "first-response": { "*": 5 } } });
  const ticket = await w.aTicket();
  await relay();
  await stop();
  await emptyEngine();
  await start();
  await until(async () => (await countOf(ticket.id, "sla.breached")) === 1);
  await until(async () => (await sql`select 1 from ie.run where fn_id = ${TIMER} and status = 'completed'`).length > 0);
  await reconcileAgain();
  await relay();
  await until(async () => (await sql`select 1 from ie.event where pending`).length === 0);
  expect(await countOf(ticket.id, "sla.breached")).toBe(1);
  await changePolicy(w.admin, policyId, { targets: { "first-response": { "*": 7200 } } });
});

test("an answer whose run was lost before it began is sent, once", async () => {
  const ticket = await w.aTicket();
  await replyToTicket(w.agents.support, ticket.id, { text: "It is on its way." });
  // The engine took the events and is gone before it does anything with them.
  await relay();
  await emptyEngine();
  const mails = () => sql`select 1 from outgoing_mail where ticket_id = ${ticket.id} and key like 'reply:%'`;
  expect((await mails()).length).toBe(0);
  await start();
  await until(async () => (await mails()).length === 1);
  await reconcileAgain();
  expect((await mails()).length).toBe(1);
});
