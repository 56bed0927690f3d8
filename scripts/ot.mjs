import { spawn } from "node:child_process";
import { join } from "node:path";
import { findBuild } from "./build.mjs";
import { ensurePackages, root } from "./prepare.mjs";

// The operator's command line. Nothing but its own words goes to stdout.
ensurePackages();
const env = {
  ...process.env,
  OPEN_TICKET_MODE: process.env.OPEN_TICKET_MODE ?? "test",
  OPEN_TICKET_HOME: root,
  LOG_LEVEL: process.env.LOG_LEVEL ?? "warn",
};
// Where the tree is built, the command is built with it; else it is compiled as it runs.
const build = findBuild();
const program = build ? [join(build, "ot.mjs")] : ["--import", "tsx", join(root, "cli/ot.ts")];
const ot = spawn(process.execPath, [...program, ...process.argv.slice(2)], {
  cwd: root,
  env,
  stdio: "inherit",
});
ot.on("exit", (code, signal) => process.exit(signal ? 1 : (code ?? 1)));
