import { Command, CommanderError } from "commander";
import { isRefusal } from "@/lib/errors";
import { auditCommands } from "./audit";
import { closeDesk } from "./desk";
import { sayFault } from "./fault";
import { mailCommands } from "./mail";
import { tokenCommands } from "./token";
import { userCommands } from "./user";

/** The operator's command line. Exit 0: done, 1: refused with one line, 2: wrong usage. */
async function main(): Promise<number> {
  const program = new Command("ot").description("Open Ticket's command line").showHelpAfterError().exitOverride();
  for (const add of [tokenCommands, userCommands, mailCommands, auditCommands]) add(program);
  for (const command of [...program.commands, ...program.commands.flatMap((c) => c.commands)]) command.exitOverride();
  try {
    await program.parseAsync();
    return 0;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    console.error(sayFault(error));
    if (!isRefusal(error) && process.env.LOG_LEVEL === "debug") console.error(error);
    return 1;
  } finally {
    await closeDesk();
  }
}

process.exitCode = await main();
