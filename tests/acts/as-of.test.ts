import { eq, sql } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { testDatabase } from "../database";
import { buildWorld, type World } from "../world";

let w: World;

beforeAll(async () => {
  await testDatabase();
  w = await buildWorld();
});

const lastWeek = new Date(Date.now() - 7 * 24 * 60 * 60 * 1000);

async function anEarlierTicket() {
  const { asOf } = await import("@/lib/clock");
  return asOf(lastWeek, () => w.aTicket());
}

test("an act of the past stands at its instant, and its events say when they were entered", async () => {
  const { db } = await import("@/db");
  const { events, messages, tickets } = await import("@/db/schema");
  const { id } = await anEarlierTicket();
  const [ticket] = await db.select().from(tickets).where(eq(tickets.id, id));
  const [message] = await db.select().from(messages).where(eq(messages.ticketId, id));
  const rows = await db.select().from(events).where(eq(events.ticketId, id));
  for (const at of [ticket!.createdAt, ticket!.updatedAt, message!.at, ...rows.map((row) => row.createdAt)]) expect(at).toEqual(lastWeek);
  for (const row of rows) expect(new Date(String(row.data.enteredAt)).getTime()).toBeGreaterThan(lastWeek.getTime());
});

test("its chain verifies, and it wakes nobody", async () => {
  const { db } = await import("@/db");
  const { events } = await import("@/db/schema");
  const { verifyHistory } = await import("@/domain/events/verify");
  const { id } = await anEarlierTicket();
  const waiting = await db.select().from(events).where(sql`${events.ticketId} = ${id} and ${events.dispatchedAt} is null`);
  expect(waiting).toEqual([]);
  expect(await verifyHistory()).toMatchObject({ ok: true });
});

test("nothing is entered before what stands in its chain, nor in the future", async () => {
  const { asOf } = await import("@/lib/clock");
  const { addNote } = await import("@/domain/tickets/note");
  const { id } = await anEarlierTicket();
  const earlier = new Date(lastWeek.getTime() - 1);
  await expect(asOf(earlier, () => addNote(w.admin, id, { text: "forged" }))).rejects.toThrow(/Nothing can be entered before/);
  expect(() => asOf(new Date(Date.now() + 60_000), async () => {})).toThrow(/has not come/);
});
