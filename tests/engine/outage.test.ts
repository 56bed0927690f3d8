import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { connect, createServer, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { serve } from "inngest/edge";
import postgres from "postgres";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { migrate } from "../../db/migrate";
import { createEngine } from "../../inngest/engine/engine";
import { startEmbeddedPostgres } from "../../lib/embedded-postgres";
import { clientOf, sleep } from "./engine-client";
import { until } from "./engine-world";

vi.setConfig({ testTimeout: 180_000, hookTimeout: 120_000 });

let folder: string;
let server: Awaited<ReturnType<typeof startEmbeddedPostgres>>;
let door: Awaited<ReturnType<typeof openDoor>>;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "open-ticket-outage-"));
  // Started by root, the database runs as somebody else, who must get in.
  chmodSync(folder, 0o755);
  server = await startEmbeddedPostgres(folder);
  await migrate(server.url);
  door = await openDoor();
  door.leadTo(server.url);
});
afterAll(async () => {
  await door?.close();
  await server?.stop();
  rmSync(folder, { recursive: true, force: true });
});

test("while Postgres is away the work waits, and goes on when it is back; nothing that was done is done again", async () => {
  const bodies = new Map<string, number>();
  const said: string[] = [];
  const engine = createEngine({ databaseUrl: door.url(server.url), log: (_, message) => said.push(message) });
  const client = clientOf(engine);
  const steps = client.createFunction({ id: "steps", retries: 0, triggers: { event: "t/steps" } }, async ({ step, runId }) => {
    for (let i = 0; i < 5; i++) {
      await step.run(`s${i}`, async () => {
        bodies.set(`${runId} ${i}`, (bodies.get(`${runId} ${i}`) ?? 0) + 1);
        await sleep(100);
      });
      if (i === 1) await step.sleep("nap", "1s");
    }
  });
  await engine.start(serve({ client, functions: [steps] }));
  await client.send(Array.from({ length: 8 }, () => ({ name: "t/steps" })));
  await until(() => bodies.size > 4);

  await server.stop();
  await until(() => said.some((message) => message.includes("the engine waits for it")));
  await expect(engine.health()).rejects.toThrow();
  server = await startEmbeddedPostgres(folder);
  door.leadTo(server.url);

  const sql = postgres(server.url, { max: 1, onnotice: () => {} });
  await until(async () => (await sql`select 1 from ie.run where status = 'completed'`).length === 8);
  expect(bodies.size).toBe(40);
  expect([...bodies.values()].every((times) => times === 1)).toBe(true);
  await sql.end();
  await engine.stop();
});

/** The address stays although Postgres comes back on another port. */
async function openDoor() {
  let target = 0;
  const open = new Set<Socket>();
  const front = createServer((caller) => {
    const behind = connect(target, "127.0.0.1");
    for (const socket of [caller, behind]) {
      open.add(socket);
      socket.on("close", () => {
        open.delete(socket);
        caller.destroy();
        behind.destroy();
      });
      socket.on("error", () => socket.destroy());
    }
    caller.pipe(behind).pipe(caller);
  });
  await new Promise<void>((resolve) => front.listen(0, "127.0.0.1", resolve));
  const port = (front.address() as { port: number }).port;
  return {
    leadTo(url: string) {
      target = Number(new URL(url).port);
    },
    url(of: string) {
      const url = new URL(of);
      url.port = String(port);
      return url.href;
    },
    async close() {
      for (const socket of open) socket.destroy();
      await new Promise((resolve) => front.close(resolve));
    },
  };
}
