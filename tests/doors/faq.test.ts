import { beforeAll, describe, expect, test, vi } from "vitest";
import type { Operation } from "@/app/_door/handler";
import { testDatabase } from "../database";
import { buildWorld, type World } from "../world";
import { type Answer, call } from "./routes";

// The one thing that needs a running Next: without a token nobody is signed in here.
vi.mock("next-auth", () => ({ getServerSession: async () => null }));

let w: World;
let tokens: Record<"admin" | "ben" | "light" | "customer", string>;

beforeAll(async () => {
  await testDatabase();
  w = await buildWorld();
  const { createToken } = await import("@/domain/people/tokens");
  const make = (email: string) => createToken(w.admin, { email, name: "test" });
  tokens = {
    admin: await make(w.admin.email),
    ben: await make(w.agents.support.email),
    light: await make(w.agents.light.email),
    customer: await make(w.customers.acme.email),
  };
});

type Page = (request: Request, context: { params: Promise<{ slug: string }> }) => Promise<Response>;
const ask = (path: string, headers: Record<string, string> = {}) => new Request(`http://localhost:3000${path}`, { headers });
const start = async (query = "", headers?: Record<string, string>) => (await import("@/app/faq/route")).GET(ask(`/faq${query}`, headers));
const article = async (slug: string, headers?: Record<string, string>) =>
  ((await import("@/app/faq/[slug]/route")).GET as Page)(ask(`/faq/${slug}`, headers), { params: Promise.resolve({ slug }) });

const written = async (more: Record<string, unknown> = {}) =>
  (
    await call(tokens.ben, "POST", "/faq/articles", {
      title: "Feed the hamster",
      body: "## When\n\nDaily.",
      bodyFormat: "markdown",
      publish: true,
      ...more,
    })
  ).json as { id: string; revision: number; state: string };

async function expectShape(name: string, { json }: Answer): Promise<void> {
  const { operations } = await import("@/app/api/v1/_routes");
  const { answer } = (operations as Record<string, Operation>)[name]!;
  if (typeof answer === "string") throw new Error(`${name} answers bytes.`);
  expect(answer.safeParse(json).error?.issues ?? []).toEqual([]);
}

describe("pages", () => {
  test("an article is whole HTML with its own policy, and asked again it is not sent again", async () => {
    await written();
    const first = await article("feed-the-hamster");
    const html = await first.text();
    expect(first.status).toBe(200);
    expect(html).toContain('<h2 id="when">When</h2>');
    expect(html).toContain('rel="canonical"');
    expect(html).toContain('href="/source"');
    expect(html).not.toMatch(/https?:\/\/(?!localhost)/);
    expect(first.headers.get("content-security-policy")).not.toContain("unsafe");
    const again = await article("feed-the-hamster", { "if-none-match": first.headers.get("etag")! });
    expect([again.status, await again.text()]).toEqual([304, ""]);
  });

  test("a change shows at once, although pages are kept", async () => {
    const { id } = await written({ title: "Moon phases" });
    expect(await (await article("moon-phases")).text()).toContain("Daily.");
    await call(tokens.ben, "PATCH", `/faq/articles/${id}`, { body: "Monthly.", state: "published" });
    expect(await (await article("moon-phases")).text()).toContain("Monthly.");
    await call(tokens.ben, "PATCH", `/faq/articles/${id}`, { visibility: "internal" });
    expect((await article("moon-phases")).status).toBe(404);
  });

  test("nothing internal stands on any page for the public", async () => {
    const category = (await call(tokens.admin, "POST", "/faq/categories", { names: { en: "Vault matters" } })).json as { id: string };
    await written({ title: "Vault code", body: "It is 4711.", visibility: "internal", category: category.id });
    for (const page of [
      await start(),
      await start("?q=vault"),
      await start("?q=valut"),
      await start("?category=vault-matters"),
      await article("vault-code"),
    ]) {
      const html = (await page.text()).replaceAll(
        /value="[^"]*"|<title>.*?<\/title>|<p>We found nothing.*?<\/p>|<meta property="og:title"[^>]*>|subject=\w+|q=\w+/g,
        "",
      );
      expect(html).not.toMatch(/4711|vault/i);
    }
  });

  test("what somebody searched for is shown as text", async () => {
    const html = await (await start(`?q=${encodeURIComponent('<script>alert(1)</script>"')}`)).text();
    expect(html).not.toContain("<script>alert");
    expect(html).toContain("noindex");
  });

  test("each language has its own address, told to robots; another one is labelled", async () => {
    const { id } = await written({ title: "Umbrella rules" });
    await call(tokens.ben, "PATCH", `/faq/articles/${id}`, { locale: "de", title: "Schirmregeln", body: "Nass.", state: "published" });
    expect(await (await article("umbrella-rules")).text()).toMatch(/rel="alternate" hrefLang="de" href="[^"]*\/faq\/schirmregeln"/);
    expect(await (await start("?lang=de")).text()).toContain("Schirmregeln");
    expect(await (await start("?lang=de&q=hamster")).text()).toContain("nur auf English");
  });
});

