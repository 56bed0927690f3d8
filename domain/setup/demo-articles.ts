import { asc } from "drizzle-orm";
import { db } from "@/db";
import { type FaqLocale, type FaqVisibility, faqCategories } from "@/db/schema";
import { asOf } from "@/lib/clock";
import { markdownToHtml } from "@/lib/html";
import type { Actor } from "../access/actor";
import { createCategory } from "../faq/categories";
import { publishArticle } from "../faq/publish";
import { createArticle, saveArticle } from "../faq/write";
import { ACCOUNT_ARTICLES } from "./demo-articles-accounts";
import { BILLING_ARTICLES } from "./demo-articles-billing";
import { NETWORK_ARTICLES } from "./demo-articles-network";

export type DemoArticle = { category: string; visibility?: FaqVisibility } & Partial<Record<FaqLocale, { title: string; text: string }>>;

const CATEGORIES: { slug: string; parent?: string; en: string; de: string }[] = [
  { slug: "accounts", en: "Accounts and passwords", de: "Konten und Passwörter" },
  { slug: "mail", en: "Mail", de: "Mail" },
  { slug: "devices", en: "Devices and printers", de: "Geräte und Drucker" },
  { slug: "network", en: "Network", de: "Netzwerk" },
  { slug: "vpn", parent: "network", en: "VPN", de: "VPN" },
  { slug: "billing", en: "Billing and contracts", de: "Abrechnung und Verträge" },
  { slug: "service", en: "About our service", de: "Über unseren Service" },
];

const DAY = 24 * 60 * 60 * 1000;

/** The demo's FAQ, written and published by the acts, over the last two months. Where a category stands, nothing happens. */
export async function loadDemoArticles(arranger: Actor, writers: readonly Actor[]): Promise<void> {
  const [standing] = await db.select({ id: faqCategories.id }).from(faqCategories).orderBy(asc(faqCategories.id)).limit(1);
  if (standing) return;
  const articles = [...ACCOUNT_ARTICLES, ...NETWORK_ARTICLES, ...BILLING_ARTICLES];
  const began = Date.now() - 60 * DAY;
  await asOf(new Date(began), async () => {
    for (const [position, { slug, parent, en, de }] of CATEGORIES.entries())
      await createCategory(arranger, { slug, parent, position, names: { en, de } });
  });
  for (const [i, article] of articles.entries())
    await asOf(new Date(began + (i + 1) * DAY), () => write(writers[i % writers.length]!, article));
}

async function write(writer: Actor, { category, visibility, ...texts }: DemoArticle): Promise<void> {
  const locales = (["en", "de"] as const).filter((locale) => texts[locale]);
  let id: string | undefined;
  for (const locale of locales) {
    const { title, text } = texts[locale]!;
    const html = markdownToHtml(text);
    if (id === undefined) id = (await createArticle(writer, { locale, title, html, category, visibility })).id;
    else await saveArticle(writer, id, { locale, title, html });
    await publishArticle(writer, id, { locale });
  }
}
