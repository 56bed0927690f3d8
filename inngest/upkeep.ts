import { system } from "@/domain/access/actor";
import { forgetUnusedBlobs } from "@/domain/attachments/forget-unused";
import { tidyUp } from "@/domain/people/tidy-up";
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
