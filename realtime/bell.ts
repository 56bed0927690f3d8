import { sqlClient } from "@/db";
import { log } from "@/lib/log";
import { expirePresence } from "./presence";
import { publisher } from "./publish";
import type { Realtime } from "./server";

const SWEEP_MS = 15_000;
const PRESENCE_MS = 5_000;
/** The connection is asked as often, and is believed for as long, because a lost one says nothing by itself. */
const PULSE_MS = 5_000;
const PULSE_LIFE_MS = 20_000;

/**
 * One LISTEN connection. On every bell, on every reconnect and every fifteen seconds regardless, what is new goes to
 * the rooms and `onBell` (the relay) runs: a lost bell costs a sweep, never an event.
 */
export async function listenToEvents(
  io: Realtime,
  onBell: () => Promise<void> = async () => {},
): Promise<{ listening: () => boolean; stop: () => Promise<void> }> {
  const publish = publisher(io);
  let heardAt = 0;
  const hear = () => {
    heardAt = Date.now();
  };
  const ring = () => {
    for (const work of [publish, onBell])
      void work().catch((error: Error) => log().warn({ error: error.message }, "the bell could not be answered"));
  };
  await publish();
  const subscription = await sqlClient().listen("events", ring, ring);
  // Its own channel on the same connection: what is heard here would also hear of events.
  const pulse = await sqlClient().listen("pulse", hear, hear);
  const sweep = setInterval(ring, SWEEP_MS);
  const beat = setInterval(
    () =>
      void sqlClient()
        .notify("pulse", "")
        .catch(() => undefined),
    PULSE_MS,
  );
  const presence = setInterval(expirePresence, PRESENCE_MS);
  return {
    listening: () => Date.now() - heardAt < PULSE_LIFE_MS,
    stop: async () => {
      clearInterval(sweep);
      clearInterval(beat);
      clearInterval(presence);
      await Promise.all([withinASecond(pulse.unlisten()), withinASecond(subscription.unlisten())]);
    },
  };
}

/** A connection that is just being made anew never answers; whoever stops does not wait for it: the pool's end closes it. */
const withinASecond = (work: Promise<unknown>): Promise<unknown> =>
  Promise.race([work.catch(() => undefined), new Promise((done) => setTimeout(done, 1000))]);
