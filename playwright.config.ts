import { defineConfig } from "@playwright/test";

// scripts/test.mjs draws free ports, so that a run disturbs neither a demo nor another run.
// scripts/test.mjs draws free ports; these are for a run by hand.
const port = Number(process.env.E2E_PORT ?? 4810);
process.env.E2E_SMTP_PORT ??= String(port + 1);

export default defineConfig({
  testDir: "tests/e2e",
  globalSetup: "./tests/e2e/server.ts",
  timeout: 240_000,
  expect: { timeout: 30_000 },
  workers: 2,
  fullyParallel: true,
  use: {
    baseURL: `http://localhost:${port}`,
    locale: "en-GB",
    timezoneId: "Europe/Berlin",
    viewport: { width: 1440, height: 900 },
    // A trace of every test costs more than the tests; E2E_TRACE=on asks for them.
    trace: process.env.E2E_TRACE === "on" ? "retain-on-failure" : "off",
    launchOptions: {
      executablePath: process.env.CHROMIUM_PATH ?? "/usr/bin/chromium",
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    },
  },
});
