import { eq, sql } from "drizzle-orm";
import { db, type Tx } from "@/db";
import { groups, slaPolicies } from "@/db/schema";
import { asOf } from "@/lib/clock";
import { LOCKS } from "@/lib/locks";
import { hashPassword } from "@/lib/password";
import { system } from "../access/actor";
import { insertPersonIn } from "../people/create";
import { findPersonByEmail } from "../people/find";
import { createCalendarIn } from "../sla/calendars";
import { createPolicyIn } from "../sla/policies";
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
    await tx.execute(sql`select pg_advisory_xact_lock(${LOCKS.setUp})`);
    const setup = system("demo");
    await loadDefaultsIn(tx, setup);
    for (const queue of DEMO_QUEUES) await createQueueIn(tx, setup, queue);
    // It was promised before the first of the demo's tickets came, so that their clocks ran from the beginning.
    await asOf(new Date(Date.now() - PROMISED_SINCE), () => loadServiceLevel(tx));
    for (const person of DEMO_PEOPLE) await loadPerson(tx, person, passwordHash);
  });
}

const PROMISED_SINCE = 60 * 24 * 3_600_000;
const NINE_TO_FIVE = [["09:00", "17:00"]] as const;
const HOUR = 3600;

/** One promise for all, so that clocks run from the first ticket on. */
async function loadServiceLevel(tx: Tx): Promise<void> {
  const setup = system("demo");
  const [standing] = await tx.select({ id: slaPolicies.id }).from(slaPolicies).limit(1);
  if (standing) return;
  await createCalendarIn(tx, setup, {
    name: "Office hours",
    timeZone: "Europe/Berlin",
    week: { mon: NINE_TO_FIVE, tue: NINE_TO_FIVE, wed: NINE_TO_FIVE, thu: NINE_TO_FIVE, fri: NINE_TO_FIVE },
    holidays: [
      { annual: "01-01", name: "New Year" },
      { annual: "05-01", name: "Labour Day" },
      { annual: "12-24", name: "Christmas Eve", open: [["09:00", "12:00"]] },
      { annual: "12-25", name: "Christmas" },
      { annual: "12-26", name: "Boxing Day" },
    ],
  });
  await createPolicyIn(tx, setup, {
    name: "Standard",
    calendar: "Office hours",
    targets: {
      "first-response": { "very high": HOUR, high: 2 * HOUR, "*": 4 * HOUR, low: 8 * HOUR, "very low": 16 * HOUR },
      "next-response": { "very high": 2 * HOUR, high: 4 * HOUR, "*": 8 * HOUR },
      solution: { "very high": 8 * HOUR, high: 16 * HOUR, "*": 40 * HOUR, low: 80 * HOUR, "very low": 160 * HOUR },
    },
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
