import { eq, sql } from "drizzle-orm";
import { db, type Tx } from "@/db";
import { groups } from "@/db/schema";
import { hashPassword } from "@/lib/password";
import { system } from "../access/actor";
import { insertPersonIn } from "../people/create";
import { findPersonByEmail } from "../people/find";
import { assignRoleIn, createQueueIn, loadDefaultsIn } from "./defaults";
import { DEMO_PASSWORD, DEMO_PEOPLE } from "./demo-people";

const SIGNATURE = "Demo Desk\nMonday to Friday, 9 to 17";

const DEMO_QUEUES = [
  { name: "Support", group: "Support", address: "support@demo.example", senderName: "Demo Support", signature: SIGNATURE, receipt: true },
  { name: "Billing", group: "Billing", address: "billing@demo.example", senderName: "Demo Billing", signature: SIGNATURE },
  { name: "Network", group: "Network", address: "network@demo.example", senderName: "Demo Network", signature: SIGNATURE },
  { name: "Network::VPN", group: "Network", signature: SIGNATURE },
] as const;

/** Loads queues, people and roles of the demo desk. What stands is left alone: the second start keeps the data. */
export async function loadDemoDesk(): Promise<void> {
  const passwordHash = await hashPassword(DEMO_PASSWORD);
  await db.transaction(async (tx) => {
    // Two processes may start at once; the second waits and finds everything done.
    await tx.execute(sql`select pg_advisory_xact_lock(7236002)`);
    const setup = system("demo");
    await loadDefaultsIn(tx, setup);
    for (const queue of DEMO_QUEUES) await createQueueIn(tx, setup, queue);
    for (const person of DEMO_PEOPLE) await loadPerson(tx, person, passwordHash);
  });
}

async function loadPerson(tx: Tx, wanted: (typeof DEMO_PEOPLE)[number], passwordHash: string): Promise<void> {
  if (await findPersonByEmail(wanted.email, tx)) return;
  const setup = system("demo");
  const organization = "organization" in wanted ? wanted.organization : undefined;
  const person = await insertPersonIn(
    tx,
    setup,
    { name: wanted.name, email: wanted.email, locale: wanted.locale, organization },
    passwordHash,
  );
  if (!("role" in wanted)) return;
  if (wanted.groups === null) return assignRoleIn(tx, setup, person.id, wanted.role, null);
  for (const name of wanted.groups) {
    const [group] = await tx.select({ id: groups.id, name: groups.name }).from(groups).where(eq(groups.name, name));
    await assignRoleIn(tx, setup, person.id, wanted.role, group!);
  }
}
