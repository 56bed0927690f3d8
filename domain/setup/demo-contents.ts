import { inArray, sql } from "drizzle-orm";
import { db } from "@/db";
import { people } from "@/db/schema";
import { LOCKS } from "@/lib/locks";
import { type AgentActor, system } from "../access/actor";
import { actorOf } from "../people/actors";
import { loadDemoArticles } from "./demo-articles";
import { loadDemoTickets } from "./demo-tickets";

/** What makes the demo worth exploring. Two processes may start at once: the second waits and finds everything there. */
export async function loadDemoContents(): Promise<void> {
  await db.transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(${LOCKS.demoContents})`);
    const [ada, mia, ben] = await agents("ada@demo.example", "mia@demo.example", "ben@demo.example");
    await loadDemoArticles(system("demo"), [mia!, ben!, ada!]);
    await loadDemoTickets({ mia: mia!, ben: ben! });
  });
}

async function agents(...emails: string[]): Promise<AgentActor[]> {
  const rows = await db.select().from(people).where(inArray(people.email, emails));
  const actors = await Promise.all(emails.map((email) => actorOf(rows.find((row) => row.email === email)!)));
  return actors as AgentActor[];
}
