import { text } from "node:stream/consumers";
import { type Command, InvalidArgumentError } from "commander";
import { system } from "@/domain/access/actor";
import { createUser } from "@/domain/setup/create-user";
import { createFirstQueue } from "@/domain/setup/set-up";
import { openDesk } from "./desk";

type Options = { email: string; role: string; name?: string; passwordStdin?: boolean; queue?: string; queueAddress?: string };

const ROLES = ["administrator", "manager", "agent", "customer"];

export function userCommands(program: Command): void {
  program
    .command("user")
    .description("people of the desk")
    .command("create")
    .description("make a person with a role")
    .requiredOption("--email <address>", "the person's address")
    .requiredOption("--role <role>", ROLES.join(", "), (role) => {
      if (!ROLES.includes(role)) throw new InvalidArgumentError(`There are ${ROLES.join(", ")}.`);
      return role;
    })
    .option("--name <name>", "the person's name")
    .option("--password-stdin", "read the password from standard input")
    .option("--queue <name>", "with the first administrator of an empty desk: its first queue (default: Support)")
    .option("--queue-address <address>", "and the address mail to that queue comes to")
    .action(async ({ queue, queueAddress, ...options }: Options) => {
      const password = options.passwordStdin ? (await text(process.stdin)).replace(/\r?\n$/, "") : undefined;
      await openDesk();
      const person = await createUser(system("setup"), { ...options, password });
      if (options.role === "administrator") await createFirstQueue(system("setup"), { name: queue, address: queueAddress });
      console.log(person.id);
    });
}
