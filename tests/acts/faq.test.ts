import { beforeAll, expect, test } from "vitest";
import { testDatabase } from "../database";
import { buildWorld, type World } from "../world";

let w: World;

beforeAll(async () => {
  await testDatabase();
  w = await buildWorld();
});

type Wanted = { title: string; html?: string; visibility?: "internal" | "customers" | "public"; locale?: "en" | "de"; slug?: string };

async function anArticle({ title, html = "<p>Hold the button for ten seconds.</p>", locale = "en", ...more }: Wanted, published = true) {
  const { createArticle } = await import("@/domain/faq/write");
  const { publishArticle } = await import("@/domain/faq/publish");
  const { id } = await createArticle(w.agents.support, { title, html, locale, ...more });
  if (published) await publishArticle(w.agents.support, id, { locale });
  return id;
}
const read = async (slug: string, reader: Parameters<typeof import("@/domain/faq/read").findPublished>[0] = null) =>
  (await import("@/domain/faq/read")).findPublished(reader, slug);
const search = async (
  q: string,
  reader: Parameters<typeof import("@/domain/faq/read").findPublished>[0] = null,
  locale: "en" | "de" = "en",
) => (await import("@/domain/faq/search")).searchArticles(reader, q, locale);

test("readers see the last published text while the next one is being written", async () => {
  const { saveArticle } = await import("@/domain/faq/write");
  const { publishArticle } = await import("@/domain/faq/publish");
  const id = await anArticle({ title: "Reset the router" });
  await saveArticle(w.agents.support, id, { locale: "en", html: "<p>Secret half sentence</p>" });
  expect(await read("reset-the-router")).toMatchObject({ html: "<p>Hold the button for ten seconds.</p>" });
  expect((await search("half sentence")).hits).toEqual([]);
  await publishArticle(w.agents.support, id, { locale: "en" });
  expect(await read("reset-the-router")).toMatchObject({ html: "<p>Secret half sentence</p>" });
});

test("what is not public is not there for the public: by address, by its old address, by search, in the list, in the sitemap", async () => {
  const { saveArticle } = await import("@/domain/faq/write");
  const { listPublished } = await import("@/domain/faq/read");
  const id = await anArticle({ title: "Unicorn stable", html: "<p>The unicorn eats hay.</p>", visibility: "internal" });
  await saveArticle(w.agents.support, id, { locale: "en", slug: "unicorn-moved" });
  const customersOnly = await anArticle({ title: "Unicorn discounts", visibility: "customers" });
  for (const slug of ["unicorn-stable", "unicorn-moved", "unicorn-discounts"]) expect(await read(slug)).toBeNull();
  for (const q of ["unicorn", "unicron", "hay"]) expect((await search(q)).hits).toEqual([]);
  expect((await listPublished(null)).map((one) => one.id)).not.toContain(id);
  const sitemap = await (await (await import("@/app/sitemap.xml/route")).GET()).text();
  expect(sitemap).not.toContain("unicorn");

  const customer = w.customers.acme;
  expect((await search("unicorn", customer)).hits.map((hit) => hit.id)).toEqual([customersOnly]);
  expect(await read("unicorn-stable", customer)).toBeNull();
  expect(await read("unicorn-stable", w.agents.light)).toEqual({ movedTo: "unicorn-moved" });
  expect((await search("unicorn", w.agents.light)).hits).toHaveLength(2);
});

test("a draft is found by no reader, not even an agent's search", async () => {
  await anArticle({ title: "Zeppelin landing" }, false);
  expect((await search("zeppelin", w.admin)).hits).toEqual([]);
  expect(await read("zeppelin-landing", w.admin)).toBeNull();
});

test("an old address leads to the present one, and nobody else may take it", async () => {
  const { saveArticle } = await import("@/domain/faq/write");
  const id = await anArticle({ title: "Old name" });
  await saveArticle(w.agents.support, id, { locale: "en", slug: "new-name" });
  expect(await read("old-name")).toEqual({ movedTo: "new-name" });
  await expect(anArticle({ title: "Thief", slug: "old-name" })).rejects.toMatchObject({ code: "conflict", key: "slugTaken" });
});

test("words are found by their stem in each language, and with a slip of the finger", async () => {
  const en = await anArticle({ title: "Connecting scanners", html: "<p>Plug the scanner into the wall.</p>" });
  const de = await anArticle({ title: "Bildschirme anschließen", html: "<p>Zwei Häuser, ein Kabel.</p>", locale: "de" });
  expect((await search("connected scanner")).hits.map((hit) => hit.id)).toEqual([en]);
  expect((await search("Bildschirm", null, "de")).hits.map((hit) => hit.id)).toEqual([de]);
  const slip = await search("Bildshcirme", null, "de");
  expect(slip.nearly).toBe(true);
  expect(slip.hits[0]).toMatchObject({ id: de, title: expect.arrayContaining([{ text: "Bildschirme", found: true }]) });
  expect((await search("plug the scanner")).hits[0]!.excerpt).toContainEqual({ text: "scanner", found: true });
});

test("an article is shown once, in the reader's language where there is one", async () => {
  const { saveArticle } = await import("@/domain/faq/write");
  const { publishArticle } = await import("@/domain/faq/publish");
  const id = await anArticle({ title: "Toner kaleidoscope" });
  await saveArticle(w.agents.support, id, { locale: "de", title: "Toner Kaleidoskop", html: "<p>Toner.</p>" });
  await publishArticle(w.agents.support, id, { locale: "de" });
  expect((await search("toner", null, "de")).hits).toMatchObject([{ id, locale: "de" }]);
  expect((await search("toner", null, "en")).hits).toMatchObject([{ id, locale: "en" }]);
});

