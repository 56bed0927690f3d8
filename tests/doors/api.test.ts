import { beforeAll, describe, expect, test, vi } from "vitest";
import type { Operation } from "@/app/_door/handler";
import { testDatabase } from "../database";
import { buildWorld, type World } from "../world";
import { type Answer, call, servedCalls } from "./routes";

// The one thing that needs a running Next: without a token nobody is signed in here.
vi.mock("next-auth", () => ({ getServerSession: async () => null }));

let w: World;
let tokens: Record<"all" | "read" | "write" | "metrics" | "inject" | "ben" | "light" | "customer", string>;

beforeAll(async () => {
  await testDatabase();
  w = await buildWorld();
  const { createToken } = await import("@/domain/people/tokens");
  const make = (email: string, scopes?: string[]) => createToken(w.admin, { email, name: "test", scopes });
  tokens = {
    all: await make(w.admin.email),
    read: await make(w.admin.email, ["read"]),
    write: await make(w.admin.email, ["write"]),
    metrics: await make(w.admin.email, ["metrics"]),
    inject: await make(w.admin.email, ["mail:inject"]),
    ben: await make(w.agents.support.email),
    light: await make(w.agents.light.email),
    customer: await make(w.customers.acme.email),
  };
});

const aRequest = (more: Record<string, unknown> = {}) => ({
  subject: "No paper",
  body: "It is empty.",
  customer: { email: "omar@acme.test" },
  queue: "Support",
  ...more,
});
const opened = async (more: Record<string, unknown> = {}) =>
  (await call(tokens.all, "POST", "/tickets", aRequest(more))).json as { number: string; id: string; revision: number };
const countTickets = async () => ((await call(tokens.all, "GET", "/tickets?limit=200")).json.data as unknown[]).length;

/** The answer has exactly the shape that the OpenAPI document promises. */
async function expectShape(name: string, { json }: Answer): Promise<void> {
  const { operations } = await import("@/app/api/v1/_routes");
  const { answer } = (operations as Record<string, Operation>)[name]!;
  if (typeof answer === "string") throw new Error(`${name} answers bytes.`);
  expect(answer.safeParse(json).error?.issues ?? []).toEqual([]);
}

describe("who asks", () => {
  test("nobody is told to bring a token", async () => {
    const answer = await call(null, "GET", "/tickets");
    expect(answer.status).toBe(401);
    expect(answer.headers.get("www-authenticate")).toBe("Bearer");
    expect(answer.headers.get("content-type")).toBe("application/problem+json");
  });

  test("an unknown token is nobody", async () => {
    expect((await call("ot_unknown", "GET", "/tickets")).status).toBe(401);
  });

  test("a token that may only read changes nothing", async () => {
    const before = await countTickets();
    expect((await call(tokens.read, "POST", "/tickets", aRequest())).status).toBe(403);
    expect(await countTickets()).toBe(before);
  });

  test("a token for metrics reads no ticket and is told which scope it lacks", async () => {
    const answer = await call(tokens.metrics, "GET", "/tickets");
    expect(answer.status).toBe(403);
    expect(answer.headers.get("www-authenticate")).toContain('scope="read"');
  });

  test("a token that may only write opens a ticket and is shown that one, once", async () => {
    const answer = await call(tokens.write, "POST", "/tickets", aRequest());
    expect(answer.status).toBe(201);
    expect(answer.json.subject).toBe("No paper");
    expect((await call(tokens.write, "GET", `/tickets/${answer.json.number}`)).status).toBe(403);
  });

  test("only mail:inject may hand over mail, not even an administrator's other scopes", async () => {
    const letter = "From: a@b.test\r\nTo: support@desk.test\r\nSubject: x\r\n\r\nx";
    expect((await call(tokens.write, "POST", "/mail/inbound", letter)).status).toBe(403);
    expect((await call(tokens.inject, "POST", "/mail/inbound", letter)).status).toBe(202);
  });

  test("who may not see a ticket is told that there is none", async () => {
    const { number } = await opened({ queue: "Network" });
    expect((await call(tokens.ben, "GET", `/tickets/${number}`)).status).toBe(404);
    expect((await call(tokens.ben, "PATCH", `/tickets/${number}`, { subject: "Mine" })).status).toBe(404);
    expect((await call(tokens.ben, "GET", `/tickets/${number}/history`)).status).toBe(404);
  });

  test("who sees a ticket and may not change it is refused", async () => {
    const { number } = await opened();
    expect((await call(tokens.light, "PATCH", `/tickets/${number}`, { subject: "Mine" })).status).toBe(403);
  });

  test("a customer reads no internal note, neither as message nor in the history", async () => {
    const { number } = await opened();
    await call(tokens.all, "POST", `/tickets/${number}/messages`, { kind: "note", body: "He is difficult." });
    const page = await call(tokens.customer, "GET", `/tickets/${number}`);
    const history = await call(tokens.customer, "GET", `/tickets/${number}/history`);
    expect(page.status).toBe(200);
    expect(page.body + history.body).not.toMatch(/difficult|note\.added/);
  });
});

