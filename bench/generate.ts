import { sql } from "drizzle-orm";
import { db, sqlClient } from "@/db";
import { priorities, queues, states } from "@/db/schema";
import { chainHash, digestOf, FIRST_HASH } from "@/domain/events/chain";
import { countClocksIn } from "@/domain/sla/count";
import { newId } from "@/lib/ids";
import { copy } from "./copy";
import { words } from "./words";

type Rows = Record<"people" | "organizations" | "tickets" | "messages" | "events" | "event_values", Record<string, unknown>[]>;

const DAY = 86_400_000;
const CUSTOMERS_PER_ORGANISATION = 8;
const TICKETS_PER_CUSTOMER = 10;
const BATCH = 2_000;
const TOGETHER = 200;

/**
 * Fills a demo desk with generated tickets by COPY: customers, conversations of one to six messages, events with a
 * valid chain and personal values beside them, search documents and clocks. Most are closed, as on any desk; those on
 * the desk are recent. The same number gives the same words, not the same ids.
 */
export async function generate(count: number): Promise<void> {
  const client = sqlClient();
  const random = mulberry(count);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
  const desk = {
    queues: await db.select().from(queues),
    states: await db.select().from(states),
    priority: (await db.select().from(priorities)).find((one) => one.name === "normal")!,
    agents: await db.execute<{ id: string }>(sql`select distinct person_id as id from role_assignments`),
  };
  const [numbers] = await client`select coalesce(max(number), 1000)::int as last from tickets`;
  const customers = await people(client, Math.ceil(count / TICKETS_PER_CUSTOMER));
  const text = words(random);
  const open: string[] = [];

  for (let from = 0; from < count; from += BATCH) {
    const rows: Rows = { people: [], organizations: [], tickets: [], messages: [], events: [], event_values: [] };
    for (let i = from; i < Math.min(count, from + BATCH); i += 1) ticket(i);
    for (const table of ["tickets", "messages", "events", "event_values"] as const) await copy(client, table, rows[table]);

    function ticket(i: number): void {
      const customer = pick(customers);
      const queue = pick(desk.queues);
      const agent = pick(desk.agents).id;
      const name = stateFor(random());
      const state = desk.states.find((one) => one.name === name)!;
      const ended = state.type === "closed";
      const age = ended ? random() * 700 * DAY : random() * 6 * DAY;
      let at = new Date(Date.now() - age - 60_000);
      const id = newId();
      const subject = text.sentence(6);
      const chain = chainOf(id, rows);
      const said = 1 + Math.floor(random() * 6);
      const customerWrote = { id: customer.id, name: customer.name, email: customer.email };
      const createdAt = at;
      let preview = "";
      let unansweredSince: Date | null = at;
      chain(
        "ticket.opened",
        at,
        "customer",
        customer.id,
        {
          queue: { id: queue.id, name: queue.name },
          state: { id: desk.states.find((one) => one.type === "new")!.id, name: "new" },
          priority: { id: desk.priority.id, name: desk.priority.name },
          customerId: customer.id,
          channel: "mail",
        },
        { subject },
      );
      for (let m = 0; m < said; m += 1) {
        const out = m % 2 === 1;
        const body = text.paragraph();
        const messageId = newId();
        preview = body.slice(0, 160);
        unansweredSince = out ? null : (unansweredSince ?? at);
        rows.messages.push({
          id: messageId,
          ticket_id: id,
          kind: out ? "reply" : "mail",
          direction: out ? "out" : "in",
          internal: false,
          author_id: out ? agent : customer.id,
          from: { name: out ? "Desk" : customerWrote.name, address: out ? "support@demo.example" : customerWrote.email },
          to: [{ name: "", address: out ? customerWrote.email : "support@demo.example" }],
          subject,
          text: body,
          html: null,
          visible_text: body,
          message_id: `<${messageId}@generated.example>`,
          at,
          created_at: at,
        });
        chain(out ? "message.sent" : "message.received", at, out ? "agent" : "customer", out ? agent : customer.id, {
          messageId,
          kind: out ? "reply" : "mail",
          attachments: 0,
        });
        at = new Date(Math.min(Date.now(), at.getTime() + random() * 6 * 3_600_000));
      }
      if (state.type !== "new") {
        chain(ended ? "ticket.closed" : "ticket.stateChanged", at, "agent", agent, {
          from: { id: 1, name: "new" },
          to: { id: state.id, name: state.name },
        });
      }
      rows.tickets.push({
        id,
        number: numbers!.last + 1 + i,
        subject,
        queue_id: queue.id,
        state_id: state.id,
        priority_id: desk.priority.id,
        customer_id: customer.id,
        organization_id: customer.organizationId,
        owner_id: state.type === "new" || random() < 0.2 ? null : agent,
        tags: random() < 0.3 ? [pick(["vpn", "printer", "invoice", "urgent", "hardware"])] : [],
        channel: "mail",
        revision: said,
        created_at: createdAt,
        updated_at: at,
        closed_at: ended ? at : null,
        last_message_at: at,
        preview,
        unanswered_since: ended ? null : unansweredSince,
        fields: {},
      });
      if (!ended) open.push(id);
    }
  }
  await documents(client);
  // Before the clocks: without statistics each of them reads whole tables.
  await client`analyze`;
  await clocks(open);
  await client`select setval(pg_get_serial_sequence('tickets', 'number'), (select max(number) from tickets))`;
  await client`analyze ticket_clocks, tickets`;
}

