import { originOf } from "@/app/faq/_page/keep";
import { listPublished } from "@/domain/faq/read";
import { escapeHtml } from "@/lib/html";

/** Every public article in every language (sitemaps.org), for nobody in particular: what needs a sign-in is not told. */
export const dynamic = "force-dynamic";

export async function GET(): Promise<Response> {
  const origin = originOf();
  const articles = await listPublished(null);
  const urls = articles.map(({ id, slug, publishedAt }) => {
    const languages = articles.filter((other) => other.id === id);
    const links = languages.map(
      (other) => `<xhtml:link rel="alternate" hreflang="${other.locale}" href="${escapeHtml(`${origin}/faq/${other.slug}`)}"/>`,
    );
    return `<url><loc>${escapeHtml(`${origin}/faq/${slug}`)}</loc><lastmod>${publishedAt.toISOString()}</lastmod>${links.join("")}</url>`;
  });
  const start = `<url><loc>${escapeHtml(`${origin}/faq`)}</loc></url>`;
  const xml = `<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">${start}${urls.join("\n")}</urlset>\n`;
  return new Response(xml, { headers: { "content-type": "application/xml; charset=utf-8", "cache-control": "public, max-age=300" } });
}
