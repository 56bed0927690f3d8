import { originOf } from "@/app/faq/_page/keep";

/** Robots find the FAQ and nothing else. */
export function GET(): Response {
  const text = `User-agent: *\nAllow: /faq\nAllow: /sitemap.xml\nDisallow: /\n\nSitemap: ${originOf()}/sitemap.xml\n`;
  return new Response(text, { headers: { "content-type": "text/plain; charset=utf-8" } });
}

export const dynamic = "force-dynamic";
