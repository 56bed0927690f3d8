import { system } from "@/domain/access/actor";
import { breachSla, listOverdue, recountClocks } from "@/domain/sla/breach";
import { inngest } from "./client";

/**
 * Sleeps until the next deadline of a ticket. Any other `sla.armed` of the same ticket ends the sleep; the very same,
 * sent once more by `reconcile`, does not.
 */
export const slaTimer = inngest.createFunction(
  {
    id: "sla-timer",
    triggers: { event: "sla.armed", if: "event.data.dueAt != null" },
    cancelOn: [{ event: "sla.armed", if: "event.data.ticketId == async.data.ticketId && event.data.eventId != async.data.eventId" }],
    retries: 10,
  },
  async ({ event, step }) => {
    // Met means at the due instant or before; a moment later it is late.
    await step.sleepUntil("due", new Date(Date.parse(String(event.data.dueAt)) + 1));
    await step.run("breach", () => breachSla(system("sla"), String(event.data.ticketId)));
  },
);

/** What a timer missed: deadlines that passed, breaches nobody told. The oldest first, until none is left. */
export const sweepSla = inngest.createFunction(
  { id: "sweep-sla", triggers: { cron: "* * * * *" }, concurrency: 1, retries: 0 },
  async ({ step }) => {
    for (let round = 0; round < 20; round += 1) {
      const ids = await step.run(`find-${round}`, () => listOverdue(system("sla")));
      if (ids.length === 0) return;
      await step.run(`breach-${round}`, async () => {
        for (const id of ids) await breachSla(system("sla"), id);
      });
    }
  },
);

/** A calendar or policy changed: every clock that is not ended is counted anew. */
export const recount = inngest.createFunction(
  {
    id: "recount-clocks",
    triggers: [{ event: "calendar.changed" }, { event: "policy.changed" }, { event: "policy.retired" }],
    concurrency: 1,
    retries: 10,
  },
  async ({ step }) => {
    let after: string | null = null;
    for (let round = 0; ; round += 1) {
      const from: string | null = after;
      after = await step.run(`count-${round}`, () => recountClocks(system("sla"), from));
      if (after === null) return;
    }
  },
);
