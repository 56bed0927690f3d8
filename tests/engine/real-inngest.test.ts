import { NextRequest } from "next/server";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { testDatabase } from "../database";
import { until } from "./engine-world";
import { callOf, EVENT_KEY, fakeInngest, SIGNING_KEY } from "./fake-inngest";

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const DESK = "https://desk.example.com";
const event = { name: "inngest/scheduled.timer", data: { cron: "* * * * *" }, ts: 1 };

let server: Awaited<ReturnType<typeof fakeInngest>>;
let route: typeof import("../../app/api/inngest/route");
let functions: Awaited<ReturnType<typeof import("../../inngest/start")["startFunctions"]>>;

/** The environment is read when the modules are loaded, as in a process that is started with it. */
beforeAll(async () => {
  await testDatabase();
  server = await fakeInngest();
  Object.assign(process.env, {
    INNGEST_BASE_URL: server.url,
    INNGEST_EVENT_KEY: EVENT_KEY,
    INNGEST_SIGNING_KEY: SIGNING_KEY,
    NEXTAUTH_URL: DESK,
  });
  functions = await (await import("../../inngest/start")).startFunctions();
  route = await import("../../app/api/inngest/route");
});
afterAll(async () => {
  await functions?.stop();
  await server?.close();
});

test("at the start the real server is told all functions and where they are called", async () => {
  await until(() => server.registrations.length > 0);
  const { functions: ours } = await import("../../inngest/functions");
  const [registration] = server.registrations;
  expect(registration!.appName).toBe("open-ticket");
  expect(registration!.url).toBe(`${DESK}/api/inngest`);
  expect(registration!.functions.map((fn) => fn.id).sort()).toEqual(ours.map((fn) => `open-ticket-${fn.id()}`).sort());
  for (const fn of registration!.functions) expect(fn.steps.step.runtime.url.startsWith(`${DESK}/api/inngest?`)).toBe(true);
  await until(() => functions.healthy());
});

test("events reach the server with the event key, their own id and facts alone", async () => {
  const { inngest } = await import("../../inngest/client");
  const { ids } = await inngest.send({ id: "outbox-1", name: "mail.accepted", data: { mailId: "m" } });
  expect(ids).toEqual(["outbox-1"]);
  expect(server.events.filter((event) => event.name !== "engine.started")).toMatchObject([
    { id: "outbox-1", name: "mail.accepted", data: { mailId: "m" } },
  ]);
  expect(server.refused).toEqual([]);
});

test("no embedded engine exists beside a real one", async () => {
  const { embeddedEngine } = await import("../../inngest/embedded");
  expect(embeddedEngine()).toBeNull();
});

test("a signed call runs the function", async () => {
  const answer = await call(callOf("open-ticket-sweep-outgoing", event));
  expect(answer.status).toBe(206);
  expect(await answer.json()).toMatchObject([{ op: "StepRun", displayName: "release" }]);
});

test.each([
  ["unsigned", callOf("open-ticket-sweep-outgoing", event, null)],
  ["signed with another key", callOf("open-ticket-sweep-outgoing", event, { key: "signkey-test-000000000000000000000000" })],
  ["signed an hour ago", callOf("open-ticket-sweep-outgoing", event, { at: Date.now() - 3_600_000 })],
])("a call that is %s is refused", async (_, made) => {
  const answer = await call(made);
  expect(answer.status).toBe(401);
});

test("a signed call whose body was changed on the way is refused", async () => {
  const made = callOf("open-ticket-sweep-outgoing", event);
  const answer = await call({ ...made, body: made.body.replace('"attempt":0', '"attempt":1') });
  expect(answer.status).toBe(401);
});

test("what the functions are is told to nobody who has not signed", async () => {
  const answer = await route.GET(new NextRequest(`${DESK}/api/inngest`, { headers: { host: "desk.example.com" } }), {});
  expect(JSON.stringify(await answer.json())).not.toContain("sweep-outgoing");
});

function call({ query, body, headers }: ReturnType<typeof callOf>): Promise<Response> {
  const request = new NextRequest(`${DESK}/api/inngest?${query}`, {
    method: "POST",
    headers: { ...headers, host: "desk.example.com" },
    body,
  });
  return Promise.resolve(route.POST(request, {})) as Promise<Response>;
}
