import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { io, type Socket } from "socket.io-client";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { type Actor, type AgentActor, type CustomerActor, system } from "@/domain/access/actor";
import { testDatabase } from "../database";
import { buildWorld, type World } from "../world";

const SECRET = "a secret of the tests";
type Change = { ticket: string; seq: number; type: string };
type Presence = { ticket: string; people: { id: string; doing: string }[] };
type Listener = { socket: Socket; changes: Change[]; presence: Presence[] };

let w: World;
let http: Server;
let url: string;
let stop: () => Promise<void>;
const open: Socket[] = [];

beforeAll(async () => {
  await testDatabase();
  w = await buildWorld();
  const { attachRealtime } = await import("@/realtime/server");
  const { listenToEvents } = await import("@/realtime/bell");
  http = createServer();
  const server = attachRealtime(http, { appUrl: "http://desk.test", authSecret: SECRET });
  await new Promise<void>((ready) => http.listen(0, "127.0.0.1", ready));
  url = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
  const bell = await listenToEvents(server);
  stop = async () => {
    await bell.stop();
    await server.close();
  };
});
afterEach(() => {
  for (const socket of open.splice(0)) socket.disconnect();
});
afterAll(() => stop());

async function tokenOf(person: { email: string }): Promise<string> {
  const { createToken } = await import("@/domain/people/tokens");
  return createToken(w.admin, { email: person.email, name: "live" });
}

/** Somebody connected with a token, watching what he is told to. */
async function listener(person: AgentActor | CustomerActor, watch: object): Promise<Listener> {
  const socket = io(url, { auth: { token: await tokenOf(person) }, transports: ["websocket"], reconnection: false });
  open.push(socket);
  const heard: Listener = { socket, changes: [], presence: [] };
  socket.on("changed", (change: Change) => heard.changes.push(change));
  socket.on("presence", (presence: Presence) => heard.presence.push(presence));
  await new Promise<void>((ready, failed) => socket.on("connect", ready).on("connect_error", failed));
  expect(await socket.emitWithAck("watch", watch)).toEqual({ ok: true });
  return heard;
}

const heardOf = (listener: Listener, number: string) =>
  expect.poll(() => listener.changes.some((change) => change.ticket === number), { timeout: 10_000 }).toBe(true);
const typesOf = ({ changes }: Listener, number: string) => changes.filter((c) => c.ticket === number).map((c) => c.type);
const note = async (actor: Actor, id: string) => (await import("@/domain/tickets/note")).addNote(actor, id, { text: "only us" });

describe("lists", () => {
  test("an agent hears of tickets in the queues he may read, and of no others", async () => {
    const ben = await listener(w.agents.support, { lists: true });
    const foreign = await w.aTicket({ queue: "Network" });
    const own = await w.aTicket({ queue: "Support" });
    await heardOf(ben, own.number);
    expect(typesOf(ben, foreign.number)).toEqual([]);
  });

  test("a queue one may not read cannot be watched, nor one that does not exist, in the same words", async () => {
    const ben = await listener(w.agents.support, { lists: true });
    const refused = await ben.socket.emitWithAck("watch", { queue: "Network" });
    expect(refused).toMatchObject({ ok: false });
    expect(await ben.socket.emitWithAck("watch", { queue: "Nowhere" })).toEqual(refused);
  });

  test("a list that a ticket leaves hears of it", async () => {
    const ticket = await w.aTicket({ queue: "Support" });
    const ben = await listener(w.agents.support, { queue: "Support" });
    await (await import("@/domain/tickets/update")).updateTicket(w.agents.both, ticket.id, { queue: "Network" });
    await heardOf(ben, ticket.number);
    expect(typesOf(ben, ticket.number)).toContain("ticket.moved");
  });
});

