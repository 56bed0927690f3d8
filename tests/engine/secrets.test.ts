import { readdirSync, readFileSync } from "node:fs";
import postgres from "postgres";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { testDatabase } from "../database";
import { buildWorld, type World } from "../world";
import { until } from "./engine-world";

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

  const written = await everythingIn("ie");
  expect(written.length).toBeGreaterThan(1000);
  for (const secret of [...SECRETS, ...(await whatWasSaid())]) {
    expect(written.includes(secret), `the engine's tables hold: ${secret}`).toBe(false);
  }
});

/** Every subject, and a line of every body, long enough that it cannot be there by chance. */
async function whatWasSaid(): Promise<string[]> {
  const rows = await sql<{ said: string }[]>`
    select subject as said from tickets union select line as said from messages, unnest(string_to_array(text, E'\n')) as line`;
  return rows.map((row) => row.said.trim()).filter((said) => said.length >= 15);
}

async function everythingIn(schema: string): Promise<string> {
  const tables = await sql<
    { name: string }[]
  >`select table_name as name from information_schema.tables where table_schema = ${schema} order by 1`;
  const texts: string[] = [];
  for (const { name } of tables) {
    const rows = await sql<{ text: string }[]>`select row_to_json(t)::text as text from ${sql(schema)}.${sql(name)} as t limit 10000`;
    texts.push(...rows.map((row) => row.text));
  }
  return texts.join("\n");
}