describe("what is asked", () => {
  test("what is no JSON is 400", async () => {
    expect((await call(tokens.all, "POST", "/tickets", "{")).status).toBe(400);
  });

  test("a faulty field is named", async () => {
    const answer = await call(tokens.all, "POST", "/tickets", aRequest({ subject: "", customer: { email: "nobody" } }));
    expect(answer.status).toBe(422);
    expect(Object.keys(answer.json.errors as object).sort()).toEqual(["customer.email", "subject"]);
  });

  test("an unknown field is refused by its name, in the body, inside of it and in the query", async () => {
    const answer = await call(
      tokens.all,
      "POST",
      "/tickets",
      aRequest({ colour: "red", customer: { email: "omar@acme.test", phone: "1" } }),
    );
    expect(answer.status).toBe(422);
    expect(answer.json.errors).toMatchObject({ colour: "Unknown field.", "customer.phone": "Unknown field." });
    expect((await call(tokens.all, "GET", "/tickets?colour=red")).json.errors).toHaveProperty("colour");
  });

  test("a name that the rules do not know is named like a faulty field", async () => {
    const { number } = await opened();
    const answer = await call(tokens.all, "PATCH", `/tickets/${number}`, { priority: "enormous" });
    expect([answer.status, Object.keys(answer.json.errors as object)]).toEqual([422, ["priority"]]);
  });

  test("a call without parameters refuses any", async () => {
    const { number } = await opened();
    expect((await call(tokens.all, "GET", `/tickets/${number}?limt=3`)).json.errors).toEqual({ limt: "Unknown field." });
    expect((await call(tokens.all, "GET", `/tickets/${number}/sla?limit=2`)).json.data).toHaveLength(2);
    expect((await call(tokens.all, "GET", "/notifications?limit=1")).status).toBe(200);
  });

  test("a note takes no recipients, and is refused like a reply when the ticket changed meanwhile", async () => {
    const { number, revision } = await opened();
    const note = (more: object) => call(tokens.all, "POST", `/tickets/${number}/messages`, { kind: "note", body: "x", ...more });
    expect((await note({ to: ["boss@acme.test"] })).json.errors).toHaveProperty("to");
    expect((await note({ revision })).status).toBe(201);
    expect((await note({ revision })).status).toBe(409);
  });

  test("an id that is none names nothing", async () => {
    expect((await call(tokens.all, "GET", "/attachments/1")).status).toBe(404);
  });

  test("a cursor that is none of ours is refused", async () => {
    expect((await call(tokens.all, "GET", "/tickets?cursor=x")).status).toBe(422);
    expect((await call(tokens.all, "GET", "/queues?cursor=x")).status).toBe(422);
  });
});

