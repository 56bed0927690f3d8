import { system } from "@/domain/access/actor";
import { listDueTickets, wakeTicket } from "@/domain/tickets/wake";
import { inngest } from "./client";

/** Sleeps until the date a ticket waits for. A newer date of the same ticket ends the sleep. */
export const pendingTimer = inngest.createFunction(
  {
    id: "pending-timer",
    triggers: { event: "ticket.pended" },
    cancelOn: [{ event: "ticket.pended", if: "event.data.ticketId == async.data.ticketId && event.data.eventId != async.data.eventId" }],
    retries: 10,
  },
  async ({ event, step }) => {
    await step.sleepUntil("due", new Date(String(event.data.until)));
    await step.run("wake", () => wakeTicket(system("pending"), String(event.data.ticketId)));
  },
);

/** What a timer missed, the oldest first, until none is left. */
export const sweepPending = inngest.createFunction(
  { id: "sweep-pending", triggers: { cron: "* * * * *" }, concurrency: 1, retries: 0 },
  async ({ step }) => {
    for (let round = 0; round < 20; round += 1) {
      const ids = await step.run(`find-${round}`, () => listDueTickets(system("pending")));
      if (ids.length === 0) return;
      await step.run(`wake-${round}`, async () => {
        for (const id of ids) await wakeTicket(system("pending"), id);
      });
    }
  },
);
