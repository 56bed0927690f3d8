import { readdirSync, readFileSync } from "node:fs";
import type { AddressInfo } from "node:net";
import postgres from "postgres";
import { SMTPServer } from "smtp-server";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { testDatabase } from "../database";
import { buildWorld, type World } from "../world";
import { until } from "./engine-world";
import { everythingIn, whatWasSaid } from "./what-was-said";

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const SECRETS = ["Kingfisher rests at dawn", "omar@acme.test", "Marmalade in the server room", "The lighthouse is open again"];

let w: World;
let sql: postgres.Sql;
let functions: Awaited<ReturnType<typeof import("@/inngest/start")["startFunctions"]>>;

beforeAll(async () => {
  const url = await testDatabase();
  w = await buildWorld();
  sql = postgres(url, { max: 1, onnotice: () => {} });
  functions = await (await import("@/inngest/start")).startFunctions();
});
afterAll(async () => {
  await functions?.stop();
  await sql?.end();
});

test("nothing that a person wrote, and no address, is found in the engine's tables", async () => {
  const { acceptMail } = await import("@/domain/mail/accept");
  const { relay } = await import("@/inngest/relay");
  const envelope = { door: "smtp" as const, envelopeFrom: "omar@acme.test", envelopeTo: ["support@desk.test"] };
  const own = `From: Omar <omar@acme.test>\r\nTo: support@desk.test\r\nSubject: ${SECRETS[2]}\r\nMessage-ID: <secret@acme.test>\r\n\r\n${SECRETS[0]}\r\n`;
  const folder = "tests/mail";
  const letters = [Buffer.from(own), ...readdirSync(folder).map((name) => readFileSync(`${folder}/${name}`))];
  for (const raw of letters) await acceptMail(w.mail, { raw, ...envelope });
  await relay();
  await until(async () => (await sql`select 1 from incoming_mail where status = 'stored'`).length === 0);

  const { replyToTicket } = await import("@/domain/tickets/reply");
  const { tickets } = { tickets: await sql<{ id: string }[]>`select id from tickets where subject = ${SECRETS[2]!}` };
  await replyToTicket(w.agents.support, tickets[0]!.id, { text: SECRETS[3]! });
  await relay();
  await until(async () => (await sql`select 1 from ie.run where fn_id = 'open-ticket-send-reply' and status <> 'active'`).length > 0);

  await nothingIsKept();
});

test("what a mail server says, and what a failed query would have written, stays out of them too", async () => {
  const door = new SMTPServer({
    disabledCommands: ["STARTTLS", "AUTH"],
    onRcptTo: ({ address }, _, done) => done(Object.assign(new Error(`Unknown mailbox <${address}>`), { responseCode: 550 })),
  });
  await new Promise<void>((resolve) => door.listen(0, "127.0.0.1", resolve));
  process.env.SMTP_URL = `smtp://127.0.0.1:${(door.server.address() as AddressInfo).port}`;
  const { replyToTicket } = await import("@/domain/tickets/reply");
  const { relay } = await import("@/inngest/relay");
  const { closeSmtp } = await import("@/lib/smtp");
  try {
    const refused = await w.aTicket();
    await replyToTicket(w.agents.support, refused.id, { text: "The marmalade has been removed from the rack." });
    await relay();
    await until(async () => (await sql`select 1 from outgoing_mail where error like '%Unknown mailbox <omar@acme.test>%'`).length === 1);

    await sql.unsafe(`create function no_room() returns trigger language plpgsql as $$ begin raise 'no room'; end $$;
      create trigger no_room before insert on outgoing_mail for each row execute function no_room()`);
    const unwritten = await w.aTicket({ customer: w.customers.globex });
    await replyToTicket(w.agents.support, unwritten.id, { text: "Please try the other socket of the wall." });
    await relay();
    await until(async () => (await sql`select 1 from ie.job where attempt > 0 and failure is not null`).length > 0);
  } finally {
    delete process.env.SMTP_URL;
    closeSmtp();
    await new Promise<void>((resolve) => door.close(resolve));
  }
  const failures = await sql<{ failure: string }[]>`select failure from ie.job where failure is not null`;
  const said = failures.map((row) => row.failure.replace(/[\w-]+\.$/, "REFERENCE."));
  // The refusal is written beside the mail and is no failure of the work.
  expect(new Set(said)).toEqual(new Set(["P0001. In full in the log, reference REFERENCE."]));
  await nothingIsKept();
});

async function nothingIsKept(): Promise<void> {
  const written = await everythingIn(sql, "ie");
  expect(written.length).toBeGreaterThan(1000);
  const found = [...SECRETS, ...(await whatWasSaid(sql))].filter((said) => written.includes(said));
  expect(found).toEqual([]);
}
