import { asc, eq, or, sql } from "drizzle-orm";
import { db, type Tx } from "@/db";
import { type FaqLocale, faqArticles, faqCategories } from "@/db/schema";
import { notFound, Refusal } from "@/lib/errors";
import { LOCKS } from "@/lib/locks";
import type { Actor } from "../access/actor";
import { authorizeDesk } from "../access/authorize";
import { record } from "../events/record";
import { touchReaders } from "./load";
import { requireSlug, slugOf } from "./slug";

export type Names = Partial<Record<FaqLocale, string>>;
export type CategoryWish = { names: Names; slug?: string; parent?: string | null; position?: number };
export type Category = typeof faqCategories.$inferSelect;

const MAX_CATEGORIES = 500;

/** The tree, flat and in order: parents are told by `parentId`. */
export async function listCategories(actor: Actor): Promise<Category[]> {
  authorizeDesk(actor, "faq.readDrafts");
  return categoriesForReaders();
}

/** The same for pages, which name to a reader only categories that hold something for him. */
export const categoriesForReaders = (): Promise<Category[]> =>
  db.select().from(faqCategories).orderBy(asc(faqCategories.position), asc(faqCategories.slug)).limit(MAX_CATEGORIES);

export async function createCategory(actor: Actor, wanted: CategoryWish): Promise<Category> {
  return db.transaction(async (tx) => {
    authorizeDesk(actor, "faq.arrange");
    await oneAtATime(tx);
    const names = requireNames(wanted.names);
    const slug = wanted.slug ? requireSlug(wanted.slug) : slugOf(nameIn(names, "en"));
    if (await findCategory(tx, slug)) throw taken();
    const parent = wanted.parent ? await getCategory(tx, wanted.parent) : null;
    const [made] = await tx
      .insert(faqCategories)
      .values({ slug, names, parentId: parent?.id ?? null, position: wanted.position ?? 0 })
      .returning();
    const data = { categoryId: made!.id, name: nameIn(names, "en") };
    await record(tx, actor, { type: "category.created", subject: "faq", data });
    await touchReaders(tx);
    return made!;
  });
}

/** Renames or moves a category. Refuses to hang it below itself. */
export async function changeCategory(actor: Actor, id: string, change: Partial<CategoryWish>): Promise<Category> {
  return db.transaction(async (tx) => {
    authorizeDesk(actor, "faq.arrange");
    await oneAtATime(tx);
    const category = await getCategory(tx, id);
    const names = change.names ? requireNames(change.names) : category.names;
    const slug = change.slug ? requireSlug(change.slug) : category.slug;
    const other = slug === category.slug ? undefined : await findCategory(tx, slug);
    if (other) throw taken();
    const parentId = change.parent === undefined ? category.parentId : change.parent ? (await getCategory(tx, change.parent)).id : null;
    await refuseCircle(tx, category.id, parentId);
    const position = change.position ?? category.position;
    const [changed] = await tx
      .update(faqCategories)
      .set({ names, slug, parentId, position })
      .where(eq(faqCategories.id, category.id))
      .returning();
    const data = { categoryId: category.id, from: nameIn(category.names, "en"), to: nameIn(names, "en") };
    await record(tx, actor, { type: "category.changed", subject: "faq", data });
    await touchReaders(tx);
    return changed!;
  });
}

/** Refuses one that still holds articles or categories: where should they go? */
export async function deleteCategory(actor: Actor, id: string): Promise<void> {
  await db.transaction(async (tx) => {
    authorizeDesk(actor, "faq.arrange");
    await oneAtATime(tx);
    const category = await getCategory(tx, id);
    const [article] = await tx.select({ id: faqArticles.id }).from(faqArticles).where(eq(faqArticles.categoryId, category.id)).limit(1);
    const [child] = await tx.select({ id: faqCategories.id }).from(faqCategories).where(eq(faqCategories.parentId, category.id)).limit(1);
    if (article || child)
      throw new Refusal("conflict", "categoryInUse", "This category still holds articles or categories. Move them first.");
    await tx.delete(faqCategories).where(eq(faqCategories.id, category.id));
    const data = { categoryId: category.id, name: nameIn(category.names, "en") };
    await record(tx, actor, { type: "category.deleted", subject: "faq", data });
    await touchReaders(tx);
  });
}

/** The name in a language, else in another. */
export const nameIn = (names: Names, locale: FaqLocale): string => names[locale] ?? names.en ?? names.de ?? "";

function requireNames(names: Names): Names {
  const told = Object.entries(names).flatMap(([locale, name]) => (name?.trim() ? [[locale, name.trim().slice(0, 100)]] : []));
  if (told.length > 0) return Object.fromEntries(told);
  const message = "Give the category a name.";
  throw new Refusal("invalid", "categoryNameMissing", message, { fields: { names: message } });
}

async function findCategory(tx: Tx, idOrSlug: string): Promise<Category | undefined> {
  const [category] = await tx
    .select()
    .from(faqCategories)
    .where(or(sql`${faqCategories.id}::text = ${idOrSlug}`, eq(faqCategories.slug, idOrSlug)));
  return category;
}

async function getCategory(tx: Tx, idOrSlug: string): Promise<Category> {
  const category = await findCategory(tx, idOrSlug);
  if (!category) throw notFound("category");
  return category;
}

async function refuseCircle(tx: Tx, id: string, parentId: string | null): Promise<void> {
  for (let above = parentId; above !== null; above = (await getCategory(tx, above)).parentId) {
    if (above === id) throw new Refusal("conflict", "categoryCircle", "A category cannot stand below itself.");
  }
}

/** Two moves at once could close a circle that neither sees, two new ones take one address. */
const oneAtATime = (tx: Tx) => tx.execute(sql`select pg_advisory_xact_lock(${LOCKS.categories})`);

const taken = () => {
  const message = "Another category has this address.";
  return new Refusal("conflict", "slugTaken", message, { fields: { slug: message } });
};
