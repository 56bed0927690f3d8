import { db } from "@/db";
import { tickets } from "@/db/schema";
import { asOf } from "@/lib/clock";
import { textToHtml } from "@/lib/html";
import { type AgentActor, type CustomerActor, system } from "../access/actor";
import { actorOf } from "../people/actors";
import { insertPersonIn } from "../people/create";
import { findPersonByEmail } from "../people/find";
import { addNote } from "../tickets/note";
import { openTicket } from "../tickets/open";
import { replyToTicket } from "../tickets/reply";
import { updateTicket } from "../tickets/update";
import { DEMO_CUSTOMERS } from "./demo-people";
import { type Story, THIRD_PARTY, type Turn, WAITING } from "./demo-stories";
import { GERMAN_STORIES } from "./demo-stories-de";
import { ENGLISH_STORIES } from "./demo-stories-en";
import { FRESH_STORIES } from "./demo-stories-fresh";
import { atWork, MINUTE, spreadOver } from "./demo-times";

type Case = { story: Omit<Story, "variants">; words: Readonly<Record<string, string>>; openedAt: Date; fresh: boolean };
/** One thing somebody did, at its instant. */
type Step = { at: Date; run: () => Promise<void> };
export type DemoAgents = { mia: AgentActor; ben: AgentActor };

const WEEKS = 4;

/**
 * The demo's tickets: each conversation is played by the acts themselves, as of the instants at which it happened, and
 * what would lie in the future has not happened yet. Where a ticket stands, nothing is done.
 */
export async function loadDemoTickets(agents: DemoAgents): Promise<void> {
  const [standing] = await db.select({ id: tickets.id }).from(tickets).limit(1);
  if (standing) return;
  const customers = await customersOf();
  const now = Date.now();
  const steps = casesOf(now).flatMap((one, i) => stepsOf(one, customerFor(one, i, customers), ownerOf(one, i, agents)));
  const past = steps.filter((step) => step.at.getTime() <= now).sort((a, b) => a.at.getTime() - b.at.getTime());
  for (const { at, run } of past) await asOf(at, run);
}

/** The stories with their variants over the last weeks, denser towards today, and what is fresh on top. */
function casesOf(now: number): Case[] {
  const stories = interleaved(GERMAN_STORIES, ENGLISH_STORIES);
  const rounds = Math.max(...stories.map((story) => story.variants.length));
  const told = Array.from({ length: rounds }, (_, round) =>
    stories.flatMap((story) => (story.variants[round] ? [{ story, words: story.variants[round] }] : [])),
  ).flat();
  const openings = spreadOver(told.length, WEEKS, now);
  const old = told.map(({ story, words }, i) => ({ story, words, openedAt: openings[i]!, fresh: false }));
  const fresh = FRESH_STORIES.map(({ minutesAgo, ...story }) => ({
    story,
    words: {},
    openedAt: new Date(now - minutesAgo * MINUTE),
    fresh: true,
  }));
  return [...old, ...fresh];
}

function interleaved<T>(a: readonly T[], b: readonly T[]): T[] {
  return Array.from({ length: Math.max(a.length, b.length) }, (_, i) => [a[i], b[i]]).flatMap((pair) =>
    pair.filter((one) => one !== undefined),
  );
}

function stepsOf({ story, words, openedAt, fresh }: Case, customer: CustomerActor, agent: AgentActor): Step[] {
  const fill = (text: string) =>
    text.replace(/\{(\w+)\}/g, (_, key: string) => ({ name: firstName(customer), me: firstName(agent), ...words })[key] ?? "");
  const ticket = { id: "", owned: false };
  let at = openedAt;
  const opening: Step = {
    at,
    run: async () => {
      const { queue, priority, type, tags, channel = "mail" } = story;
      const request = { subject: fill(story.subject), ...written(fill(story.opening)), channel, customerId: customer.personId };
      if (channel === "phone") ticket.id = (await openTicket(agent, { ...request, queue, priority, type, tags })).id;
      else {
        // A customer writes to where there is an address; the agent files it.
        const [place = queue] = queue.split("::");
        ticket.id = (await openTicket(customer, { ...request, queue: place })).id;
        await updateTicket(agent, ticket.id, { priority, type, tags, queue });
      }
    },
  };
  const turns = story.turns.map((turn) => {
    const wanted = new Date(at.getTime() + turn[1] * MINUTE);
    at = fresh || turn[0] === "customer" ? wanted : atWork(wanted);
    return { at, run: () => play(turn, ticket, fill(turn[2]), customer, agent) };
  });
  return [opening, ...turns];
}

type Played = { id: string; owned: boolean };

async function play([who, , , state]: Turn, ticket: Played, text: string, customer: CustomerActor, agent: AgentActor): Promise<void> {
  if (who === "customer") return void (await replyToTicket(customer, ticket.id, written(text)));
  if (!ticket.owned) await updateTicket(agent, ticket.id, { owner: agent.personId });
  ticket.owned = true;
  const said = { ...written(text), state, ...(state && WAITS.has(state) ? { pendingUntil: comingDays(ticket.id) } : {}) };
  if (who === "note") await addNote(agent, ticket.id, said);
  else await replyToTicket(agent, ticket.id, said);
}

const WAITS = new Set([WAITING, THIRD_PARTY, "pending close"]);
const DAY = 24 * 60 * MINUTE;

/** What waits in the demo goes on waiting for some days, whenever it is looked at. */
const comingDays = (ticketId: string): Date => new Date(Date.now() + (2 + (Number.parseInt(ticketId.slice(-2), 16) % 5)) * DAY);

const written = (text: string) => ({ text, html: textToHtml(text) });
const firstName = (actor: { name: string }) => actor.name.split(" ")[0]!;

/** Billing is Ben's, the network Mia's, and Support is shared. */
function ownerOf({ story }: Case, i: number, { mia, ben }: DemoAgents): AgentActor {
  if (story.queue === "Billing") return ben;
  if (story.queue.startsWith("Network")) return mia;
  return i % 5 < 3 ? mia : ben;
}

function customerFor({ story }: Case, i: number, customers: readonly { actor: CustomerActor; locale: string }[]): CustomerActor {
  const speakers = customers.filter((customer) => customer.locale === story.language);
  // The languages take turns, so half of the cases are of one.
  return speakers[Math.floor(i / 2) % speakers.length]!.actor;
}

async function customersOf() {
  const setup = system("demo");
  return Promise.all(
    DEMO_CUSTOMERS.map(async ({ name, email, organization, locale }) => {
      const person =
        (await findPersonByEmail(email)) ??
        (await db.transaction((tx) => insertPersonIn(tx, setup, { name, email, organization, locale }, null)));
      return { actor: (await actorOf(person)) as CustomerActor, locale };
    }),
  );
}