async function people(client: ReturnType<typeof sqlClient>, count: number) {
  const now = new Date();
  const organizations = Array.from({ length: Math.ceil(count / CUSTOMERS_PER_ORGANISATION) }, (_, i) => ({
    id: newId(),
    name: `Generated company ${i}`,
    created_at: now,
  }));
  const made = Array.from({ length: count }, (_, i) => ({
    id: newId(),
    name: `Customer Number ${i}`,
    email: `customer${i}@generated.example`,
    organization_id: organizations[Math.floor(i / CUSTOMERS_PER_ORGANISATION)]!.id,
    active: true,
    session_version: 1,
    created_at: now,
  }));
  await copy(client, "organizations", organizations);
  await copy(client, "people", made);
  return made.map(({ id, name, email, organization_id }) => ({ id, name, email, organizationId: organization_id }));
}

/** Adds events to one ticket's chain, each with the hash that `ot audit verify` will compute. */
function chainOf(ticketId: string, rows: Rows) {
  let position = 0;
  let prevHash = FIRST_HASH;
  return (
    type: string,
    createdAt: Date,
    actorKind: string,
    actorId: string,
    data: Record<string, unknown>,
    values: Record<string, string> = {},
  ) => {
    position += 1;
    const id = newId();
    const salted = Object.entries(values).map(([key, after]) => ({ key, after, salt: newId() }));
    const digests = Object.fromEntries(salted.map(({ key, after, salt }) => [key, { after: digestOf(salt, after) }]));
    const row = {
      id,
      type,
      ticketId,
      actorKind,
      actorId,
      actorName: null,
      onBehalfOf: null,
      data: { ...data, ...(salted.length ? { values: digests } : {}) },
      causeId: null,
      chain: `ticket:${ticketId}`,
      chainPosition: position,
      createdAt,
    };
    const hash = chainHash(prevHash, row);
    rows.events.push({
      id,
      type,
      ticket_id: ticketId,
      actor_kind: actorKind,
      actor_id: actorId,
      data: row.data,
      chain: row.chain,
      chain_position: position,
      prev_hash: prevHash,
      hash,
      created_at: createdAt,
      dispatched_at: createdAt,
    });
    for (const { key, after, salt } of salted) rows.event_values.push({ event_id: id, key, before: null, after, salt });
    prevHash = hash;
  };
}

/** A busy desk: two thirds are done. */
function stateFor(roll: number): string {
  if (roll < 0.08) return "new";
  if (roll < 0.22) return "open";
  if (roll < 0.32) return "waiting for customer";
  return "closed";
}

const documents = (client: ReturnType<typeof sqlClient>) => client`
  insert into ticket_documents (ticket_id, public_words, all_words)
  select t.id, words.head || words.said, words.head || words.said
  from tickets t cross join lateral (
    select setweight(to_tsvector('simple', t.number || ' ' || t.subject) || to_tsvector('english', t.subject) || to_tsvector('german', t.subject), 'A') as head,
      (select to_tsvector('simple', x) || to_tsvector('english', x) || to_tsvector('german', x)
        from (select coalesce(string_agg(m.visible_text, ' '), '') as x from messages m where m.ticket_id = t.id) a) as said
  ) words
  on conflict do nothing`;

/** Clocks only for what is still on the desk: those of closed tickets are of no list. Many in one transaction. */
async function clocks(ids: readonly string[]): Promise<void> {
  for (let at = 0; at < ids.length; at += TOGETHER) {
    await db.transaction(async (tx) => {
      for (const id of ids.slice(at, at + TOGETHER)) await countClocksIn(tx, id, new Date());
    });
  }
}

/** A small random generator with a seed (Mulberry32): a run can be repeated. */
function mulberry(seed: number): () => number {
  let a = seed >>> 0;
  return () => {
    a = (a + 0x6d2b79f5) >>> 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}
