import { expect, test } from "@playwright/test";
import { aBrowserOf, post } from "./people";

/** An agent writes down a call; the customer finds it in his portal and answers there, and the agent sees it live. */
test("a ticket opened by phone is answered in the portal and the agent's open page shows it", async ({ browser }) => {
  test.slow();
  const subject = `No sound in the meeting room ${Date.now()}`;
  const mia = await aBrowserOf(browser, "mia@demo.example");
  await mia.goto("/tickets/new");
  await mia.getByLabel("Customer's address").fill("omar@acme.example");
  await mia.getByLabel("Queue").selectOption("Support");
  await mia.getByLabel("Subject").fill(subject);
  await mia.getByRole("textbox", { name: "What is it about?" }).fill("The speakers are silent.");
  await mia.getByRole("button", { name: "Open ticket" }).click();
  await expect(mia.getByRole("heading", { name: subject, level: 1 })).toBeVisible();
  const number = new URL(mia.url()).pathname.split("/").pop();

  // A key begins a note, which the customer must never see.
  await mia.keyboard.press("n");
  await mia.getByRole("textbox", { name: "Message" }).fill("He always forgets the switch.");
  await mia.getByRole("button", { name: "Save internal note" }).click();
  await expect(mia.getByRole("list", { name: "Conversation" }).getByText("He always forgets the switch.")).toBeVisible();

  const omar = await aBrowserOf(browser, "omar@acme.example");
  await omar.goto(`/tickets/${number}`);
  await expect(omar).toHaveURL(`/portal/tickets/${number}`);
  await expect(omar.getByText("The speakers are silent.")).toBeVisible();
  expect(await omar.content()).not.toContain("forgets the switch");

  await omar.getByLabel("Your answer").fill("It was the switch, sorry.");
  await omar.getByRole("button", { name: "Send" }).click();
  await expect(omar.getByText("Your answer was sent.")).toBeVisible();
  await expect(mia.getByRole("list", { name: "Conversation" }).getByText("It was the switch, sorry.")).toBeVisible();

  // And the other way: what the agent answers appears at the customer's without a reload.
  await mia.keyboard.press("Escape");
  await mia.getByRole("button", { name: "Reply", exact: true }).click();
  await mia.getByRole("textbox", { name: "Message" }).fill("Glad it works.");
  await mia.getByRole("button", { name: "Send to customer" }).click();
  await expect(omar.getByText("Glad it works.")).toBeVisible();
});

test("a customer without scripts asks and answers", async ({ browser }) => {
  const page = await aBrowserOf(browser, "lee@globex.example", { javaScriptEnabled: false });
  await page.goto("/portal/new");
  await page.getByLabel("What is it about?").selectOption({ label: "Billing" });
  await page.getByLabel("Subject").fill("Plain request");
  await page.getByLabel("Details").fill("Written without a script.");
  await page.getByRole("button", { name: "Send request" }).click();
  await expect(page.getByRole("heading", { name: "Plain request" })).toBeVisible();
  await page.getByLabel("Your answer").fill("And one more thing.");
  await page.getByLabel("Attach files").setInputFiles({ name: "bill.txt", mimeType: "text/plain", buffer: Buffer.from("12 seats") });
  await page.getByRole("button", { name: "Send" }).click();
  await expect(page.getByText("Your answer was sent.")).toBeVisible();
  await expect(page.getByText("And one more thing.")).toBeVisible();
  await expect(page.getByRole("link", { name: /bill\.txt/ })).toBeVisible();
});

test("on a phone one goes from the list to a ticket, changes it and comes back", async ({ browser }) => {
  const mia = await aBrowserOf(browser, "mia@demo.example", { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
  const request = { subject: `From the pocket ${Date.now()}`, body: "Small screen.", customer: { email: "nora@acme.example" } };
  const { number } = await post<{ number: string }>(mia, "/tickets", { ...request, queue: "Support" });
  await mia.goto("/tickets?queue=Support");
  await mia.getByRole("link", { name: new RegExp(`#${number}`) }).click();
  await mia.getByRole("button", { name: "Details and actions" }).click();
  await mia.getByRole("button", { name: /^Priority:/ }).click();
  await mia.getByRole("menuitemradio", { name: "very high" }).click();
  await expect(mia.getByRole("button", { name: /^Priority:/ })).toContainText("very high");
  await mia.keyboard.press("Escape");
  await mia.getByRole("link", { name: "Back to the list" }).click();
  await expect(mia).toHaveURL("/tickets?queue=Support");
  await expect(mia.getByRole("link", { name: new RegExp(`#${number}`) })).toBeVisible();
});