describe("changes", () => {
  test("a stale revision is answered with the ticket as it stands", async () => {
    const { number, revision } = await opened();
    expect((await call(tokens.all, "PATCH", `/tickets/${number}`, { subject: "First", revision })).status).toBe(200);
    const answer = await call(tokens.all, "PATCH", `/tickets/${number}`, { subject: "Second", revision });
    expect(answer.status).toBe(409);
    expect(answer.json.current).toMatchObject({ number, subject: "First", revision: revision + 1 });
  });

  test("a call on the telephone is written down, and whether children are to close is taken", async () => {
    const { number } = await opened();
    const call1 = await call(tokens.ben, "POST", `/tickets/${number}/messages`, { kind: "phone", body: "He agrees." });
    await expectShape("POST /tickets/{number}/messages", call1);
    expect(call1).toMatchObject({ status: 201, json: { kind: "phone", direction: "in", internal: false, text: "He agrees." } });
    const closed = await call(tokens.ben, "PATCH", `/tickets/${number}`, { state: "closed", cascade: false });
    expect([closed.status, closed.json.stateType]).toEqual([200, "closed"]);
  });

  test("to a customer no address of an agent is told, not even by the API", async () => {
    const { number } = await opened();
    await call(tokens.ben, "POST", `/tickets/${number}/messages`, { kind: "reply", body: "Soon." });
    const page = await call(tokens.customer, "GET", `/tickets/${number}`);
    await expectShape("GET /tickets/{number}", page);
    expect(page.body).toContain(w.agents.support.name);
    expect(page.body).not.toContain(w.agents.support.email);
  });

  test("a ticket moved out of one's own sight is moved, and answered by its number", async () => {
    const { number, id } = await opened();
    const answer = await call(tokens.ben, "PATCH", `/tickets/${number}`, { queue: "Network" });
    expect([answer.status, answer.json]).toEqual([200, { id, number }]);
    expect((await call(tokens.all, "GET", `/tickets/${number}`)).json.queue).toBe("Network");
  });

  test("the HTML of a message is safe to show", async () => {
    const { number } = await opened();
    const html = '<p onclick="x()">Hello<script>x()</script></p>';
    const { json } = await call(tokens.all, "POST", `/tickets/${number}/messages`, { kind: "reply", body: html, bodyFormat: "html" });
    expect(json.html).toBe("<p>Hello</p>");
  });

  test("an attachment comes back byte by byte, and no browser runs it", async () => {
    const { number } = await opened();
    const file = { filename: "a'b*.html", contentType: "text/html", base64: Buffer.from("<script>x()</script>").toString("base64") };
    const { json } = await call(tokens.all, "POST", `/tickets/${number}/messages`, {
      kind: "note",
      body: "See there",
      attachments: [file],
    });
    const [attachment] = json.attachments as { id: string }[];
    const answer = await call(tokens.all, "GET", `/attachments/${attachment!.id}?inline=1`);
    expect(answer.body).toBe("<script>x()</script>");
    expect(answer.headers.get("content-type")).toBe("application/octet-stream");
    expect(answer.headers.get("content-disposition")).toBe("attachment; filename*=UTF-8''a%27b%2A.html");
    expect(answer.headers.get("content-security-policy")).toContain("sandbox");
    expect((await call(tokens.customer, "GET", `/attachments/${attachment!.id}`)).status).toBe(404);
  });
});

describe("Idempotency-Key", () => {
  const ask = (key: string, more: Record<string, unknown> = {}, token = tokens.all) =>
    call(token, "POST", "/tickets", aRequest(more), { "idempotency-key": key });

  test("the same question again opens no second ticket and gets the same answer", async () => {
    const first = await ask("once");
    const before = await countTickets();
    const second = await ask("once");
    expect([second.status, second.json]).toEqual([201, first.json]);
    expect(await countTickets()).toBe(before);
  });

  test("of two at once one opens the ticket", async () => {
    const before = await countTickets();
    const statuses = (await Promise.all([ask("race"), ask("race")])).map((answer) => answer.status);
    expect(statuses.every((status) => status === 201 || status === 409)).toBe(true);
    expect(await countTickets()).toBe(before + 1);
  });

  test("another question under the same key is refused", async () => {
    await ask("other");
    expect((await ask("other", { subject: "Something else" })).status).toBe(422);
  });

  test("the key of one token means nothing to another", async () => {
    const first = await ask("shared");
    expect((await ask("shared", {}, tokens.ben)).json.number).not.toBe(first.json.number);
  });

  test("what came to nothing may be tried again", async () => {
    expect((await ask("again", { queue: "Nowhere" })).status).toBe(422);
    expect((await ask("again")).status).toBe(201);
  });
});

