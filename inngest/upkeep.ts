import { system } from "@/domain/access/actor";
import { forgetUnusedBlobs } from "@/domain/attachments/forget-unused";
import { tidyUp } from "@/domain/people/tidy-up";
import { sweepIdle } from "@/domain/tickets/idle";
import { moveToSuccessors } from "@/domain/tickets/succeed";
import { inngest } from "./client";

/** Once an hour what has served its time is thrown away. */
export const tidyUpHourly = inngest.createFunction(
  { id: "tidy-up", triggers: { cron: "29 * * * *" }, concurrency: 1, retries: 2 },
  async ({ step }) => {
    await step.run("tidy-up", () => tidyUp(system("upkeep")));
    for (let round = 0; round < 100; round += 1) {
      if ((await step.run(`forget-${round}`, () => forgetUnusedBlobs(system("upkeep")))) === 0) return;
    }
  },
);

/**
 * What was closed empties into its successor, batch by batch; once an hour again, for what was put there by an act that
 * was under way while it was closed.
 */
export const succeed = inngest.createFunction(
  {
    id: "move-to-successors",
    triggers: [
      { event: "state.retired" },
      { event: "priority.retired" },
      { event: "type.retired" },
      { event: "queue.retired" },
      { cron: "47 * * * *" },
    ],
    concurrency: 1,
    retries: 10,
  },
  async ({ step }) => {
    for (let round = 0; round < 900; round += 1) {
      if ((await step.run(`move-${round}`, () => moveToSuccessors(system("upkeep")))) === 0) return;
    }
  },
);

/** Every minute: who has let a ticket lie for too long is warned, then has it no more. Each is counted anew first. */
export const sweepIdleTickets = inngest.createFunction(
  { id: "sweep-idle", triggers: { cron: "* * * * *" }, concurrency: 1, retries: 0 },
  async ({ step }) => {
    let after: string | null = null;
    for (let round = 0; round < 100; round += 1) {
      const from: string | null = after;
      after = await step.run(`release-${round}`, () => sweepIdle(system("upkeep"), from));
      if (after === null) return;
    }
  },
);
