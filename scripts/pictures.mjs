import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { chromium } from "@playwright/test";
import { findBrowser } from "./browser.mjs";
import { root } from "./prepare.mjs";

// npm run pictures: the README's pictures, made from a demo that runs (DEMO_URL, default http://localhost:3000).
const base = process.env.DEMO_URL ?? "http://localhost:3000";
const out = join(root, "docs/pictures");
const PASSWORD = "demo-desk-2026";

/** Who looks at what; `open` is followed before the picture is taken. */
const PICTURES = [
  { name: "desk", who: "mia@demo.example", path: "/tickets", open: "a[data-number] >> nth=3" },
  { name: "desk-dark", who: "mia@demo.example", path: "/tickets?queue=Support", dark: true },
  { name: "dashboard", who: "max@demo.example", path: "/dashboard" },
  { name: "portal", who: "omar@acme.example", path: "/portal", open: "a[href^='/portal/tickets/']" },
  { name: "faq", path: "/faq" },
  { name: "phone", who: "mia@demo.example", path: "/tickets", open: "a[data-number] >> nth=3", width: 390, height: 844 },
];

mkdirSync(out, { recursive: true });
const browser = await chromium.launch({
  executablePath: await findBrowser(),
  args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
});
for (const { name, who, path, open, dark, width = 1440, height = 900 } of PICTURES) {
  const page = await browser.newPage({
    viewport: { width, height },
    colorScheme: dark ? "dark" : "light",
    locale: "en-GB",
    timezoneId: "Europe/Berlin",
  });
  if (who) {
    await page.goto(`${base}/sign-in`);
    await page.getByLabel("E-mail").fill(who);
    await page.getByLabel("Password").fill(PASSWORD);
    await page.getByRole("button", { name: "Sign in", exact: true }).click();
    await page.waitForURL((url) => !url.pathname.startsWith("/sign-in"));
  }
  await page.goto(base + path);
  if (open) {
    const link = page.locator(open).first();
    const target = await link.getAttribute("href");
    await link.click();
    await page.waitForURL((url) => url.pathname === new URL(target, base).pathname);
  }
  await page.waitForLoadState("networkidle");
  await page.screenshot({ path: join(out, `${name}.png`) });
  await page.close();
}
await browser.close();