describe("lists", () => {
  test("pages follow one another without gap or repetition", async () => {
    const all = (await call(tokens.all, "GET", "/tickets?limit=200")).json.data as { number: string }[];
    const seen: string[] = [];
    let cursor = "";
    do {
      const { json } = await call(tokens.all, "GET", `/tickets?limit=3${cursor && `&cursor=${cursor}`}`);
      seen.push(...(json.data as { number: string }[]).map((ticket) => ticket.number));
      cursor = (json.nextCursor as string | null) ?? "";
    } while (cursor);
    expect(seen).toEqual(all.map((ticket) => ticket.number));
  });

  test("short lists page as well", async () => {
    const first = await call(tokens.all, "GET", "/queues?limit=2");
    const second = await call(tokens.all, "GET", `/queues?limit=2&cursor=${first.json.nextCursor}`);
    const names = [first, second].flatMap((answer) => (answer.json.data as { name: string }[]).map((queue) => queue.name));
    expect(names).toEqual(["Network", "Network::VPN", "Support"]);
    expect(second.json.nextCursor).toBeNull();
  });

  test("a list takes names and ids alike", async () => {
    const { number } = await opened();
    const { json } = await call(tokens.all, "PATCH", `/tickets/${number}`, { owner: w.agents.support.email });
    const customer = await call(tokens.all, "GET", `/users?limit=200`);
    const omar = (customer.json.data as { id: string; email: string }[]).find((person) => person.email === "omar@acme.test")!;
    const asked = [`owner=${(json.owner as { id: string }).id}`, `customer=${omar.id}`, "state=1", "state=new", `customer=${omar.email}`];
    for (const query of asked) {
      const found = (await call(tokens.all, "GET", `/tickets?${query}&numbers=${number}`)).json.data as { number: string }[];
      expect([query, found.map((ticket) => ticket.number)]).toEqual([query, [number]]);
    }
    expect((await call(tokens.all, "GET", `/tickets?owner=${omar.id}`)).json.data).toEqual([]);
  });

  test("a customer's is paged by what was said to him, and takes no filter of the desk's", async () => {
    const first = await call(tokens.customer, "GET", "/tickets?limit=1");
    await expectShape("GET /tickets", first);
    const [newest] = first.json.data as { number: string; priority: null; sla: object }[];
    expect(newest).toMatchObject({ priority: null, type: null, owner: null, sla: { nextDueAt: null, breached: false } });
    const before = await call(tokens.customer, "GET", `/tickets?limit=200`);
    const oldest = (before.json.data as { number: string }[]).at(-1)!;
    await call(tokens.all, "POST", `/tickets/${oldest.number}/messages`, { kind: "note", body: "Between us" });
    expect((await call(tokens.customer, "GET", `/tickets?limit=200`)).body).toBe(before.body);
    expect((await call(tokens.customer, "GET", `/tickets?due=breached`)).json.errors).toHaveProperty("due");
  });

  test("a list takes several state types, and refuses one that is none", async () => {
    const { number } = await opened();
    await call(tokens.all, "PATCH", `/tickets/${number}`, { state: "closed" });
    const { json } = await call(tokens.all, "GET", `/tickets?stateType=closed,merged&numbers=${number}`);
    expect(json.data).toMatchObject([{ number, stateType: "closed" }]);
    expect((await call(tokens.all, "GET", "/tickets?stateType=asleep")).json.errors).toHaveProperty("stateType");
  });
});

describe("the document", () => {
  test("tells every call that is served, and no other", async () => {
    const { operations } = await import("@/app/api/v1/_routes");
    const served = (await servedCalls()).filter((name) => name !== "GET /openapi.json");
    expect(served.sort()).toEqual(Object.keys(operations).sort());
  });

  test("names every field that is checked", async () => {
    const { json } = await call(null, "GET", "/openapi.json");
    expect(json.openapi).toBe("3.1.0");
    const paths = json.paths as Record<
      string,
      Record<string, { requestBody: { content: Record<string, { schema: { properties: object; additionalProperties: boolean } }> } }>
    >;
    const { schema } = paths["/tickets/{number}"]!.patch!.requestBody.content["application/json"]!;
    expect(schema.additionalProperties).toBe(false);
    expect(Object.keys(schema.properties)).toEqual(
      expect.arrayContaining(["subject", "queue", "state", "pendingUntil", "owner", "revision"]),
    );
  });

  test("can be read by people, without a script", async () => {
    const { GET } = await import("@/app/api/docs/route");
    const page = await GET().text();
    expect(page).toContain("PATCH /tickets/{number}");
    expect(page).not.toContain("<script");
  });

  test("keeps its promises", async () => {
    const { number } = await opened();
    await expectShape("POST /tickets", await call(tokens.all, "POST", "/tickets", aRequest()));
    await expectShape("GET /tickets", await call(tokens.all, "GET", "/tickets"));
    await expectShape("GET /tickets/{number}", await call(tokens.all, "GET", `/tickets/${number}`));
    await expectShape(
      "PATCH /tickets/{number}",
      await call(tokens.all, "PATCH", `/tickets/${number}`, { owner: w.admin.email, tags: ["paper"] }),
    );
    await expectShape(
      "POST /tickets/{number}/messages",
      await call(tokens.all, "POST", `/tickets/${number}/messages`, { kind: "reply", body: "**Soon**", bodyFormat: "markdown" }),
    );
    await expectShape("GET /tickets/{number}/history", await call(tokens.all, "GET", `/tickets/${number}/history`));
    await expectShape("GET /mail/outgoing", await call(tokens.all, "GET", `/mail/outgoing?ticket=${number}`));
    await expectShape("GET /changes", await call(tokens.all, "GET", "/changes?since=0"));
    await expectShape("GET /queues", await call(tokens.all, "GET", "/queues"));
    await expectShape("GET /users", await call(tokens.all, "GET", "/users"));
  });
});

