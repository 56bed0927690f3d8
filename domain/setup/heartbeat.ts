import { and, eq, like, sql } from "drizzle-orm";
import { db } from "@/db";
import { settings } from "@/db/schema";
import { newId } from "@/lib/ids";

export type Heartbeat = { at: string; engine: boolean; mail: boolean; realtime: boolean };

const EVERY_MS = 5_000;
const LIFE_MS = 20_000;
const PREFIX = "heartbeat:";

/**
 * Writes down every few seconds how the parts of this process are: the health page runs in another module world. Each
 * process has a line of its own, so that none speaks for another; a dead one's is swept away by those that live.
 */
export function startHeartbeat(check: () => Promise<Omit<Heartbeat, "at">>): { stop: () => Promise<void> } {
  process.env.OPEN_TICKET_PROCESS ??= newId();
  const key = `${PREFIX}${process.env.OPEN_TICKET_PROCESS}`;
  const beat = async () => {
    const value = { at: new Date().toISOString(), ...(await check()) };
    await db.insert(settings).values({ key, value }).onConflictDoUpdate({ target: settings.key, set: { value } });
    await db
      .delete(settings)
      .where(and(like(settings.key, `${PREFIX}%`), sql`(${settings.value} ->> 'at')::timestamptz < now() - interval '1 hour'`));
  };
  const quietly = () => void beat().catch(() => undefined);
  quietly();
  const timer = setInterval(quietly, EVERY_MS);
  return {
    stop: async () => {
      clearInterval(timer);
      await db.delete(settings).where(eq(settings.key, key));
    },
  };
}

/** The last beat of this process, if it is not older than twenty seconds. */
export async function lastHeartbeat(now = Date.now()): Promise<Heartbeat | null> {
  const [row] = await db
    .select()
    .from(settings)
    .where(eq(settings.key, `${PREFIX}${process.env.OPEN_TICKET_PROCESS ?? ""}`));
  const beat = row?.value as Heartbeat | undefined;
  return beat && now - Date.parse(beat.at) < LIFE_MS ? beat : null;
}
