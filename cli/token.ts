import type { Command } from "commander";
import { system } from "@/domain/access/actor";
import { createToken } from "@/domain/people/tokens";
import { openDesk } from "./desk";

export function tokenCommands(program: Command): void {
  program
    .command("token")
    .description("API tokens")
    .command("create")
    .description("make a token for somebody and print it, once")
    .requiredOption("--email <address>", "whose rights it has")
    .option("--name <name>", "what it is for", "command line")
    .option("--scopes <list>", "read, write, admin, metrics, mail:inject; comma-separated")
    .action(async ({ email, name, scopes }: { email: string; name: string; scopes?: string }) => {
      await openDesk();
      console.log(await createToken(system("setup"), { email, name, scopes: scopes?.split(",").map((scope) => scope.trim()) }));
    });
}
