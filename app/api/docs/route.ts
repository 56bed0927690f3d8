import { createHash } from "node:crypto";
import { openApi } from "@/app/api/v1/_openapi";
import { escapeHtml } from "@/lib/html";
import { PRODUCT } from "@/lib/product";

export const dynamic = "force-static";

const STYLE = `
:root { color-scheme: light dark; font: 15px/1.5 system-ui, sans-serif; }
body { max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
h2 { margin-top: 2.5rem; text-transform: capitalize; }
summary { cursor: pointer; padding: .4rem 0; }
code, pre { font: 13px/1.5 ui-monospace, monospace; }
pre { overflow: auto; padding: .75rem; border: 1px solid color-mix(in srgb, currentColor 20%, transparent); border-radius: 6px; }
table { border-collapse: collapse; } td, th { text-align: left; padding: .2rem 1rem .2rem 0; vertical-align: top; }
`;
const CSP = `default-src 'none'; style-src 'sha256-${createHash("sha256").update(STYLE).digest("base64")}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;

type Parameter = { name: string; in: string; required: boolean; description?: string; schema: Record<string, unknown> };
type Content = Record<string, { schema: unknown }>;
type Call = {
  summary: string;
  tags: string[];
  parameters: Parameter[];
  security?: { token: string[] }[];
  requestBody?: { content: Content };
  responses: Record<string, { description: string; content: Content }>;
};

/** The OpenAPI document as a page to read: plain HTML, no script. */
export function GET(): Response {
  const { info, paths } = openApi();
  const calls = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods as Record<string, Call>).map(([method, call]) => ({ path, method: method.toUpperCase(), call })),
  );
  const tags = [...new Set(calls.map(({ call }) => call.tags[0]!))];
  const sections = tags.map(
    (tag) =>
      `<h2>${escapeHtml(tag)}</h2>${calls
        .filter(({ call }) => call.tags[0] === tag)
        .map(drawn)
        .join("")}`,
  );
  const html = `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escapeHtml(info.title)}</title><style>${STYLE}</style></head><body><main>
<h1>${escapeHtml(info.title)}</h1>
<p>Calls go to <code>/api/v1</code> with <code>Authorization: Bearer TOKEN</code>. ${escapeHtml(info.description).replace(/`([^`]+)`/g, "<code>$1</code>")} The same for programs: <a href="/api/v1/openapi.json">openapi.json</a>.</p>
${sections.join("\n")}<p><a href="${PRODUCT.sourceUrl}">Source</a></p></main></body></html>`;
  return new Response(html, { headers: { "content-type": "text/html; charset=utf-8", "content-security-policy": CSP } });
}

function drawn({ path, method, call }: { path: string; method: string; call: Call }): string {
  const scopes = call.security?.[0]?.token ?? [];
  return `<details><summary><code>${method} ${escapeHtml(path)}</code> ${escapeHtml(call.summary)}</summary>
${scopes.length ? `<p>Scopes: ${scopes.map((scope) => `<code>${escapeHtml(scope)}</code>`).join(", ")}</p>` : ""}
${call.parameters.length ? `<table>${call.parameters.map(parameterRow).join("")}</table>` : ""}
${call.requestBody ? `<h3>Takes</h3>${shapes(call.requestBody.content)}` : ""}
<h3>Answers</h3>${Object.entries(call.responses)
    .map(([status, { content }]) => `<p>${status === "default" ? "Otherwise" : status}</p>${shapes(content)}`)
    .join("")}</details>`;
}

const parameterRow = ({ name, in: place, required, description = "", schema }: Parameter): string =>
  `<tr><td><code>${escapeHtml(name)}</code></td><td>${place}${required ? ", required" : ""}</td><td>${escapeHtml(description || String(schema.type ?? ""))}</td></tr>`;

const shapes = (content: Content): string =>
  Object.entries(content)
    .map(([type, { schema }]) => `<pre>${escapeHtml(type)}\n${escapeHtml(JSON.stringify(schema, null, 2))}</pre>`)
    .join("");
