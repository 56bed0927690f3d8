import { sql } from "drizzle-orm";
import { db } from "@/db";
import { settings } from "@/db/schema";

export type Heartbeat = { at: string; engine: boolean; mail: boolean; realtime: boolean };

const EVERY_MS = 5_000;
const KEY = "heartbeat";

/** Writes down every few seconds how the parts of this process are: the health page runs in another module world. */
export function startHeartbeat(check: () => Promise<Omit<Heartbeat, "at">>): { stop: () => void } {
  const beat = async () => {
    const value = { at: new Date().toISOString(), ...(await check()) };
    await db.insert(settings).values({ key: KEY, value }).onConflictDoUpdate({ target: settings.key, set: { value } });
  };
  const quietly = () => void beat().catch(() => undefined);
  quietly();
  const timer = setInterval(quietly, EVERY_MS);
  return { stop: () => clearInterval(timer) };
}

/** The last beat, if it is not older than twenty seconds. */
export async function lastHeartbeat(now = Date.now()): Promise<Heartbeat | null> {
  const [row] = await db.select().from(settings).where(sql`${settings.key} = ${KEY}`);
  const beat = row?.value as Heartbeat | undefined;
  return beat && now - Date.parse(beat.at) < 20_000 ? beat : null;
}
