import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";

const KNOWN = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/usr/bin/google-chrome-stable",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

/** The path of a Chromium: one that is there, Debian's own, the one in an npm package, or Playwright's download. */
export async function findBrowser() {
  const present = [process.env.CHROMIUM_PATH, ...KNOWN].find((path) => path && existsSync(path));
  if (present) return present;
  if (isDebianAsRoot()) {
    console.error("Installing Chromium …");
    const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
    spawnSync("apt-get", ["update", "-qq"], { env });
    spawnSync("apt-get", ["install", "-y", "-qq", "--no-install-recommends", "chromium"], { env });
    if (existsSync(KNOWN[0])) return KNOWN[0];
  }
  if (process.platform === "linux" && process.arch === "x64") {
    const { default: chromium } = await import("@sparticuz/chromium");
    const path = await chromium.executablePath().catch(() => null);
    if (path && spawnSync(path, ["--version", "--no-sandbox"]).status === 0) return path;
  }
  spawnSync("npx", ["playwright", "install", "--with-deps", "chromium"], { stdio: "ignore" });
  const { chromium } = await import("@playwright/test");
  return existsSync(chromium.executablePath()) ? chromium.executablePath() : null;
}

function isDebianAsRoot() {
  return process.getuid?.() === 0 && existsSync("/etc/os-release") && /^ID(_LIKE)?=.*debian/m.test(readFileSync("/etc/os-release", "utf8"));
}
