import nodemailer from "nodemailer";
import { io, type Socket } from "socket.io-client";
import { sqlClient } from "@/db";
import { type AgentActor, system } from "@/domain/access/actor";
import { actorOf } from "@/domain/people/actors";
import { findPersonByEmail } from "@/domain/people/find";
import { createToken } from "@/domain/people/tokens";
import { readDashboard } from "@/domain/reports/dashboard";
import { getTicketPage, listQueues, listTickets } from "@/domain/tickets/queries";
import { searchTickets } from "@/domain/tickets/search";
import type { Desk } from "./desk";
import { alone, type Latency, type Load, quantiles, together } from "./measure";

export type Page = { name: string; path: string; alone: Latency; eight: Load };

const EMPTY = "empty page";
const TIMES = 150;
const SECONDS = 8;
const CLIENTS = 8;
const LETTERS = 300;
const SEARCHED = ["printer", "rechnung", "vpn slow", "passwort konto", "invoice delivery"];

const admin = async () => (await actorOf((await findPersonByEmail("ada@demo.example"))!)) as AgentActor;

async function someNumbers(): Promise<string[]> {
  const rows = await sqlClient()<
    { number: string }[]
  >`select number::text from tickets where number % 37 = 0 order by number desc limit 200`;
  return rows.map((row) => row.number);
}

/** Pages as a signed-in browser asks for them: HTML, whole. The empty page is asked for by nobody: signed in, it leads on to the desk. */
export async function pages(desk: Desk, cookie: string): Promise<Page[]> {
  const numbers = await someNumbers();
  const wanted: [name: string, path: (i: number) => string][] = [
    ["queue view", () => "/tickets?queue=Support"],
    ["ticket view", (i) => `/tickets/${numbers[i % numbers.length]}`],
    ["dashboard", () => "/dashboard"],
    ["search", (i) => `/api/v1/search?q=${encodeURIComponent(SEARCHED[i % SEARCHED.length]!)}`],
    [EMPTY, () => "/sign-in"],
  ];
  const measured: Page[] = [];
  for (const [name, path] of wanted) {
    const get = async (i: number) => {
      const response = await fetch(desk.url + path(i), { headers: name === EMPTY ? {} : { cookie }, redirect: "manual" });
      await response.text();
      if (response.status !== 200) throw new Error(`${path(i)} answered ${response.status}.`);
    };
    measured.push({ name, path: path(0), alone: await alone(TIMES, get), eight: await together(CLIENTS, SECONDS, get) });
  }
  return measured;
}

/** The same without web: the queries of each page, from a process of their own. */
export async function statements(): Promise<Record<string, Latency>> {
  const actor = await admin();
  const numbers = await someNumbers();
  return {
    "queue view": await alone(TIMES, async () => {
      await listQueues(actor);
      await listTickets(actor, { queue: "Support", stateTypes: ["new", "open"], limit: 100 });
    }),
    "ticket view": await alone(TIMES, (i) => getTicketPage(actor, numbers[i % numbers.length]!)),
    dashboard: await alone(TIMES, () => readDashboard(actor)),
    search: await alone(TIMES, (i) => searchTickets(actor, SEARCHED[i % SEARCHED.length]!)),
  };
}

/** Letters over four connections, until each is a ticket. */
export async function mailToTicket(desk: Desk): Promise<{ letters: number; acceptedPerSecond: number; ticketsPerSecond: number }> {
  const transport = nodemailer.createTransport({ host: "127.0.0.1", port: desk.smtpPort, ignoreTLS: true, pool: true, maxConnections: 4 });
  const began = performance.now();
  await Promise.all(
    Array.from({ length: LETTERS }, (_, i) =>
      transport.sendMail({ from: `bench${i}@generated.example`, to: "support@demo.example", subject: `Letter ${i}`, text: "Please help." }),
    ),
  );
  const accepted = performance.now();
  transport.close();
  for (;;) {
    const [left] = await sqlClient()`select count(*)::int as n from incoming_mail where status = 'stored'`;
    if (left!.n === 0) break;
    await new Promise((next) => setTimeout(next, 20));
  }
  const done = performance.now();
  return {
    letters: LETTERS,
    acceptedPerSecond: LETTERS / ((accepted - began) / 1000),
    ticketsPerSecond: LETTERS / ((done - began) / 1000),
  };
}

/** From the answer of the API that something was written until another socket hears of it. */
export async function commitToSecondBrowser(desk: Desk): Promise<Latency> {
  const token = await createToken(system("setup"), { email: "ada@demo.example", name: "bench" });
  const socket: Socket = io(desk.url, { auth: { token }, transports: ["websocket"] });
  await socket.emitWithAck("watch", { queue: "Support" });
  const [number] = (await listTickets(await admin(), { queue: "Support", limit: 1 })).data.map((row) => row.number);
  const taken: number[] = [];
  for (let i = 0; i < 50; i += 1) {
    const heard = new Promise<number>((done) => socket.once("changed", () => done(performance.now())));
    await fetch(`${desk.url}/api/v1/tickets/${number}/messages`, {
      method: "POST",
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
      body: JSON.stringify({ kind: "note", body: `Note ${i}`, bodyFormat: "text" }),
    });
    const committed = performance.now();
    // It may be heard before the writer has his answer: then it took no time.
    taken.push(Math.max(0, (await heard) - committed));
    await new Promise((next) => setTimeout(next, 20));
  }
  socket.disconnect();
  return { ...quantiles(taken), n: taken.length };
}
