import "@/domain/projections";
import { sql } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { testDatabase } from "../database";

beforeAll(async () => {
  await testDatabase();
  const { loadDemoDesk } = await import("@/domain/setup/demo-desk");
  const { loadDemoContents } = await import("@/domain/setup/demo-contents");
  await loadDemoDesk();
  await loadDemoContents();
}, 300_000);

async function counts() {
  const { db } = await import("@/db");
  const [row] = await db.execute<Record<string, number>>(sql`select
    (select count(*)::int from tickets) tickets,
    (select count(*)::int from messages) messages,
    (select count(*)::int from events) events,
    (select count(distinct state_id)::int from tickets) states,
    (select count(distinct queue_id)::int from tickets) queues,
    (select count(*)::int from tickets where created_at > now() - interval '1 day') fresh,
    (select count(*)::int from tickets where unanswered_since is not null) unanswered,
    (select count(*)::int from events where created_at > now()) ahead,
    (select count(*)::int from events where dispatched_at is null and ticket_id is not null) waking,
    (select count(*)::int from outgoing_mail) mails,
    (select count(*)::int from faq_articles) articles,
    (select count(*)::int from faq_translations where published_revision_id is not null) translations`);
  return row!;
}

test("it holds some hundred tickets of many kinds, two dozen articles, and wakes nobody", async () => {
  const found = await counts();

  expect(found.tickets).toBeGreaterThanOrEqual(100);
  expect(found.states).toBeGreaterThanOrEqual(5);
  expect(found.queues).toBe(4);
  expect(found.fresh).toBeGreaterThanOrEqual(8);
  expect(found.unanswered).toBeGreaterThanOrEqual(8);
  expect(found.articles).toBeGreaterThanOrEqual(24);
  expect(found).toMatchObject({ ahead: 0, waking: 0, mails: 0 });
});

test("its history verifies", async () => {
  const { verifyHistory } = await import("@/domain/events/verify");
  expect(await verifyHistory()).toMatchObject({ ok: true });
});

test("a second start changes nothing", async () => {
  const before = await counts();
  const { loadDemoDesk } = await import("@/domain/setup/demo-desk");
  const { loadDemoContents } = await import("@/domain/setup/demo-contents");
  await loadDemoDesk();
  await loadDemoContents();
  expect(await counts()).toEqual(before);
});
