import AxeBuilder from "@axe-core/playwright";
import { expect, type Page, test } from "@playwright/test";

test("an agent writes and publishes an article, and anybody finds it by search, with a slip of the finger too", async ({ browser }) => {
  const word = `Quastenflosser${Date.now() % 100_000}`;
  const mia = await signIn(await (await browser.newContext()).newPage(), "mia@demo.example");
  await mia.goto("/knowledge/new");
  await mia.getByLabel("Title").fill(`How to feed a ${word}`);
  const text = mia.getByRole("textbox", { name: "Text of the article" });
  await text.click();
  await mia.getByRole("button", { name: "Heading", exact: true }).click();
  await mia.keyboard.type("Once a day");
  await mia.keyboard.press("Enter");
  await mia.keyboard.type("It eats small squid.");
  await mia.getByRole("button", { name: "Save draft" }).click();
  await mia.waitForURL(/\/knowledge\/[0-9a-f-]{36}$/);

  const anybody = await (await browser.newContext()).newPage();
  await anybody.goto("/faq");
  await find(anybody, word);
  await expect(anybody.getByRole("link", { name: "Ask us" })).toBeVisible();

  await mia.getByRole("button", { name: "Publish", exact: true }).click();
  await expect(mia.getByRole("link", { name: "Show published" })).toBeVisible();

  await find(anybody, word.replace("Quasten", "Quatsen"));
  await anybody.getByRole("link", { name: `How to feed a ${word}` }).click();
  await expect(anybody.getByRole("heading", { level: 1, name: `How to feed a ${word}` })).toBeVisible();
  await expect(anybody.getByRole("heading", { level: 2, name: "Once a day" })).toBeVisible();
  await expect(anybody.getByText("It eats small squid.")).toBeVisible();
});

test("the FAQ is sound for assistive technology, in both languages, on a desk and on a phone", async ({ page }) => {
  for (const path of ["/faq", "/faq?lang=de&q=drucker", "/faq/connect-from-home-with-the-vpn", "/faq/nothing-here"]) {
    for (const width of [1280, 390]) {
      await page.setViewportSize({ width, height: 800 });
      await page.goto(path);
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(violations.map((violation) => `${path} ${width}: ${violation.id}`)).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
    }
  }
});

async function find(page: Page, words: string): Promise<void> {
  await page.getByRole("searchbox").fill(words);
  await page.getByRole("button", { name: "Search" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Search" })).toBeVisible();
}

async function signIn(page: Page, email: string): Promise<Page> {
  await page.goto("/sign-in");
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password").fill("demo-desk-2026");
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await page.waitForURL(/\/tickets/);
  return page;
}