describe("the API", () => {
  test("keeps its promises", async () => {
    const category = await call(tokens.admin, "POST", "/faq/categories", { names: { en: "Animals", de: "Tiere" } });
    await expectShape("POST /faq/categories", category);
    const { id } = await written({ title: "Shape", category: "animals" });
    await expectShape("GET /faq/articles", await call(tokens.light, "GET", "/faq/articles?q=shape"));
    await expectShape("GET /faq/articles/{id}", await call(tokens.light, "GET", `/faq/articles/${id}`));
    await expectShape("PATCH /faq/articles/{id}", await call(tokens.ben, "PATCH", `/faq/articles/${id}`, { title: "Shaped" }));
    await expectShape("GET /faq/categories", await call(tokens.ben, "GET", "/faq/categories"));
    await expectShape(
      "PATCH /faq/categories/{id}",
      await call(tokens.admin, "PATCH", `/faq/categories/${category.json.id}`, { position: 3 }),
    );
    await expectShape("DELETE /faq/articles/{id}", await call(tokens.ben, "DELETE", `/faq/articles/${id}`));
    const empty = await call(tokens.admin, "POST", "/faq/categories", { names: { en: "Empty" } });
    await expectShape("DELETE /faq/categories/{id}", await call(tokens.admin, "DELETE", `/faq/categories/${empty.json.id}`));
  });

  test("refuses a stale revision, a writer without the right, and customers", async () => {
    const { id, revision } = await written({ title: "Stale" });
    await call(tokens.ben, "PATCH", `/faq/articles/${id}`, { title: "Newer" });
    expect((await call(tokens.ben, "PATCH", `/faq/articles/${id}`, { title: "Mine", revision })).status).toBe(409);
    expect((await call(tokens.light, "PATCH", `/faq/articles/${id}`, { title: "Mine" })).status).toBe(403);
    expect((await call(tokens.customer, "GET", "/faq/articles")).status).toBe(403);
    expect((await call(tokens.ben, "POST", "/faq/categories", { names: { en: "x" } })).status).toBe(403);
  });

  test("one search finds tickets and articles, each only for whom they are", async () => {
    const { number } = await w.aTicket({ subject: "The <b>zither</b> is out of tune" });
    await written({ title: "Tuning a zither", visibility: "internal" });
    const forAgent = await call(tokens.ben, "GET", "/search?q=zither");
    await expectShape("GET /search", forAgent);
    expect(forAgent.json.tickets).toMatchObject([{ number, subject: expect.stringContaining("&lt;b&gt;<mark>zither</mark>") }]);
    expect(forAgent.json.articles).toMatchObject([{ url: "/faq/tuning-a-zither", title: "Tuning a <mark>zither</mark>" }]);
    expect((await call(tokens.customer, "GET", "/search?q=zither")).json).toMatchObject({ tickets: [{ number }], articles: [] });
    expect((await call(tokens.ben, "GET", `/tickets?q=zither`)).json.data).toMatchObject([{ number }]);
  });
});
