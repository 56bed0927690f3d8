import { createHash } from "node:crypto";
import { LRUCache } from "lru-cache";
import type { ReactElement } from "react";
import { currentActor } from "@/app/_door/session";
import type { Reader } from "@/domain/faq/read";
import { getSetting } from "@/domain/settings";
import { type Audience, SCRIPT } from "./frame";
import { STYLE } from "./style";

type Drawable = { status: number; page: ReactElement; changedAt?: Date; mayIndex: boolean };
export type Made = Drawable | { movedTo: string };
type Drawn = { status: number; body: string; etag: string; changedAt?: Date; mayIndex: boolean };
type Kept = Drawn | { movedTo: string };

const MAX_BYTES = 16 * 1024 * 1024;
const kept = new LRUCache<string, Kept>({
  maxSize: MAX_BYTES,
  sizeCalculation: (page) => ("body" in page ? page.body.length * 2 : 0) + 200,
});

const hash = (text: string) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
const POLICY = `default-src 'none'; style-src ${hash(STYLE)}; script-src ${hash(SCRIPT)}; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`;

const HTML = { "content-type": "text/html; charset=utf-8", "content-security-policy": POLICY };

export const originOf = (): string => process.env.NEXTAUTH_URL ?? "http://localhost:3000";

/** Who reads, and the circle of readers he shares his pages with: a page holds nothing of one person's own. */
export async function readerOf(request: Request): Promise<{ reader: Reader; audience: Audience }> {
  const reader = /session-token/.test(request.headers.get("cookie") ?? "") ? await currentActor() : null;
  return { reader, audience: reader === null ? "public" : reader.kind === "agent" ? "internal" : "customers" };
}

/**
 * A page from memory, or made and kept. Its key holds the FAQ's version, which every process reads from the database,
 * so a page is as old as the last change and no older; what is no longer asked for falls out.
 */
export async function keptPage(request: Request, audience: Audience, name: string, make: () => Promise<Made>): Promise<Response> {
  const key = `${await getSetting("faqVersion")} ${audience} ${name}`;
  let page = kept.get(key);
  if (!page) {
    const made = await make();
    page = "movedTo" in made ? made : await drawn(made);
    kept.set(key, page);
  }
  if ("movedTo" in page) return new Response(null, { status: 301, headers: { location: page.movedTo, "cache-control": "no-cache" } });
  const headers: Record<string, string> = {
    etag: page.etag,
    "cache-control": audience === "public" ? "public, max-age=0, must-revalidate" : "private, no-cache",
    vary: "Cookie, Accept-Language",
    ...(page.changedAt ? { "last-modified": page.changedAt.toUTCString() } : {}),
    ...(page.mayIndex ? {} : { "x-robots-tag": "noindex" }),
  };
  if (request.headers.get("if-none-match")?.includes(page.etag)) return new Response(null, { status: 304, headers });
  return new Response(page.body, {
    status: page.status,
    headers: { ...headers, ...HTML },
  });
}

/** A page for one reader, made for this once. */
export async function drawnPage(made: Drawable): Promise<Response> {
  const { status, body } = await drawn(made);
  return new Response(body, {
    status,
    headers: { ...HTML, "cache-control": "private, no-store", "x-robots-tag": "noindex" },
  });
}

async function drawn({ page, ...made }: Drawable): Promise<Drawn> {
  // Imported when it is used: Next refuses the name at the top of a file of its own.
  const { renderToStaticMarkup } = await import("react-dom/server");
  const body = `<!doctype html>${renderToStaticMarkup(page)}`;
  const etag = `"${createHash("sha256").update(body).digest("base64url").slice(0, 27)}"`;
  return { ...made, body, etag };
}
