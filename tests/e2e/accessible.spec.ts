import AxeBuilder from "@axe-core/playwright";
import { expect, type Page, test } from "@playwright/test";
import { aBrowserOf, post } from "./people";

/** WCAG 2.2 AA as far as a machine can tell, over every screen. The mail in the mailbox's frame is its sender's affair. */
const SCREENS: Record<string, string[]> = {
  "": ["/sign-in", "/setup/spent", "/mailbox", "/styleguide"],
  "ada@demo.example": [
    "/tickets",
    "/tickets/new",
    "/tickets/NUMBER",
    "/tickets?view=closed",
    "/tickets/99999999",
    "/admin/mail",
    "/admin/work",
    "/admin/work/runs",
    "/admin/work/waiting",
    "/admin/work/set-aside",
  ],
  "max@demo.example": ["/tickets/NUMBER"],
  "omar@acme.example": ["/portal", "/portal/tickets/NUMBER", "/portal/new"],
};
/** The two differ in their colours only. */
const RULES = { light: undefined, dark: ["color-contrast"] };
const PHONE = { width: 390, height: 844 };

for (const colorScheme of ["light", "dark"] as const) {
  for (const [email, paths] of Object.entries(SCREENS)) {
    test(`screens of ${email || "everybody"} are accessible, ${colorScheme}`, async ({ browser }) => {
      test.setTimeout(300_000);
      const number = await aTicketOfOmar(await aBrowserOf(browser, "ada@demo.example"));
      const page = email ? await aBrowserOf(browser, email, { colorScheme }) : await (await browser.newContext({ colorScheme })).newPage();
      for (const path of paths) {
        await page.goto(path.replace("NUMBER", number));
        await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
        await expect(page.getByRole("link", { name: "Source" }).first()).toBeVisible();
        expect(await page.evaluate(() => document.documentElement.dataset.theme)).toBe(colorScheme);
        expect({ path, faults: await faultsOf(page, RULES[colorScheme]) }).toEqual({ path, faults: [] });
        await page.setViewportSize(PHONE);
        expect({ path, wider: await isWiderThanScreen(page) }).toEqual({ path, wider: false });
        await page.setViewportSize({ width: 1440, height: 900 });
      }
    });
  }
}

test("the help lists the keys, and they can be switched off", async ({ browser }) => {
  const page = await aBrowserOf(browser, "mia@demo.example");
  await page.goto("/tickets");
  await expect(page.getByTestId("live")).toHaveAttribute("data-connected", "true");
  await page.keyboard.press("?");
  await expect(page.getByRole("dialog", { name: "Keyboard" })).toBeVisible();
  // What lies behind a dialog is inert.
  expect(await faultsOf(page, undefined, "[role=dialog]")).toEqual([]);
  await page.getByRole("switch").click();
  await page.keyboard.press("Escape");
  await page.keyboard.press("?");
  await page.keyboard.press("c");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect(page).toHaveURL("/tickets");
});

async function faultsOf(page: Page, rules?: string[], within = "html"): Promise<string[]> {
  const axe = new AxeBuilder({ page })
    .include(within)
    .exclude("iframe")
    .options({ resultTypes: ["violations"] });
  const { violations } = await (rules ? axe.withRules(rules) : axe).analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes[0]!.html.slice(0, 200)}`);
}

const isWiderThanScreen = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);

async function aTicketOfOmar(page: Page): Promise<string> {
  const { number } = await post<{ number: string }>(page, "/tickets", {
    ...{ subject: "Two monitors", body: "Only one works.", customer: { email: "omar@acme.example" }, queue: "Support", tags: ["dock"] },
  });
  await post(page, `/tickets/${number}/messages`, { kind: "note", body: "Known fault of this dock." });
  await post(page, `/tickets/${number}/messages`, { kind: "reply", body: "Please try the other port." });
  return number;
}
