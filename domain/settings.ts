import { eq } from "drizzle-orm";
import { type Db, db, type Tx } from "@/db";
import { settings } from "@/db/schema";

/** Settings of the installation, with what holds when nobody said otherwise. */
const DEFAULTS = {
  /** Stands before a ticket's number in subjects: `[OT#1042]`. */
  subjectPrefix: "OT",
  /** Names by which servers of ours sign Authentication-Results, and how many of them a letter passes (docs/mail.md, A1.4). */
  authservIds: [] as string[],
  trustedHops: 1,
  /** Senders that write for others, such as a shop's contact form: who is to be answered is the customer (A14). */
  formSenders: [] as string[],
  /** Automatic answers in an hour, to one domain and to all, after which they pause (A3). */
  answersPerDomain: 200,
  answersPerHour: 2000,
  /** `demo` marks a desk that `npm start` must refuse, `real` one that `npm run demo` must. */
  desk: "empty" as "empty" | "demo" | "real",
  /** Raised with every change of a calendar or policy: each process keeps the rulebook of one version in memory. */
  slaRules: 0,
  /** How new tickets are numbered (domain/tickets/number.ts), and the zone in which a day begins. */
  ticketNumbers: { kind: "counter" as "counter" | "date" | "random", timeZone: "UTC" },
  /** Another word after every change of states, priorities or types: each process keeps them in memory. */
  choicesVersion: "none",
  /** Another word after every change of what readers of the FAQ may see: pages kept in memory go by it. */
  faqVersion: "none",
};

export type SettingName = keyof typeof DEFAULTS;

export async function getSetting<N extends SettingName>(name: N, from: Db | Tx = db): Promise<(typeof DEFAULTS)[N]> {
  const [row] = await from.select().from(settings).where(eq(settings.key, name));
  return row ? (row.value as (typeof DEFAULTS)[N]) : DEFAULTS[name];
}

export async function putSetting<N extends SettingName>(tx: Db | Tx, name: N, value: (typeof DEFAULTS)[N]): Promise<void> {
  await tx.insert(settings).values({ key: name, value }).onConflictDoUpdate({ target: settings.key, set: { value } });
}
