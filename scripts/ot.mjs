import { spawn } from "node:child_process";
import { join } from "node:path";
import { ensurePackages, root } from "./prepare.mjs";

// The operator's command line. Nothing but its own words goes to stdout.
ensurePackages();
const env = {
  ...process.env,
  OPEN_TICKET_MODE: process.env.OPEN_TICKET_MODE ?? "test",
  OPEN_TICKET_HOME: root,
  LOG_LEVEL: process.env.LOG_LEVEL ?? "warn",
};
const ot = spawn(process.execPath, ["--import", "tsx", join(root, "cli/ot.ts"), ...process.argv.slice(2)], {
  cwd: root,
  env,
  stdio: "inherit",
});
ot.on("exit", (code, signal) => process.exit(signal ? 1 : (code ?? 1)));
