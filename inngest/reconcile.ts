import { system } from "@/domain/access/actor";
import { listDispatched, type OutboxEvent } from "@/domain/events/outbox";
import { type ArmedCursor, listArmed } from "@/domain/sla/armed";
import { AWAITED_EVENTS } from "./awaited";
import { inngest } from "./client";

const DAY_MS = 86_400_000;

/** Sent by every process when its functions have begun to run (start.ts). */
export const STARTED = "engine.started";

/**
 * Makes a switch to another engine, a lost server or a restored backup harmless: whatever sleeps is derived from the
 * desk's own tables and sent once more under its own id. Who still knows it drops it. At a start also what was sent
 * within the last day, whose runs may have been lost half-way; each act behind it sees for itself whether it is done.
 */
export const reconcile = inngest.createFunction(
  { id: "reconcile", triggers: [{ event: STARTED }, { cron: "17 * * * *" }], concurrency: 1, retries: 10 },
  async ({ event, step }) => {
    let armed: ArmedCursor | null = null;
    for (let round = 0; ; round += 1) {
      const from: ArmedCursor | null = armed;
      armed = await step.run(`arm-${round}`, () => sendArmed(from));
      if (armed === null) break;
    }
    if (event.name !== STARTED) return;

    const since = new Date(event.ts! - DAY_MS);
    let before: number | null = null;
    for (let round = 0; ; round += 1) {
      const from: number | null = before;
      before = await step.run(`repeat-${round}`, () => sendDispatched(since, from));
      if (before === null) break;
    }
  },
);

async function sendArmed(from: ArmedCursor | null): Promise<ArmedCursor | null> {
  const { events, after } = await listArmed(system("sla"), from);
  await send(events);
  return after;
}

/** Timers are not repeated here: an older one would wake in place of the newest. */
const REPEATED = AWAITED_EVENTS.filter((name) => name !== "sla.armed" && name !== "ticket.pended");

async function sendDispatched(since: Date, from: number | null): Promise<number | null> {
  const { events, before } = await listDispatched(REPEATED, since, from);
  await send(events);
  return before;
}

const send = async (events: OutboxEvent[]): Promise<void> => {
  if (events.length > 0) await inngest.send(events);
};
