import { and, asc, eq, isNull, type SQL, sql } from "drizzle-orm";
import { db } from "@/db";
import { people, priorities, queues, ticketClocks, tickets } from "@/db/schema";
import type { Actor } from "../access/actor";
import { authorizeDesk } from "../access/authorize";
import { visibleTickets } from "../access/visibility";
import { BREACHED, DUE_SOON, isIn, ON_THE_DESK, WAITING } from "../tickets/queries";

export type NowNumbers = { open: number; unassigned: number; waiting: number; breached: number; dueSoon: number };
export type DashboardClock = {
  number: string;
  subject: string;
  queue: string;
  priority: string;
  owner: string | null;
  state: "running" | "paused" | "breached";
  startedAt: Date;
  dueAt: Date | null;
};
export type Dashboard = { at: Date; now: NowNumbers; clocks: DashboardClock[]; more: boolean };

const MOST_CLOCKS = 100;

/** How the desk stands now: the numbers, and every ticket that waits for its first response, the most urgent first. */
export async function readDashboard(actor: Actor): Promise<Dashboard> {
  authorizeDesk(actor, "dashboard.read");
  const [numbers, clocks] = await Promise.all([readNumbers(actor), listFirstResponses(actor)]);
  return { at: new Date(), now: numbers, clocks: clocks.slice(0, MOST_CLOCKS), more: clocks.length > MOST_CLOCKS };
}

async function readNumbers(actor: Actor): Promise<NowNumbers> {
  const counted = (condition: SQL) => sql<number>`(count(*) filter (where ${condition}))::int`;
  const onTheDesk = isIn(ON_THE_DESK);
  const [row] = await db
    .select({
      open: counted(onTheDesk),
      unassigned: counted(and(onTheDesk, isNull(tickets.ownerId))!),
      waiting: counted(isIn(WAITING)),
      breached: counted(BREACHED),
      dueSoon: counted(DUE_SOON),
    })
    .from(tickets)
    // Ended tickets are most of a desk's tickets and none of these numbers.
    .where(and(visibleTickets(actor), isIn([...ON_THE_DESK, ...WAITING])));
  return row!;
}

/** Running and overdue clocks by time left; paused ones, whose time stands still, after them. */
async function listFirstResponses(actor: Actor): Promise<DashboardClock[]> {
  return db
    .select({
      number: sql<string>`${tickets.number}::text`,
      subject: tickets.subject,
      queue: queues.name,
      priority: priorities.name,
      owner: people.name,
      // A deadline that has just passed is late, also before the timer has said so.
      state: sql<
        DashboardClock["state"]
      >`case when ${ticketClocks.state} = 'running' and ${ticketClocks.dueAt} < now() then 'breached' else ${ticketClocks.state} end`,
      startedAt: ticketClocks.startedAt,
      dueAt: ticketClocks.dueAt,
    })
    .from(ticketClocks)
    .innerJoin(tickets, eq(tickets.id, ticketClocks.ticketId))
    .innerJoin(queues, eq(queues.id, tickets.queueId))
    .innerJoin(priorities, eq(priorities.id, tickets.priorityId))
    .leftJoin(people, eq(people.id, tickets.ownerId))
    .where(and(eq(ticketClocks.metric, "first-response"), isNull(ticketClocks.endedAt), visibleTickets(actor)))
    .orderBy(asc(ticketClocks.dueAt), asc(tickets.number))
    .limit(MOST_CLOCKS + 1);
}
