import { type ChildProcess, spawn } from "node:child_process";
import { join, resolve } from "node:path";

export type DeskProcess = { server: ChildProcess /** What it printed so far. */; said: () => string };

/** The built product as a process of its own; healthy when this returns. */
export async function startDesk(env: Record<string, string | undefined> & { PORT: string; DATA_DIR: string }): Promise<DeskProcess> {
  const build = process.env.BUILD_DIR ?? (await newestBuild());
  const server = spawn(process.execPath, [join(build, "server.mjs")], {
    cwd: build,
    stdio: ["ignore", "pipe", "inherit"],
    env: { ...process.env, NODE_ENV: "production", DATABASE_URL: "", APP_URL: `http://localhost:${env.PORT}`, LOG_LEVEL: "warn", ...env },
  });
  let said = "";
  server.stdout!.on("data", (chunk: Buffer) => {
    said += chunk;
  });
  await healthy(env.PORT, server);
  return { server, said: () => said };
}

/** Ends it, politely or not, and comes back when it is gone. */
export function end({ server }: DeskProcess, signal: "SIGTERM" | "SIGKILL" = "SIGTERM"): Promise<void> {
  return new Promise((done) => {
    server.on("exit", () => done());
    server.kill(signal);
  });
}

async function newestBuild(): Promise<string> {
  const module = (await import(resolve("scripts/build.mjs"))) as { ensureBuild: () => Promise<string> };
  return module.ensureBuild();
}

async function healthy(port: string, server: ChildProcess): Promise<void> {
  for (let i = 0; i < 720; i += 1) {
    if (server.exitCode !== null) throw new Error("The server ended before it was ready.");
    const health = await fetch(`http://127.0.0.1:${port}/api/health`).catch(() => null);
    if (health?.ok) return;
    await new Promise((next) => setTimeout(next, 250));
  }
  throw new Error("The server was not healthy within three minutes.");
}