describe("mail", () => {
  const letter = "From: Omar <omar@acme.test>\r\nTo: support@desk.test\r\nSubject: By mail\r\nMessage-ID: <door@acme.test>\r\n\r\nHello.";

  test("a message handed over twice is one, and what became of it can be asked", async () => {
    const first = await call(tokens.inject, "POST", "/mail/inbound?to=support@desk.test", letter);
    const second = await call(tokens.inject, "POST", "/mail/inbound", letter);
    expect([first.status, second.status, second.json.id]).toEqual([202, 200, first.json.id]);
    const { drainMail } = await import("@/domain/mail/drain");
    await drainMail(w.mail, 10_000);
    const answer = await call(tokens.inject, "GET", `/mail/inbound/${first.json.id}?wait=1`);
    await expectShape("GET /mail/inbound/{id}", answer);
    const raw = await call(tokens.inject, "GET", `/mail/inbound/${first.json.id}/raw`);
    expect(raw.body).toBe(letter);
    expect((await call(tokens.read, "GET", `/mail/inbound/${first.json.id}/raw`)).status).toBe(403);
    expect(answer.json).toMatchObject({
      status: "done",
      class: "normal",
      created: "ticket",
      parsed: { subject: "By mail", from: { address: "omar@acme.test" } },
    });
  });
});

