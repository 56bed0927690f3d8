import { createHash, createHmac } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

export const EVENT_KEY = "event-key-of-the-test";
export const SIGNING_KEY = "signkey-test-5e0c1b7a9d3f42e8a6b1c4d7e9f20a3b";

type Registration = { url: string; appName: string; functions: { id: string; steps: { step: { runtime: { url: string } } } }[] };
type Sent = { id?: string; name: string; data: Record<string, unknown>; ts: number };

/**
 * Stands for a real Inngest: takes the registration and events as one does, refuses what one refuses, and calls back
 * signed. Written from the SDK and its specification.
 */
export async function fakeInngest() {
  const registrations: Registration[] = [];
  const events: Sent[] = [];
  const refused: string[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const [status, body] = receive(request.method!, request.url!, request.headers.authorization, Buffer.concat(chunks).toString());
    if (status !== 200) refused.push(`${request.method} ${request.url}: ${JSON.stringify(body)}`);
    response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));

  function receive(method: string, path: string, authorization: string | undefined, text: string): [number, unknown] {
    if (method === "POST" && path.startsWith("/fn/register")) {
      if (authorization !== `Bearer ${hashedKey(SIGNING_KEY)}`) return [401, { error: "The signing key is not ours." }];
      registrations.push(JSON.parse(text));
      return [200, { ok: true, modified: true }];
    }
    if (method === "POST" && path.startsWith("/e/")) {
      if (path !== `/e/${EVENT_KEY}`) return [401, { error: "The event key is not ours.", status: 401 }];
      const list = JSON.parse(text) as Sent[];
      const odd = list.find((event) => !event.name || typeof event.data !== "object" || !Number.isInteger(event.ts));
      if (!Array.isArray(list) || odd) return [400, { error: `This is no event: ${JSON.stringify(odd)}`, status: 400 }];
      events.push(...list);
      return [200, { ids: list.map((event, i) => event.id ?? `made-${i}`), status: 200 }];
    }
    return [404, { error: `There is no ${method} ${path}.` }];
  }

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    registrations,
    events,
    refused,
    close: () => new Promise<unknown>((resolve) => server.close(resolve)),
  };
}

/** A call of a function as the server makes it, with its signature: key and time are the server's to get right. */
export function callOf(
  fnId: string,
  event: Sent,
  signed: { key?: string; at?: number } | null = {},
): { query: string; body: string; headers: Record<string, string> } {
  const body = canonical({
    ctx: {
      attempt: 0,
      disable_immediate_execution: false,
      max_attempts: 5,
      run_id: "01TEST",
      stack: { current: 0, stack: [] },
      use_api: false,
    },
    event,
    events: [event],
    steps: {},
    use_api: false,
    version: -1,
  });
  const at = String(Math.floor((signed?.at ?? Date.now()) / 1000));
  const signature = createHmac("sha256", bare(signed?.key ?? SIGNING_KEY))
    .update(body + at)
    .digest("hex");
  return {
    query: `fnId=${encodeURIComponent(fnId)}&stepId=step`,
    body,
    headers: { "content-type": "application/json", ...(signed ? { "x-inngest-signature": `t=${at}&s=${signature}` } : {}) },
  };
}

const bare = (key: string) => key.replace(/^signkey-\w+-/, "");

/** What the SDK shows instead of the key itself. */
const hashedKey = (key: string) =>
  key.replace(bare(key), "") +
  createHash("sha256")
    .update(Buffer.from(bare(key), "hex"))
    .digest("hex");

/** Keys in order, as both sides sign it. */
const canonical = (value: unknown): string =>
  JSON.stringify(value, (_, v) => (v && typeof v === "object" && !Array.isArray(v) ? Object.fromEntries(Object.entries(v).sort()) : v));
