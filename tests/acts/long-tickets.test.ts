import { sql } from "drizzle-orm";
import { beforeAll, expect, test, vi } from "vitest";
import { db } from "@/db";
import { outgoingMail } from "@/db/schema";
import { listHistory } from "@/domain/events/history";
import { listOutgoing } from "@/domain/mail/queries";
import { createToken } from "@/domain/people/tokens";
import { getTicketPage } from "@/domain/tickets/queries";
import { replyToTicket } from "@/domain/tickets/reply";
import { testDatabase } from "../database";
import { call } from "../doors/routes";
import { conversation } from "../post";
import { buildWorld, type World } from "../world";

vi.mock("next-auth", () => ({ getServerSession: async () => null }));

let w: World;

beforeAll(async () => {
  await testDatabase();
  w = await buildWorld();
});

/** So much was said in it before, that no page holds it all. */
const talkAtLength = (ticketId: string) =>
  db.execute(sql`insert into messages (id, ticket_id, kind, direction, internal, text, visible_text, at, created_at)
    select gen_random_uuid(), ${ticketId}, 'web', 'in', false, 'word ' || n, 'word ' || n, now() - interval '1 day' + n * interval '1 second', now()
    from generate_series(1, 600) n`);

test("what is written into a very long conversation is answered as written, and is on its page", async () => {
  const ticket = await w.aTicket();
  await talkAtLength(ticket.id);
  const token = await createToken(w.admin, { email: w.admin.email, name: "test" });
  const answer = await call(token, "POST", `/tickets/${ticket.number}/messages`, { kind: "reply", body: "The newest word." });
  expect([answer.status, answer.json.text]).toEqual([201, "The newest word."]);
  const { messages } = await getTicketPage(w.customers.acme, ticket.number);
  expect(messages.at(-1)!.text).toBe("The newest word.");
  expect(messages.map((message) => message.at.getTime())).toEqual(
    [...messages.map((message) => message.at.getTime())].sort((a, b) => a - b),
  );
});

test("a history without end shows its latest part, and a customer what of it is his", async () => {
  const ticket = await w.aTicket();
  await db.execute(sql`insert into events (id, type, ticket_id, actor_kind, data, chain, chain_position, prev_hash, hash, created_at)
    select gen_random_uuid(), 'note.added', ${ticket.id}, 'system', '{}', 'ticket:' || ${ticket.id}::text, 100 + n, '', '', now()
    from generate_series(1, 1100) n`);
  await replyToTicket(w.agents.support, ticket.id, { text: "At last" });
  expect((await listHistory(ticket.id, true)).slice(-2).map((event) => event.type)).toEqual(["message.sent", "ticket.stateChanged"]);
  expect((await listHistory(ticket.id, false)).map((event) => event.type)).toEqual([
    "ticket.opened",
    "message.received",
    "message.sent",
    "ticket.stateChanged",
  ]);
});

test("of very much mail that left a ticket the latest is listed", async () => {
  const { answer, ticketId } = await conversation(w);
  const { id: _, key, createdAt: __, ...mail } = answer as typeof outgoingMail.$inferSelect & { rowId: string };
  await db
    .insert(outgoingMail)
    .values(
      Array.from({ length: 120 }, (_x, n) => ({ ...mail, key: `${key} ${n}`, subject: `No. ${n}`, createdAt: new Date(Date.now() + n) })),
    );
  const { number } = (await db.execute(sql`select number from tickets where id = ${ticketId}`))[0] as { number: string };
  const listed = await listOutgoing(w.admin, String(number));
  expect([listed.length, listed.at(-1)!.subject]).toEqual([100, "No. 119"]);
});