describe("one ticket", () => {
  test("its customer hears public changes and never that a note exists", async () => {
    const ticket = await w.aTicket();
    const omar = await listener(w.customers.acme, { ticket: ticket.number });
    await note(w.agents.support, ticket.id);
    await (await import("@/domain/tickets/reply")).replyToTicket(w.agents.support, ticket.id, { text: "We come." });
    await heardOf(omar, ticket.number);
    await expect.poll(() => typesOf(omar, ticket.number), { timeout: 10_000 }).toContain("message.sent");
    expect(typesOf(omar, ticket.number)).not.toContain("note.added");
  });

  test("a stranger cannot watch it", async () => {
    const ticket = await w.aTicket();
    const eve = await listener(w.stranger, { lists: true });
    expect(await eve.socket.emitWithAck("watch", { ticket: ticket.number })).toMatchObject({ ok: false });
  });

  test("who loses the right by a move hears of the move and of nothing after it", async () => {
    const ticket = await w.aTicket({ queue: "Support" });
    const ben = await listener(w.agents.support, { ticket: ticket.number });
    await (await import("@/domain/tickets/update")).updateTicket(w.agents.both, ticket.id, { queue: "Network" });
    await heardOf(ben, ticket.number);
    // The seat at the ticket is given up before the next change is told.
    const fence = await w.aTicket({ queue: "Support" });
    expect(await ben.socket.emitWithAck("watch", { ticket: fence.number })).toEqual({ ok: true });
    await note(w.agents.both, ticket.id);
    await note(w.agents.both, fence.id);
    await heardOf(ben, fence.number);
    expect(typesOf(ben, ticket.number)).not.toContain("note.added");
  });

  test("who is no longer active is put out when his rights are judged anew", async () => {
    const ticket = await w.aTicket({ queue: "Support" });
    const { insertPersonIn } = await import("@/domain/people/create");
    const { db } = await import("@/db");
    const { people } = await import("@/db/schema");
    const { eq } = await import("drizzle-orm");
    const person = await db.transaction((tx) => insertPersonIn(tx, w.admin, { email: "kim@desk.test", name: "Kim" }, null));
    const { assignRoleIn } = await import("@/domain/setup/defaults");
    await db.transaction((tx) => assignRoleIn(tx, system("setup"), person.id, "light agent", null));
    const kim = await listener({ email: "kim@desk.test" } as AgentActor, { ticket: ticket.number });
    await db.update(people).set({ active: false }).where(eq(people.id, person.id));
    const gone = new Promise((done) => kim.socket.on("disconnect", done));
    await db.transaction((tx) => assignRoleIn(tx, system("setup"), person.id, "agent", null));
    await gone;
  });
});

describe("presence", () => {
  test("colleagues see each other come, write and go; the customer sees nothing of it", async () => {
    const ticket = await w.aTicket();
    const omar = await listener(w.customers.acme, { ticket: ticket.number });
    const ben = await listener(w.agents.support, { ticket: ticket.number });
    const mia = await listener(w.agents.both, { ticket: ticket.number });
    const people = (at: Listener) =>
      at.presence
        .at(-1)
        ?.people.map((p) => `${p.id} ${p.doing}`)
        .sort();
    const [b, m] = [w.agents.support.personId, w.agents.both.personId];
    await expect.poll(() => people(ben)).toEqual([`${b} viewing`, `${m} viewing`].sort());
    await mia.socket.emitWithAck("doing", { ticket: ticket.number, doing: "replying" });
    await expect.poll(() => people(ben)).toEqual([`${b} viewing`, `${m} replying`].sort());
    mia.socket.disconnect();
    await expect.poll(() => people(ben)).toEqual([`${b} viewing`]);
    expect(omar.presence).toEqual([]);
  });
});

describe("who connects", () => {
  const refused = (options: object) =>
    new Promise<string>((done) => {
      const socket = io(url, { transports: ["websocket"], reconnection: false, ...options });
      open.push(socket);
      socket.on("connect", () => done("connected")).on("connect_error", (error) => done(error.message));
    });

  test("nobody without a session or a token", async () => {
    expect(await refused({})).toBe("Sign in first.");
    expect(await refused({ auth: { token: "ot_made_up" } })).toBe("Sign in first.");
  });

  test("no page of another site, whatever cookie it has", async () => {
    const token = await tokenOf(w.agents.support);
    expect(await refused({ auth: { token }, extraHeaders: { origin: "https://evil.example" } })).not.toBe("connected");
    expect(await refused({ auth: { token }, extraHeaders: { origin: "http://desk.test" } })).toBe("connected");
  });
});

