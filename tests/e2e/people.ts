import { type Browser, type BrowserContextOptions, expect, type Page, test } from "@playwright/test";

const PASSWORD = "demo-desk-2026";

/** A browser of his own, signed in without the form: the form has its own journey. */
export async function aBrowserOf(browser: Browser, email: string, options: BrowserContextOptions = {}): Promise<Page> {
  const context = await browser.newContext(options);
  const { csrfToken } = (await (await context.request.get("/api/auth/csrf")).json()) as { csrfToken: string };
  await context.request.post("/api/auth/callback/credentials", { form: { csrfToken, email, password: PASSWORD, json: "true" } });
  return context.newPage();
}

/** Through the API with the page's session, which counts for writing only from our own pages. */
export async function post<T>(page: Page, path: string, data: object): Promise<T> {
  const answer = await page.request.post(`/api/v1${path}`, { data, headers: { origin: test.info().project.use.baseURL! } });
  expect(answer.status()).toBe(201);
  return (await answer.json()) as T;
}
