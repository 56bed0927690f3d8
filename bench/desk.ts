import { type ChildProcess, spawn } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { DEMO_PASSWORD } from "@/domain/setup/demo-people";

export type Desk = { url: string; smtpPort: number; pid: number; startMs: number; stop: () => Promise<void> };

/** The built product as a demo on its own folder and ports, and how long it took until it said it was healthy. */
export async function startDesk(dataDir: string, port: number): Promise<Desk> {
  const began = performance.now();
  const server = spawn(process.execPath, ["--max-old-space-size=384", join(process.env.BUILD_DIR!, "server.mjs")], {
    cwd: process.env.BUILD_DIR,
    stdio: ["ignore", "ignore", "inherit"],
    env: {
      ...process.env,
      OPEN_TICKET_MODE: "demo",
      DATABASE_URL: "",
      PORT: String(port),
      SMTP_PORT: String(port + 1),
      APP_URL: `http://localhost:${port}`,
      DATA_DIR: dataDir,
    },
  });
  const url = `http://127.0.0.1:${port}`;
  await healthy(url, server);
  return { url, smtpPort: port + 1, pid: server.pid!, startMs: performance.now() - began, stop: () => stopped(server) };
}

async function healthy(url: string, server: ChildProcess): Promise<void> {
  for (;;) {
    if (server.exitCode !== null) throw new Error("The server ended before it was ready.");
    const health = await fetch(`${url}/api/health`).catch(() => null);
    if (health?.ok) return;
    await new Promise((next) => setTimeout(next, 50));
  }
}

const stopped = (server: ChildProcess): Promise<void> =>
  new Promise((done) => {
    server.on("exit", () => done());
    server.kill("SIGTERM");
  });

/** A session cookie, as a browser gets it. */
export async function signIn(url: string, email: string): Promise<string> {
  const csrf = await fetch(`${url}/api/auth/csrf`);
  const { csrfToken } = (await csrf.json()) as { csrfToken: string };
  const before = cookiesOf(csrf);
  const answer = await fetch(`${url}/api/auth/callback/credentials`, {
    method: "POST",
    redirect: "manual",
    headers: { "content-type": "application/x-www-form-urlencoded", cookie: before },
    body: new URLSearchParams({ csrfToken, email, password: DEMO_PASSWORD, json: "true" }),
  });
  const session = cookiesOf(answer);
  if (!session.includes("session-token")) throw new Error(`${email} could not sign in.`);
  return `${before}; ${session}`;
}

const cookiesOf = (response: Response): string =>
  response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(";")[0]!)
    .join("; ");

/** Resident memory in MB: the server, and the processes of its database (shared pages counted once, by Pss). */
export function memoryOf(desk: Desk, dataDir: string): { server: number; database: number } {
  const database = readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => belongsTo(pid, dataDir));
  return { server: residentMb(String(desk.pid)), database: database.reduce((sum, pid) => sum + residentMb(pid), 0) };
}

function belongsTo(pid: string, dataDir: string): boolean {
  try {
    const parent = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]!.split(" ")[1]!;
    const words = (of: string) => readFileSync(`/proc/${of}/cmdline`, "utf8");
    const postmaster = (of: string) => /postgres/.test(words(of)) && words(of).includes(dataDir);
    return postmaster(pid) || (/^postgres:/.test(words(pid)) && postmaster(parent));
  } catch {
    return false;
  }
}

function residentMb(pid: string): number {
  const rollup = readFileSync(`/proc/${pid}/smaps_rollup`, "utf8");
  return Number(/^Pss:\s+(\d+)/m.exec(rollup)?.[1] ?? 0) / 1024;
}
