import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { ensurePackages, root } from "./prepare.mjs";

// npm run bench [-- tickets]: builds, makes a desk of generated tickets, measures, writes bench/results and a table.
ensurePackages();
const { ensureBuild } = await import("./build.mjs");
const build = await ensureBuild().catch((error) => {
  console.error(error.message);
  process.exit(1);
});
const env = {
  ...process.env,
  BUILD_DIR: build,
  NODE_ENV: "production",
  OPEN_TICKET_HOME: root,
  LOG_LEVEL: "error",
  NEXT_TELEMETRY_DISABLED: "1",
};
const bench = spawnSync(process.execPath, ["--import", "tsx", join(root, "bench/run.ts"), ...process.argv.slice(2)], {
  cwd: root,
  stdio: "inherit",
  env,
});
process.exit(bench.status ?? 1);
