import { sqlClient } from "@/db";
import { log } from "@/lib/log";
import { expirePresence } from "./presence";
import { publisher } from "./publish";
import type { Realtime } from "./server";

const SWEEP_MS = 15_000;
const PRESENCE_MS = 5_000;

/**
 * One LISTEN connection. On every bell, on every reconnect and every fifteen seconds regardless, what is new goes to
 * the rooms and `onBell` (the relay) runs: a lost bell costs a sweep, never an event.
 */
export async function listenToEvents(
  io: Realtime,
  onBell: () => Promise<void> = async () => {},
): Promise<{ listening: () => boolean; stop: () => Promise<void> }> {
  const publish = publisher(io);
  let listening = false;
  const ring = () => {
    for (const work of [publish, onBell])
      void work().catch((error: Error) => log().warn({ error: error.message }, "the bell could not be answered"));
  };
  await publish();
  const subscription = await sqlClient().listen("events", ring, () => {
    listening = true;
    ring();
  });
  const sweep = setInterval(ring, SWEEP_MS);
  const presence = setInterval(expirePresence, PRESENCE_MS);
  return {
    listening: () => listening,
    stop: async () => {
      clearInterval(sweep);
      clearInterval(presence);
      await subscription.unlisten().catch(() => undefined);
    },
  };
}
