import type { Command } from "commander";
import { verifyHistory } from "@/domain/events/verify";
import { openDesk } from "./desk";

export function auditCommands(program: Command): void {
  program
    .command("audit")
    .description("the history")
    .command("verify")
    .description("recompute the history's chain; exit 1 names the first row that differs")
    .action(async () => {
      await openDesk();
      const verdict = await verifyHistory();
      if (!verdict.ok) throw new Error(verdict.reason);
      console.log(`${verdict.checked} events verified`);
    });
}