test("a translation is outdated once its source was published anew", async () => {
  const { saveArticle } = await import("@/domain/faq/write");
  const { publishArticle } = await import("@/domain/faq/publish");
  const { getArticle } = await import("@/domain/faq/queries");
  const id = await anArticle({ title: "Source" });
  await saveArticle(w.agents.support, id, { locale: "de", title: "Quelle", html: "<p>Alt</p>" });
  const german = async () => (await getArticle(w.agents.support, id)).translations.find((one) => one.locale === "de");
  expect(await german()).toMatchObject({ outdated: false });
  await saveArticle(w.agents.support, id, { locale: "en", html: "<p>New facts</p>" });
  await publishArticle(w.agents.support, id, { locale: "en" });
  expect(await german()).toMatchObject({ outdated: true });
});

test("a stale writer is told, and nothing is overwritten", async () => {
  const { saveArticle } = await import("@/domain/faq/write");
  const { getArticle } = await import("@/domain/faq/queries");
  const id = await anArticle({ title: "Two writers" }, false);
  await saveArticle(w.agents.support, id, { locale: "en", html: "<p>first</p>", revision: 1 });
  await expect(saveArticle(w.agents.both, id, { locale: "en", html: "<p>second</p>", revision: 1 })).rejects.toMatchObject({
    code: "conflict",
    key: "articleChanged",
  });
  expect((await getArticle(w.admin, id)).texts[0]!.html).toBe("<p>first</p>");
});

test("saving and publishing what stands already records nothing", async () => {
  const { saveArticle } = await import("@/domain/faq/write");
  const { publishArticle } = await import("@/domain/faq/publish");
  const id = await anArticle({ title: "Twice" });
  const { revision } = await saveArticle(w.agents.support, id, { locale: "en", title: "Twice" });
  expect(await publishArticle(w.agents.support, id, { locale: "en" })).toEqual({ revision });
});

test("an archived article is gone for readers and comes back whole; only a draft can be deleted", async () => {
  const { archiveArticle, deleteArticle, restoreArticle } = await import("@/domain/faq/archive");
  const { withdrawArticle } = await import("@/domain/faq/publish");
  const id = await anArticle({ title: "Gone and back" });
  await archiveArticle(w.agents.support, id);
  expect(await read("gone-and-back")).toBeNull();
  await restoreArticle(w.agents.support, id);
  expect(await read("gone-and-back")).toMatchObject({ id });
  await withdrawArticle(w.agents.support, id, "en");
  expect(await deleteArticle(w.agents.support, id)).toBe("archived");
  expect(await deleteArticle(w.agents.support, await anArticle({ title: "Never seen" }, false))).toBe("deleted");
});

test("a light agent reads drafts and writes none", async () => {
  const { listArticles } = await import("@/domain/faq/queries");
  const { createArticle } = await import("@/domain/faq/write");
  expect((await listArticles(w.agents.light)).data.length).toBeGreaterThan(0);
  await expect(createArticle(w.agents.light, { locale: "en", title: "x", html: "" })).rejects.toMatchObject({ code: "forbidden" });
  await expect(listArticles(w.customers.acme)).rejects.toMatchObject({ code: "forbidden" });
});

test("whatever comes in is stored as the editor could have made it", async () => {
  const { getArticle } = await import("@/domain/faq/queries");
  const html = `<h1 onclick=x>Title</h1><script>alert(1)</script><p style="color:red">a <a href="javascript:x">b</a> <a href="/faq/x">c</a><img src=x onerror=y></p>`;
  const id = await anArticle({ title: "Dirty", html }, false);
  expect((await getArticle(w.admin, id)).texts[0]!.html).toBe(`<h2>Title</h2><p>a <a>b</a> <a href="/faq/x">c</a></p>`);
});

test("categories do not stand below themselves, and none is deleted with what it holds", async () => {
  const { changeCategory, createCategory, deleteCategory } = await import("@/domain/faq/categories");
  const { saveArticle } = await import("@/domain/faq/write");
  const above = await createCategory(w.admin, { names: { en: "Above", de: "Oben" } });
  const below = await createCategory(w.admin, { names: { en: "Below" }, parent: above.slug });
  await expect(changeCategory(w.admin, above.id, { parent: below.id })).rejects.toMatchObject({ key: "categoryCircle" });
  await expect(deleteCategory(w.admin, above.id)).rejects.toMatchObject({ key: "categoryInUse" });
  const id = await anArticle({ title: "Filed" });
  await saveArticle(w.agents.support, id, { locale: "en", category: below.slug });
  await expect(deleteCategory(w.admin, below.id)).rejects.toMatchObject({ key: "categoryInUse" });
});

test("categories are changed and deleted while a server holds its embedded database", async () => {
  const { claimEmbedded } = await import("@/lib/database-url");
  const { createCategory, changeCategory, deleteCategory } = await import("@/domain/faq/categories");
  const letGo = await claimEmbedded(process.env.DATABASE_URL!, "a folder");
  try {
    const { id } = await createCategory(w.admin, { names: { en: "Claimed" } });
    expect((await changeCategory(w.admin, id, { position: 7 })).position).toBe(7);
    await deleteCategory(w.admin, id);
  } finally {
    await letGo();
  }
});

test("of two categories made at once with one address one is refused", async () => {
  const { createCategory } = await import("@/domain/faq/categories");
  const made = await Promise.allSettled([1, 2].map(() => createCategory(w.admin, { names: { en: "Twice at once" } })));
  expect(made.map((one) => (one.status === "fulfilled" ? "made" : one.reason.key)).sort()).toEqual(["made", "slugTaken"]);
});
