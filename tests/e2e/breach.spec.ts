import { expect, test } from "@playwright/test";
import { desk } from "./desk";
import { aBrowserOf, post } from "./people";

const DAY = [["00:00", "24:00"]];

/** A promise is made, broken, seen on the dashboard, told at the bell and by mail; nobody reloads anything. */
test("a broken promise shows on the open dashboard and at the bell, and its mail leaves though a page stands in the background", async ({
  browser,
}) => {
  const subject = `The tunnel is closed ${Date.now()}`;
  const ada = await aBrowserOf(browser, "ada@demo.example");
  const week = Object.fromEntries(["mon", "tue", "wed", "thu", "fri", "sat", "sun"].map((day) => [day, DAY]));
  await post(ada, "/calendars", { name: "Around the clock", timeZone: "UTC", week });
  const quick = { name: "At once", calendar: "Around the clock", query: "queue:Network::VPN", targets: { "first-response": { "*": 6 } } };
  await post(ada, "/slas", { ...quick, position: 0 });

  const max = await aBrowserOf(browser, "max@demo.example");
  await max.goto("/dashboard");
  await expect(max.getByTestId("live")).toHaveAttribute("data-connected", "true");
  const mia = await aBrowserOf(browser, "mia@demo.example");
  await mia.goto("/tickets");
  await expect(mia.getByTestId("live")).toHaveAttribute("data-connected", "true");

  const { number } = await post<{ number: string }>(ada, "/tickets", {
    ...{ subject, body: "Nothing goes through.", queue: "Network::VPN", channel: "web", customer: { email: "omar@acme.example" } },
  });
  // Mia has it open in a tab that she does not look at.
  const behind = await mia.context().newPage();
  await behind.addInitScript(() => {
    let hidden = true;
    Object.defineProperty(document, "visibilityState", { get: () => (hidden ? "hidden" : "visible") });
    Object.assign(window, {
      bringToFront: () => {
        hidden = false;
        document.dispatchEvent(new Event("visibilitychange"));
      },
    });
  });
  await behind.goto(`/tickets/${number}`);

  await expect(max.locator(`[data-number="${number}"]`)).toContainText(/late/i);
  await mia.getByTestId("bell").filter({ visible: true }).click();
  const notice = mia.getByRole("link", { name: new RegExp(subject) }).filter({ has: mia.getByRole("img", { name: /unread/i }) });
  await expect(notice).toBeVisible();
  await desk.findMail(behind, { to: "mia@demo.example", containing: number });
  await expect(notice).toBeVisible();

  // Brought to the front, it is seen: the bell of that page has one less.
  const unread = async (page: typeof mia) =>
    Number(/\d+/.exec((await page.getByTestId("bell").filter({ visible: true }).getAttribute("aria-label")) ?? "")?.[0] ?? 0);
  const before = await unread(behind);
  await behind.evaluate(() => (window as unknown as { bringToFront: () => void }).bringToFront());
  await expect.poll(() => unread(behind)).toBe(before - 1);
});
