import { dispatchEvents } from "@/domain/events/outbox";
import { AWAITED_EVENTS } from "./awaited";
import { inngest } from "./client";

/** Sends undispatched events to Inngest, from any number of processes. Run on every bell, and regularly without one. */
export async function relay(): Promise<void> {
  while ((await dispatchEvents(AWAITED_EVENTS, async (batch) => void (await inngest.send(batch)))) > 0);
}
