import { sql } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { testDatabase } from "../database";
import { buildWorld, type World } from "../world";

let w: World;
const modules = async () => ({
  ...(await import("@/db")),
  ...(await import("@/domain/events/verify")),
  ...(await import("@/domain/events/history")),
  ...(await import("@/domain/events/outbox")),
  ...(await import("@/domain/tickets/reply")),
});

beforeAll(async () => {
  await testDatabase();
  w = await buildWorld();
});

test("a row of history can be neither changed nor deleted", async () => {
  const { db } = await modules();
  await w.aTicket();
  for (const attempt of [
    sql`update events set type = 'x'`,
    sql`update events set seq = seq + 1`,
    sql`delete from events`,
    sql`truncate events cascade`,
  ]) {
    await expect(db.execute(attempt)).rejects.toThrow();
  }
});

test("an untouched history verifies", async () => {
  const { verifyHistory } = await modules();
  expect(await verifyHistory()).toMatchObject({ ok: true });
});

test("erased personal values leave the history whole", async () => {
  const { db, verifyHistory } = await modules();
  const ticket = await w.aTicket({ subject: "My name is Omar" });
  await db.execute(sql`delete from event_values where event_id in (select id from events where ticket_id = ${ticket.id})`);
  expect(await verifyHistory()).toMatchObject({ ok: true });
});

test("a forged value is named", async () => {
  const { db, verifyHistory } = await modules();
  const ticket = await w.aTicket();
  await db.execute(sql`update event_values set after = 'forged' where event_id in (select id from events where ticket_id = ${ticket.id})`);
  const verdict = await verifyHistory();
  expect(verdict).toMatchObject({ ok: false, reason: expect.stringContaining("subject") });
  await db.execute(sql`delete from event_values where after = 'forged'`);
});

test("a row changed behind the trigger's back is named", async () => {
  const { db, verifyHistory } = await modules();
  const ticket = await w.aTicket();
  const change = (to: string) =>
    db.transaction(async (tx) => {
      await tx.execute(sql`alter table events disable trigger events_append_only`);
      await tx.execute(sql`update events set type = ${to} where ticket_id = ${ticket.id} and chain_position = 2`);
      await tx.execute(sql`alter table events enable trigger events_append_only`);
    });
  await change("message.sent");
  expect(await verifyHistory()).toMatchObject({ ok: false, reason: expect.stringContaining("position 2") });
  await change("message.received");
  expect(await verifyHistory()).toMatchObject({ ok: true });
});

test("a reader that follows seq misses nothing while many write at once", async () => {
  const { db, latestSeq, replyToTicket } = await modules();
  const tickets = await Promise.all(Array.from({ length: 8 }, () => w.aTicket()));
  const start = await latestSeq();
  let done = false;
  const seen = new Set<number>();
  const read = async () => {
    let cursor = start;
    for (;;) {
      const last = done;
      const rows = (await db.execute(sql`select seq from events where seq > ${cursor} order by seq`)) as unknown as { seq: string }[];
      for (const row of rows) seen.add(Number(row.seq));
      cursor = Math.max(cursor, ...rows.map((row) => Number(row.seq)));
      if (last) return;
    }
  };
  const reading = read();
  await Promise.all(
    tickets.flatMap((ticket) => Array.from({ length: 5 }, (_, i) => replyToTicket(w.customers.acme, ticket.id, { text: `message ${i}` }))),
  );
  done = true;
  await reading;
  const [row] = (await db.execute(sql`select count(*)::int as n from events where seq > ${start}`)) as unknown as { n: number }[];
  expect(seen.size).toBe(row!.n);
});

test("what a failed relay did not send stays to be sent, and what it sent carries no text", async () => {
  const { dispatchEvents } = await modules();
  while ((await dispatchEvents(["ticket.opened"], async () => {})) > 0);
  const ticket = await w.aTicket({ subject: "A secret subject" });
  await expect(
    dispatchEvents(["ticket.opened"], async () => {
      throw new Error("away");
    }),
  ).rejects.toThrow("away");
  const sent: unknown[] = [];
  await dispatchEvents(["ticket.opened"], async (batch) => void sent.push(...batch));
  expect(sent).toMatchObject([{ name: "ticket.opened", data: { ticketId: ticket.id } }]);
  expect(JSON.stringify(sent)).not.toContain("secret");
  expect(await dispatchEvents(["ticket.opened"], async () => {})).toBe(0);
});
