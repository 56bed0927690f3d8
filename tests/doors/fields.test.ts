import { beforeAll, expect, test, vi } from "vitest";
import type { Operation } from "@/app/_door/handler";
import { testDatabase } from "../database";
import { buildWorld, type World } from "../world";
import { type Answer, call } from "./routes";

// The one thing that needs a running Next: without a token nobody is signed in here.
vi.mock("next-auth", () => ({ getServerSession: async () => null }));

let w: World;
let tokens: Record<"admin" | "ben" | "customer", string>;

beforeAll(async () => {
  await testDatabase();
  w = await buildWorld();
  const { createToken } = await import("@/domain/people/tokens");
  const make = (email: string) => createToken(w.admin, { email, name: "test" });
  tokens = { admin: await make(w.admin.email), ben: await make(w.agents.support.email), customer: await make(w.customers.acme.email) };
});

async function expectShape(name: string, { status, json }: Answer, wanted = 200): Promise<void> {
  expect(status).toBe(wanted);
  const { operations } = await import("@/app/api/v1/_routes");
  const { answer } = (operations as Record<string, Operation>)[name]!;
  expect((answer as { safeParse: (value: unknown) => { error?: { issues: unknown[] } } }).safeParse(json).error?.issues ?? []).toEqual([]);
}

test("a field is made, changed, answered, found by, closed and thrown away over the API, each in the shape that is told", async () => {
  const made = await call(tokens.admin, "POST", "/fields", {
    entity: "ticket",
    key: "serial",
    kind: "text",
    labels: { en: "Serial" },
    customers: "see",
  });
  await expectShape("POST /fields", made, 201);
  const { id } = made.json as { id: string };
  await expectShape("GET /fields", await call(tokens.admin, "GET", "/fields?entity=ticket"));
  await expectShape("GET /fields/{id}", await call(tokens.admin, "GET", `/fields/${id}`));
  await expectShape("PATCH /fields/{id}", await call(tokens.admin, "PATCH", `/fields/${id}`, { help: { de: "Steht am Boden." } }));
  await expectShape("GET /fields/asked", await call(tokens.ben, "GET", "/fields/asked"));

  const request = { subject: "x", body: "x", customer: { email: "omar@acme.test" }, queue: "Support", fields: { serial: "A1" } };
  const ticket = await call(tokens.ben, "POST", "/tickets", request);
  await expectShape("POST /tickets", ticket, 201);
  expect(ticket.json.fields).toEqual({ serial: "A1" });
  const path = `/tickets/${ticket.json.number}`;
  const changed = await call(tokens.ben, "PATCH", path, { fields: { serial: "B2" } });
  await expectShape("PATCH /tickets/{number}", changed);
  expect(changed.json.fields).toEqual({ serial: "B2" });
  await expectShape("GET /tickets/{number}/fields", await call(tokens.ben, "GET", `${path}/fields`));
  expect((await call(tokens.customer, "GET", path)).json.fields).toEqual({ serial: "B2" });

  const numbersOf = async (query: string) => {
    const answer = await call(tokens.ben, "GET", `/tickets?${query}`);
    await expectShape("GET /tickets", answer);
    return (answer.json.data as { number: string }[]).map((row) => row.number);
  };
  expect(await numbersOf("field.serial=B2")).toEqual([ticket.json.number]);
  expect(await numbersOf("field.serial=A1")).toEqual([]);
  expect((await call(tokens.ben, "GET", "/tickets?field.other=1")).status).toBe(422);

  expect((await call(tokens.admin, "DELETE", `/fields/${id}`)).status).toBe(409);
  await expectShape("PATCH /fields/{id}", await call(tokens.admin, "PATCH", `/fields/${id}`, { closed: true }));
  const unused = await call(tokens.admin, "POST", "/fields", { entity: "person", key: "badge", kind: "integer", labels: { en: "Badge" } });
  await expectShape("DELETE /fields/{id}", await call(tokens.admin, "DELETE", `/fields/${unused.json.id}`));
});

test("who does not administer learns nothing of how fields are made", async () => {
  for (const token of [tokens.ben, tokens.customer]) {
    expect((await call(token, "GET", "/fields")).status).toBe(403);
    expect((await call(token, "POST", "/fields", { entity: "ticket", key: "x", kind: "text", labels: { en: "x" } })).status).toBe(403);
  }
});

test.each([{ fields: { nothing: "x" } }, { fields: { "a\0b": "x" } }, { fields: { other: "\ud800" } }, { fields: "x" }])(
  "an input like %j is refused as the caller's fault",
  async (change) => {
    const ticket = await w.aTicket();
    await call(tokens.admin, "POST", "/fields", { entity: "ticket", key: "other", kind: "text", labels: { en: "Other" } });
    expect((await call(tokens.ben, "PATCH", `/tickets/${ticket.number}`, change)).status).toBe(422);
  },
);
