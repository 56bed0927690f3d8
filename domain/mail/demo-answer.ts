import nodemailer from "nodemailer";
import { newId } from "@/lib/ids";
import { type Actor, system } from "../access/actor";
import { acceptMail } from "./accept";
import { parseMail } from "./parse";
import { readDemoMail } from "./queries";

/** Answers a mail of the demo's mailbox as its recipient would: same thread, quoted original, by the ordinary intake. */
export async function answerDemoMail(actor: Actor, outgoingId: string, text: string): Promise<string> {
  const mail = await readDemoMail(actor, outgoingId);
  const original = await parseMail(mail.raw);
  const builder = nodemailer.createTransport({ streamTransport: true, buffer: true, newline: "windows" });
  const customer = mail.to[0]!;
  const { message } = await builder.sendMail({
    from: customer,
    to: original.from!,
    subject: /^re:/i.test(original.subject) ? original.subject : `Re: ${original.subject}`,
    inReplyTo: original.messageId ?? undefined,
    references: [...original.references, ...(original.messageId ? [original.messageId] : [])],
    messageId: `<${newId()}@${customer.address.split("@")[1]}>`,
    text: `${text}\n\nOn ${new Date().toUTCString()}, ${original.from!.name} <${original.from!.address}> wrote:\n${original.text.replace(/^/gm, "> ")}`,
  });
  const { id } = await acceptMail(system("mail"), {
    raw: message as Buffer,
    door: "mailbox",
    envelopeFrom: customer.address,
    envelopeTo: [original.from!.address],
  });
  return id;
}
