import { expect, type Page, test } from "@playwright/test";
import { desk } from "./desk";

/** The loop: a mail comes in, a desk answers, the customer replies. Two browsers and a mailbox. */
test("a mail becomes a ticket that two agents see live, is answered, and the customer's answer comes back", async ({ browser }) => {
  const subject = `Drucker brennt – Größe XL ${Date.now()}`;
  const mia = await signIn(await (await browser.newContext()).newPage(), "mia@demo.example");
  await mia.goto("/tickets?queue=Support");
  await expect(mia.getByRole("heading", { name: "Support" })).toBeVisible();
  await expect(mia.getByTestId("live")).toHaveAttribute("data-connected", "true");

  await desk.sendMail({
    from: '"Jürgen Groß" <juergen@kunde.example>',
    to: "support@demo.example",
    subject,
    html: "<p>Es <b>brennt</b> schon wieder.</p><script>alert(1)</script><img src=x onerror=alert(1)>",
    text: "Es brennt schon wieder.",
    attachments: [{ filename: "Foto übersicht.txt", content: "Rauch" }],
  });
  // Live: nobody reloads.
  const row = mia.getByRole("link", { name: new RegExp(subject) });
  await expect(row).toBeVisible();
  await row.click();
  await expect(mia.getByRole("heading", { name: subject })).toBeVisible();
  await expect(conversationOf(mia).getByText("brennt", { exact: true })).toBeVisible();
  await expect(mia.getByRole("link", { name: /Foto übersicht\.txt/ })).toBeVisible();

  const ben = await signIn(await (await browser.newContext()).newPage(), "ben@demo.example");
  await ben.goto(mia.url());
  await expect(ben.getByText("Mia Agent").first()).toBeVisible();
  await expect(mia.getByTestId("presence")).toContainText("Ben");

  await mia.getByRole("textbox", { name: "Message" }).fill("Bitte den Stecker ziehen.");
  await mia.getByRole("button", { name: "Send to customer" }).click();
  await expect(conversationOf(ben).getByText("Bitte den Stecker ziehen.")).toBeVisible();

  const answer = await desk.findMail(mia, { to: "juergen@kunde.example", containing: "Stecker" });
  expect(answer.raw).toMatch(/^Message-ID: <t\./im);
  await desk.sendMail({
    from: '"Jürgen Groß" <juergen@kunde.example>',
    to: "support@demo.example",
    subject: `AW: ${subject}`,
    text: "Gezogen, danke!",
    inReplyTo: answer.messageId,
    references: [answer.messageId],
  });
  await expect(conversationOf(mia).getByText("Gezogen, danke!")).toBeVisible();
  await expect(mia.getByTestId("state")).toContainText("open");

  // A number in a subject proves nothing.
  const number = new URL(mia.url()).pathname.split("/").pop();
  const foreign = `Re: ${subject} [OT#${number}]`;
  await desk.sendMail({ from: "mallory@evil.example", to: "support@demo.example", subject: foreign, text: "Was steht da sonst noch?" });
  await ben.goto("/tickets?queue=Support");
  await expect(ben.getByRole("link", { name: /Was steht da sonst noch/ })).toBeVisible();
  await mia.reload();
  await expect(conversationOf(mia).getByText("Gezogen, danke!")).toBeVisible();
  await expect(conversationOf(mia).getByText("Was steht da sonst noch?")).toHaveCount(0);
});

const conversationOf = (page: Page) => page.getByRole("list", { name: "Conversation" });

async function signIn(page: Page, email: string): Promise<Page> {
  await page.goto("/sign-in");
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password").fill("demo-desk-2026");
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await page.waitForURL(/\/tickets/);
  return page;
}
