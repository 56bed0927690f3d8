import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ensurePackages, root } from "./prepare.mjs";

// npm test: everything there is, on its own database, ports and browser. Ends with "N passed, N failed".
ensurePackages();
const results = mkdtempSync(join(tmpdir(), "open-ticket-results-"));
const bin = (name) => join(root, "node_modules/.bin", name);
let passed = 0;
let failed = 0;

function stage(title, command, args, env = {}) {
  console.log(`\n── ${title}`);
  return (
    spawnSync(command, args, { cwd: root, stdio: "inherit", env: { ...process.env, NEXT_TELEMETRY_DISABLED: "1", ...env } }).status === 0
  );
}

async function browserTests(browser, build) {
  const [port, smtpPort] = await freePorts(2);
  const playwright = stage("browser", bin("playwright"), ["test", "--reporter=list,json"], {
    CHROMIUM_PATH: browser,
    BUILD_DIR: build,
    E2E_PORT: String(port),
    E2E_SMTP_PORT: String(smtpPort),
    PLAYWRIGHT_JSON_OUTPUT_NAME: join(results, "playwright.json"),
  });
  count(playwright, "playwright.json", ({ stats }) => ({ passed: stats.expected, failed: stats.unexpected + stats.flaky }));
}

/** Ports nobody listens on: a run disturbs neither a demo nor another run. */
async function freePorts(count) {
  const servers = Array.from({ length: count }, () => createServer());
  const ports = await Promise.all(
    servers.map((server) => new Promise((done) => server.listen(0, "127.0.0.1", () => done(server.address().port)))),
  );
  await Promise.all(servers.map((server) => new Promise((done) => server.close(done))));
  return ports;
}

/** A check without tests of its own counts as one. */
function check(title, command, args) {
  if (stage(title, command, args)) passed += 1;
  else failed += 1;
}

/** A runner that crashed, or ran nothing, has failed, whatever it counted. */
function count(ok, file, read) {
  let numbers = { passed: 0, failed: 0 };
  try {
    numbers = read(JSON.parse(readFileSync(join(results, file), "utf8")));
  } catch {
    console.error(`There is no result in ${file}.`);
  }
  passed += numbers.passed;
  failed += numbers.failed;
  if (numbers.failed === 0 && (!ok || numbers.passed === 0)) failed += 1;
}

check("types", process.execPath, [join(root, "scripts/typecheck.mjs")]);
check("lint", bin("biome"), ["check", "."]);
check("who imports whom", bin("depcruise"), [
  "--config",
  ".dependency-cruiser.cjs",
  "app",
  "cli",
  "components",
  "db",
  "domain",
  "emails",
  "inngest",
  "lib",
  "mail",
  "realtime",
  "server.ts",
]);
const vitest = stage("rules, acts, access, doors", bin("vitest"), [
  "run",
  "--reporter=default",
  "--reporter=json",
  `--outputFile.json=${join(results, "vitest.json")}`,
]);
count(vitest, "vitest.json", (r) => ({
  passed: r.numPassedTests,
  failed: r.numFailedTests + (r.numFailedTestSuites > 0 && r.numFailedTests === 0 ? 1 : 0),
}));

const { findBrowser } = await import("./browser.mjs");
const browser = await findBrowser();
if (!browser) {
  console.error("No browser could be found or installed.");
  failed += 1;
} else {
  const { ensureBuild } = await import("./build.mjs");
  const build = await ensureBuild().catch((error) => console.error(error.message));
  if (build) await browserTests(browser, build);
  else failed += 1;
}

rmSync(results, { recursive: true, force: true });
console.log(`\n${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
