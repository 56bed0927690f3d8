import { readFile } from "node:fs/promises";
import { buffer } from "node:stream/consumers";
import type { Command } from "commander";
import { system } from "@/domain/access/actor";
import { acceptMail } from "@/domain/mail/accept";
import { openDesk } from "./desk";

export function mailCommands(program: Command): void {
  program
    .command("mail")
    .description("mail")
    .command("deliver")
    .description("hand a raw message to the intake as if received by SMTP, and print its id")
    .argument("<file>", "a file with the raw message, or - for standard input")
    .option("--to <address>", "the envelope's recipient")
    .action(async (file: string, { to }: { to?: string }) => {
      const raw = file === "-" ? await buffer(process.stdin) : await readFile(file);
      await openDesk();
      const { id } = await acceptMail(system("mail"), { raw, door: "cli", envelopeFrom: null, envelopeTo: to ? [to] : [] });
      console.log(id);
    });
}