describe("mail, rule by rule", () => {
  const hand = async (raw: string | Buffer) => {
    const { drainMail } = await import("@/domain/mail/drain");
    const { json } = await call(tokens.inject, "POST", "/mail/inbound", raw.toString());
    await drainMail(w.mail, 10_000);
    const answer = await call(tokens.inject, "GET", `/mail/inbound/${json.id}?wait=1`);
    await expectShape("GET /mail/inbound/{id}", answer);
    return answer.json;
  };

  test("a report says whom it is about, and the mail it is about says so too", async () => {
    const post = await import("../post");
    const { answer, ticketId } = await post.conversation(w, { From: "api-gone@acme.test" });
    const about = { messageId: answer.messageId, recipient: "api-gone@acme.test", action: "failed", status: "5.1.1" };
    const { number } = await post.pageOf(w, { ticketId });
    expect(await hand(post.deliveryReport(about))).toMatchObject({
      class: "dsn-permanent",
      created: "nothing",
      ticket: number,
      autoReply: { sent: false },
      bounce: {
        recipients: [{ address: "api-gone@acme.test", status: "5.1.1", permanent: true }],
        originalMessageId: answer.messageId,
      },
    });
    const sent = await call(tokens.all, "GET", `/mail/outgoing?ticket=${number}`);
    await expectShape("GET /mail/outgoing", sent);
    expect(sent.json.data).toMatchObject([{ deliveries: [{ address: "api-gone@acme.test", state: "failed", status: "5.1.1" }] }]);
  });

  test("a forwarded mail is told apart from what carries it", async () => {
    const { letter } = await import("../rules/letters");
    expect(await hand(letter("forwarded-inline"))).toMatchObject({
      forwarded: { from: { address: "victor@vendor.example" }, subject: "Invoice 4711" },
      bounce: null,
    });
  });

  test("spam is listed, and leaves the list when somebody says so", async () => {
    const post = await import("../post");
    const { id } = await hand(post.letter({ "X-Spam-Flag": "YES", From: "x@spam.test" }));
    const list = await call(tokens.all, "GET", "/mail/inbound?list=spam");
    await expectShape("GET /mail/inbound", list);
    expect((list.json.data as { id: string }[]).map((row) => row.id)).toContain(id);
    expect((await call(tokens.all, "POST", `/mail/inbound/${id}/not-spam`)).status).toBe(200);
    const after = await call(tokens.all, "GET", "/mail/inbound?list=spam");
    expect((after.json.data as { id: string }[]).map((row) => row.id)).not.toContain(id);
    expect((await call(tokens.ben, "GET", "/mail/inbound?list=undelivered")).status).toBe(403);
  });

  test("a queue's way with mail is changed by administrators alone", async () => {
    const queues = (await call(tokens.all, "GET", "/queues")).json.data as { id: string; name: string }[];
    const { id } = queues.find((queue) => queue.name === "Network")!;
    const change = { closedPolicy: "new-linked", addresses: ["Net+vpn@desk.test", "*@net.test"] };
    const changed = await call(tokens.all, "PATCH", `/queues/${id}`, change);
    await expectShape("PATCH /queues/{id}", changed);
    expect(changed.json).toMatchObject({ closedPolicy: "new-linked", addresses: ["*@net.test", "net+vpn@desk.test"] });
    expect((await call(tokens.all, "PATCH", `/queues/${id}`, { addresses: ["support@desk.test"] })).status).toBe(409);
    expect((await call(tokens.all, "PATCH", `/queues/${id}`, { addresses: ["nonsense"] })).status).toBe(422);
    expect((await call(tokens.ben, "PATCH", `/queues/${id}`, change)).status).toBe(403);
  });

  test("a stranger's message is allowed or split out", async () => {
    const post = await import("../post");
    const { answer, first } = await post.conversation(w);
    const { number } = await post.pageOf(w, first);
    const joins = async () => (await hand(post.letter({ From: "jo@other.test", "In-Reply-To": answer.messageId }))) as { message: string };
    const allowed = await call(tokens.all, "POST", `/tickets/${number}/messages/${(await joins()).message}/allow`);
    await expectShape("POST /tickets/{number}/messages/{id}/allow", allowed);
    expect(allowed.json).toMatchObject({ number, needsDecision: false });
    const { message } = await joins();
    const { number: another } = await opened();
    expect((await call(tokens.all, "POST", `/tickets/${another}/messages/${message}/allow`)).status).toBe(404);
    expect((await call(tokens.all, "POST", `/tickets/${another}/messages/${message}/split-out`)).status).toBe(404);
    const split = await call(tokens.all, "POST", `/tickets/${number}/messages/${message}/split-out`);
    await expectShape("POST /tickets/{number}/messages/{id}/split-out", split);
    expect(split).toMatchObject({ status: 201, json: { customer: { email: "jo@other.test" } } });
    // Where the message lives now is where its letter is told to be.
    const letters = await import("@/db/schema");
    const { db } = await import("@/db");
    const { eq } = await import("drizzle-orm");
    const [row] = await db.select().from(letters.incomingMail).where(eq(letters.incomingMail.messageId, message));
    expect((await call(tokens.inject, "GET", `/mail/inbound/${row!.id}`)).json.ticket).toBe(split.json.number);
  });
});

describe("metrics", () => {
  const ask = async (token: string) =>
    (await import("@/app/api/metrics/route")).GET(
      new Request("http://localhost:3000/api/metrics", { headers: { authorization: `Bearer ${token}` } }),
    );

  test("are counted for a token that may read them, and name nobody", async () => {
    const text = await (await ask(tokens.metrics)).text();
    expect(text).toMatch(/^open_ticket_tickets\{state_type="new"\} \d+$/m);
    expect(text).toMatch(/^open_ticket_engine_pending_events \d+$/m);
    expect(text).toMatch(/^open_ticket_engine_events_set_aside 0$/m);
    expect(text).not.toContain("@");
    expect((await ask(tokens.read)).status).toBe(403);
  });
});
