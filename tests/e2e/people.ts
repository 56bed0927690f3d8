import type { Browser, BrowserContextOptions, Page } from "@playwright/test";

const PASSWORD = "demo-desk-2026";

/** A browser of his own, signed in without the form: the form has its own journey. */
export async function aBrowserOf(browser: Browser, email: string, options: BrowserContextOptions = {}): Promise<Page> {
  const context = await browser.newContext(options);
  const { csrfToken } = (await (await context.request.get("/api/auth/csrf")).json()) as { csrfToken: string };
  await context.request.post("/api/auth/callback/credentials", { form: { csrfToken, email, password: PASSWORD, json: "true" } });
  return context.newPage();
}
