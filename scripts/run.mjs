import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ensurePackages, isAlive, root } from "./prepare.mjs";

// npm run demo | start | dev: installs and builds what is missing, then runs the one server process.
const mode = process.argv[2];
ensurePackages();
if (mode === "dev") run(["--import", "tsx", join(root, "server.ts")], root);
else {
  const { ensureBuild } = await import("./build.mjs");
  const build = await ensureBuild().catch((error) => {
    console.error(error.message);
    process.exit(1);
  });
  run(["--max-old-space-size=384", "--enable-source-maps", join(build, "server.mjs")], build);
}

function run(args, cwd) {
  const env = {
    ...process.env,
    NODE_ENV: mode === "dev" ? "development" : "production",
    OPEN_TICKET_MODE: mode,
    OPEN_TICKET_HOME: root,
    NEXT_TELEMETRY_DISABLED: "1",
  };
  const server = spawn(process.execPath, args, { cwd, env, stdio: "inherit" });
  // Ctrl-C in a terminal reaches both; the server stops once however often it is told. We wait for it.
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => server.kill(signal === "SIGHUP" ? "SIGTERM" : signal));
  server.on("exit", (code, signal) => process.exit(signal ? 1 : (code ?? 1)));
  whenNpmIsGone(() => server.kill("SIGTERM"));
}

/** Whoever stops npm alone means us: npm passes no signal on through its shell. */
function whenNpmIsGone(stop) {
  const npm = npmAbove(process.ppid);
  if (!npm) return;
  const watch = setInterval(() => {
    if (isAlive(npm)) return;
    clearInterval(watch);
    stop();
  }, 500);
  watch.unref();
}

/** The npm that runs this script, one or two processes above; only where /proc tells. */
function npmAbove(pid, left = 2) {
  try {
    if (/(^|\/|\0)npm( |\0|-cli)/.test(readFileSync(`/proc/${pid}/cmdline`, "utf8"))) return pid;
    const parent = Number(readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1].split(" ")[1]);
    return left > 1 && parent > 1 ? npmAbove(parent, left - 1) : null;
  } catch {
    return null;
  }
}