test("a client that was away asks for what it missed and has missed nothing", async () => {
  const { listChanges, latestSeq } = await import("@/domain/events/history");
  const before = await latestSeq();
  const own = await w.aTicket({ queue: "Support" });
  const foreign = await w.aTicket({ queue: "Network" });
  await note(w.agents.support, own.id);
  const missed = await listChanges(w.agents.support, before);
  expect(missed.filter((c) => c.ticket === own.number).map((c) => c.type)).toEqual(["ticket.opened", "message.received", "note.added"]);
  expect(missed.filter((c) => c.ticket === foreign.number)).toEqual([]);
  expect((await listChanges(w.customers.acme, before)).map((c) => c.type)).not.toContain("note.added");
});

test("who was away while a ticket left his queue hears that it moved, and nothing of it after that", async () => {
  const { listChanges, latestSeq } = await import("@/domain/events/history");
  const { updateTicket } = await import("@/domain/tickets/update");
  const { addNote } = await import("@/domain/tickets/note");
  const ticket = await w.aTicket();
  const before = await latestSeq();
  await updateTicket(w.agents.support, ticket.id, { queue: "Network" });
  await addNote(w.admin, ticket.id, { text: "Between us" });
  expect(await listChanges(w.agents.support, before)).toMatchObject([{ ticket: ticket.number, type: "ticket.moved" }]);
  expect((await listChanges(w.agents.both, before)).map((change) => change.type)).toEqual(["ticket.moved", "note.added"]);
});

test("a queue's listener hears of its tickets, also by the queue's id, and not of its neighbour's in the same group", async () => {
  const { listQueues } = await import("@/domain/tickets/queries");
  const { updateTicket } = await import("@/domain/tickets/update");
  const { id } = (await listQueues(w.admin)).find((queue) => queue.name === "Network")!;
  const network = await listener(w.agents.both, { queue: id });
  const vpn = await listener(w.agents.both, { queue: "Network::VPN" });
  const ticket = await w.aTicket({ queue: "Network" });
  await heardOf(network, ticket.number);
  expect(typesOf(vpn, ticket.number)).toEqual([]);
  await updateTicket(w.agents.both, ticket.id, { queue: "Network::VPN" });
  await heardOf(vpn, ticket.number);
  await expect.poll(() => typesOf(network, ticket.number)).toContain("ticket.moved");
});

describe("what a client sends", () => {
  const refusalOf = (options: object) =>
    new Promise<string>((told) => {
      const socket = io(url, { transports: ["websocket"], reconnection: false, ...options });
      open.push(socket);
      socket.on("connect", () => told("connected")).on("connect_error", (error) => told(error.message));
    });

  /** A rejection that nobody handles would end this run; what is checked is that everybody else is still served. */
  test("never ends as an unhandled fault: a cookie that cannot be read, introductions and receipts that are none", async () => {
    const cookie = (value: string) => ({ extraHeaders: { cookie: `next-auth.session-token=${value}` } });
    expect(await refusalOf(cookie("%E0%A4%A"))).toBe("Sign in first.");
    expect(await refusalOf(cookie("%"))).toBe("Sign in first.");
    for (const auth of [{ token: 7 }, { token: null }, { token: { a: 1 } }, { token: "\0" }]) {
      expect(await refusalOf({ auth })).toBe("Sign in first.");
    }
    const mia = await listener(w.agents.both, { lists: true });
    for (const event of ["watch", "unwatch", "doing"]) {
      for (const said of [null, 7, "x", [], { ticket: "\0" }, { queue: "\0" }, { ticket: { a: 1 } }]) {
        mia.socket.emit(event, said, "no receipt");
        expect(await mia.socket.emitWithAck(event, said)).toHaveProperty("ok");
      }
    }
    const ticket = await w.aTicket();
    await heardOf(mia, ticket.number);
  });
});
