import { z } from "zod";
import type { Operation } from "@/app/_door/handler";
import { PRODUCT } from "@/lib/product";
import { problem } from "./_answers";
import { operations } from "./_routes";

type Json = Record<string, unknown>;

/** The OpenAPI 3.1 document, made from the schemas that validate. */
export function openApi() {
  const paths: Record<string, Json> = {};
  for (const [call, operation] of Object.entries(operations)) {
    const [method = "", path = ""] = call.split(" ");
    paths[path] = { ...paths[path], [method.toLowerCase()]: described(method, path, operation) };
  }
  return {
    openapi: "3.1.0",
    info: {
      title: `${PRODUCT.name} API`,
      version: PRODUCT.version,
      license: { name: PRODUCT.licence, identifier: PRODUCT.licence },
      description:
        "Errors are problem details (RFC 9457). Unknown fields are refused. Times are ISO 8601 in UTC. Lists take `limit` (at most 200) and `cursor`.",
    },
    servers: [{ url: "/api/v1" }],
    security: [{ token: [] }],
    paths,
    components: { securitySchemes: { token: { type: "http", scheme: "bearer" } } },
  };
}

function described(method: string, path: string, { summary, scopes, query, body, status = 200, answer }: Operation): Json {
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({ name, in: "path", required: true, schema: { type: "string" } }));
  const key = { name: "Idempotency-Key", in: "header", required: false, schema: { type: "string", maxLength: 255 } };
  return {
    operationId: operationId(method, path),
    summary,
    tags: [path.split("/")[1]],
    parameters: [...inPath, ...(query ? inQuery(query) : []), ...(method === "POST" ? [key] : [])],
    ...(scopes ? { security: [{ token: [...scopes] }] } : {}),
    ...(body ? { requestBody: { required: true, content: content(body, "input") } } : {}),
    responses: {
      [status]: { description: "Done", content: content(answer, "output") },
      default: { description: "Problem details", content: { "application/problem+json": { schema: jsonSchema(problem, "output") } } },
    },
  };
}

const content = (what: z.ZodType | string, io: "input" | "output"): Json =>
  typeof what === "string"
    ? { [what]: { schema: { type: "string", format: "binary" } } }
    : { "application/json": { schema: jsonSchema(what, io) } };

function inQuery(query: z.ZodType): Json[] {
  const { properties = {}, required = [] } = jsonSchema(query, "input") as { properties?: Record<string, Json>; required?: string[] };
  return Object.entries(properties).map(([name, { description, ...schema }]) => ({
    name,
    in: "query",
    required: required.includes(name),
    description,
    schema,
  }));
}

/** A date that is read from text is told as the text it is read from. */
function jsonSchema(schema: z.ZodType, io: "input" | "output"): Json {
  const { $schema: _, "~standard": __, ...told } = z.toJSONSchema(schema, { io, unrepresentable: "any" }) as Json;
  return told;
}

/** `PATCH /tickets/{number}` is `patchTicketsNumber`. */
function operationId(method: string, path: string): string {
  const words = path.split(/[^a-z]+/i).filter(Boolean);
  return method.toLowerCase() + words.map((word) => word[0]!.toUpperCase() + word.slice(1)).join("");
}
