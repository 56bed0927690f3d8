import { readdirSync, statSync } from "node:fs";
import { join, resolve } from "node:path";

const API = "app/api/v1";
const METHODS = ["GET", "POST", "PATCH", "PUT", "DELETE"] as const;

export type Route = (request: Request, context: { params: Promise<Record<string, string>> }) => Promise<Response>;
type RouteFile = { path: string; file: string };
export type Answer = { status: number; headers: Headers; body: string; json: Record<string, unknown> };

/** Every route of the API with its path as the OpenAPI document writes it: `/tickets/{number}`. */
export function routeFiles(dir = API): RouteFile[] {
  return readdirSync(dir).flatMap((name) => {
    const file = join(dir, name);
    if (statSync(file).isDirectory()) return routeFiles(file);
    return name === "route.ts" ? [{ file, path: dir.slice(API.length).replace(/\[(\w+)\]/g, "{$1}") }] : [];
  });
}

/** `GET /tickets` and so on: what the files really export. */
export async function servedCalls(): Promise<string[]> {
  const served = await Promise.all(
    routeFiles().map(async ({ file, path }) => {
      const module = (await import(resolve(file))) as Record<string, unknown>;
      return METHODS.filter((method) => method in module).map((method) => `${method} ${path}`);
    }),
  );
  return served.flat();
}

/** Calls the route behind a path as Next would. */
export async function call(
  token: string | null,
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<Answer> {
  const [pathname = ""] = path.split("?");
  const { file, params } = find(pathname);
  const module = (await import(resolve(file))) as Record<string, Route>;
  const request = new Request(`http://localhost:3000/api/v1${path}`, {
    method,
    body: body === undefined || typeof body === "string" ? body : JSON.stringify(body),
    headers: { ...(token ? { authorization: `Bearer ${token}` } : {}), ...headers },
  });
  const response = await module[method]!(request, { params: Promise.resolve(params) });
  const text = await response.text();
  const isJson = /json/.test(response.headers.get("content-type") ?? "");
  return {
    status: response.status,
    headers: response.headers,
    body: text,
    json: isJson ? (JSON.parse(text) as Record<string, unknown>) : {},
  };
}

function find(pathname: string): { file: string; params: Record<string, string> } {
  // As Next has it: a path written out comes before one with a blank in the same place.
  const exactFirst = routeFiles().sort((a, b) => Number(a.path.includes("{")) - Number(b.path.includes("{")));
  for (const { file, path } of exactFirst) {
    const match = new RegExp(`^${path.replace(/\{(\w+)\}/g, "(?<$1>[^/]+)")}$`).exec(pathname);
    if (match) return { file, params: { ...match.groups } };
  }
  throw new Error(`No route answers ${pathname}.`);
}
