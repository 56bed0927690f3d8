import { eq } from "drizzle-orm";
import { type Db, db, type Tx } from "@/db";
import { settings } from "@/db/schema";

/** Settings of the installation, with what holds when nobody said otherwise. */
const DEFAULTS = {
  /** Stands before a ticket's number in subjects: `[OT#1042]`. */
  subjectPrefix: "OT",
  /** `demo` marks a desk that `npm start` must refuse, `real` one that `npm run demo` must. */
  desk: "empty" as "empty" | "demo" | "real",
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
