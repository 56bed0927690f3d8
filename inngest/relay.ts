import { dispatchEvents } from "@/domain/events/outbox";
import { coalesce } from "@/lib/coalesce";
import { AWAITED_EVENTS } from "./awaited";
import { inngest } from "./client";

/**
 * Sends undispatched events to Inngest, from any number of processes. Run on every bell, and regularly without one; in
 * each process once at a time, because it holds a connection for as long as Inngest takes to answer.
 */
export const relay = coalesce(async () => {
  while ((await dispatchEvents(AWAITED_EVENTS, async (batch) => void (await inngest.send(batch)))) > 0);
});
