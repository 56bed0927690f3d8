import type { Command } from "commander";
import { system } from "@/domain/access/actor";
import { acceptMail } from "@/domain/mail/accept";
import { rehearseMail } from "@/domain/mail/rehearse";
import { isId } from "@/lib/ids";
import { openDesk } from "./desk";
import { readInput } from "./input";

export function mailCommands(program: Command): void {
  const mail = program.command("mail").description("letters that came in");
  mail
    .command("deliver")
    .description("hand a raw message to the intake as if received by SMTP, and print its id")
    .argument("<file>", "a file with the raw message, or - for standard input")
    .option("--to <address>", "the envelope's recipient")
    .action(async (file: string, { to }: { to?: string }) => {
      const raw = await readInput(file);
      await openDesk();
      const { id } = await acceptMail(system("mail"), { raw, door: "cli", envelopeFrom: null, envelopeTo: to ? [to] : [] });
      console.log(id);
    });
  mail
    .command("replay")
    .description("print what would be decided about a letter now; changes nothing")
    .argument("<letter>", "the id of a stored letter, or a file, or - for standard input")
    .requiredOption("--dry-run", "required: no letter is processed twice")
    .option("--to <address>", "the envelope's recipient, for a file")
    .action(async (letter: string, { to }: { to?: string }) => {
      const which = isId(letter) ? { id: letter } : { raw: await readInput(letter), envelopeTo: to ? [to] : [] };
      await openDesk();
      const { class: mailClass, created, decisions } = await rehearseMail(system("mail"), which);
      console.log(`class: ${mailClass}\nmakes: ${created}`);
      for (const { step, outcome, reason } of decisions) console.log(`${step}: ${outcome} (${reason})`);
    });
}
