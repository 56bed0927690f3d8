import "@/domain/projections";
import postgres from "postgres";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { loadDemoContents } from "@/domain/setup/demo-contents";
import { loadDemoDesk } from "@/domain/setup/demo-desk";
import { testDatabase } from "../database";
import { until } from "./engine-world";
import { everythingIn, whatWasSaid } from "./what-was-said";

vi.setConfig({ testTimeout: 300_000, hookTimeout: 600_000 });

let sql: postgres.Sql;
let functions: Awaited<ReturnType<typeof import("@/inngest/start")["startFunctions"]>>;

beforeAll(async () => {
  sql = postgres(await testDatabase(), { max: 1, onnotice: () => {} });
  await loadDemoDesk();
  await loadDemoContents();
  functions = await (await import("@/inngest/start")).startFunctions();
});
afterAll(async () => {
  await functions?.stop();
  await sql?.end();
});

test("the engine's tables hold nothing of the demo's mails: no line, no subject, no address, no link", async () => {
  const { relay } = await import("@/inngest/relay");
  await relay();
  // The demo's broken promises are told by mail; what was under way at the start has come to its end.
  await until(async () => {
    await relay();
    return (await sql`select 1 from outgoing_mail where status = 'sent'`).length > 0 && (await busy()).length === 0;
  });
  const said = await whatWasSaid(sql);
  expect(said.length).toBeGreaterThan(500);
  const written = await everythingIn(sql, "ie");
  expect(written).toContain("sla.armed");
  expect(said.filter((one) => written.includes(one))).toEqual([]);
});

const busy = () => sql`select 1 from ie.event where pending union all select 1 from ie.job where kind = 'call' limit 1`;
