import { execSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import "@/domain/projections";
import { memoryOf, signIn, startDesk } from "./desk";
import { generate } from "./generate";
import { timed } from "./measure";
import { table } from "./table";
import { commitToSecondBrowser, mailToTicket, pages, statements } from "./work";

const TICKETS = Number(process.argv[2] ?? 20_000);
const HOME = process.env.OPEN_TICKET_HOME ?? ".";

/**
 * `npm run bench [-- TICKETS]`: a demo desk filled with generated tickets, measured from outside; beside each page the
 * bare limit, its statements alone and an empty page from the same server. Writes bench/results/desk.json and the table.
 */
async function main(): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), "open-ticket-bench-"));
  // Started by root, the database runs as somebody else, who must get in.
  chmodSync(dataDir, 0o755);
  try {
    const port = await freePort();
    const first = await startDesk(dataDir, port);
    process.env.DATABASE_URL = databaseOf(dataDir);
    console.log(`Making ${TICKETS} tickets …`);
    const generateMs = await timed(() => generate(TICKETS));
    await first.stop();
    const { closeDb } = await import("@/db");
    await closeDb();

    const desk = await startDesk(dataDir, port);
    process.env.DATABASE_URL = databaseOf(dataDir);
    const cookie = await signIn(desk.url, "ada@demo.example");
    const memoryIdle = memoryOf(desk, dataDir);
    const results = {
      at: new Date().toISOString(),
      machine: { cpu: cpus()[0]?.model ?? "", cores: cpus().length, node: process.version },
      tickets: TICKETS,
      generateSeconds: generateMs / 1000,
      startMs: { first: first.startMs, second: desk.startMs },
      pages: await pages(desk, cookie),
      statements: await statements(),
      mail: await mailToTicket(desk),
      live: await commitToSecondBrowser(desk),
      memoryMb: { idle: memoryIdle, afterLoad: memoryOf(desk, dataDir) },
    };
    await closeDb();
    await desk.stop();
    mkdirSync(join(HOME, "bench/results"), { recursive: true });
    writeFileSync(join(HOME, "bench/results/desk.json"), `${JSON.stringify(results, null, 2)}\n`);
    const text = table(results);
    writeFileSync(join(HOME, "bench/README.md"), text);
    console.log(text);
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
}

/** The embedded database below a folder, as the server left its port and password there. */
function databaseOf(dataDir: string): string {
  const password = readFileSync(join(dataDir, "postgres-password"), "utf8").trim();
  const pointer = join(dataDir, "postgres-home");
  const home = execSync(`cat "${pointer}" 2>/dev/null || true`, { encoding: "utf8" }).trim() || join(dataDir, "postgres");
  const pid = ["data/postmaster.pid", "postmaster.pid"]
    .map((file) => join(home, file))
    .map(contentOf)
    .find(Boolean);
  return `postgres://postgres:${password}@127.0.0.1:${pid!.split("\n")[3]}/open_ticket`;
}

function contentOf(file: string): string | null {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return null;
  }
}

const freePort = (): Promise<number> =>
  new Promise((done) => {
    const server = createServer();
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address() as { port: number };
      server.close(() => done(port));
    });
  });

await main();
