import { type ChildProcess, spawn } from "node:child_process";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

/** The built product as a demo, on free ports and a database of its own; stopped when the journeys are done. */
export default async function startServer() {
  const dataDir = mkdtempSync(join(tmpdir(), "open-ticket-e2e-"));
  // Started by root, the database runs as somebody else, who must get in.
  chmodSync(dataDir, 0o755);
  const port = Number(process.env.E2E_PORT ?? 4810);
  await mustBeFree(port);
  const build = process.env.BUILD_DIR ?? (await newestBuild());
  const server = spawn(process.execPath, [join(build, "server.mjs")], {
    cwd: build,
    stdio: ["ignore", "inherit", "inherit"],
    env: {
      ...process.env,
      NODE_ENV: "production",
      OPEN_TICKET_MODE: "demo",
      DATABASE_URL: "",
      PORT: String(port),
      SMTP_PORT: process.env.E2E_SMTP_PORT,
      APP_URL: `http://localhost:${port}`,
      DATA_DIR: dataDir,
      LOG_LEVEL: "warn",
    },
  });
  await healthy(port, server);
  return async () => {
    await stopped(server);
    rmSync(dataDir, { recursive: true, force: true });
  };
}

async function newestBuild(): Promise<string> {
  const module = (await import(resolve("scripts/build.mjs"))) as { ensureBuild: () => Promise<string> };
  return module.ensureBuild();
}

async function healthy(port: number, server: ChildProcess): Promise<void> {
  for (let i = 0; i < 720; i += 1) {
    if (server.exitCode !== null) throw new Error("The server ended before it was ready.");
    const health = await fetch(`http://127.0.0.1:${port}/api/health`).catch(() => null);
    if (health?.ok) return;
    await new Promise((next) => setTimeout(next, 250));
  }
  throw new Error("The server was not healthy within three minutes.");
}

function stopped(server: ChildProcess): Promise<void> {
  return new Promise((done) => {
    server.on("exit", () => done());
    server.kill("SIGTERM");
  });
}

function mustBeFree(port: number): Promise<void> {
  return new Promise((done, reject) => {
    const probe = createServer();
    probe.once("error", () => reject(new Error(`Port ${port} is taken; set E2E_PORT.`)));
    probe.listen(port, "127.0.0.1", () => probe.close(() => done()));
  });
}
