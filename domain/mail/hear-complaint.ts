import type { Tx } from "@/db";
import type { Actor } from "../access/actor";
import { customerActor } from "../people/actors";
import { findOrCreatePersonIn } from "../people/create";
import { administrationQueueIn } from "../tickets/administration-queue";
import { openTicketIn } from "../tickets/open";
import { noteSilenced } from "./address-standing";
import { contentOf, factsOf, type Letter, type Outcome, writerOf } from "./letter";
import { type Outgoing, recipientMeant, recordReport, reportedMail } from "./reported-mail";

/**
 * Somebody reported a mail of ours as unwanted (RFC 5965): no machine writes to him any more. His ticket's history says
 * so. A report that names no mail of ours proves nothing and silences nobody: administrators get a ticket (docs/mail.md,
 * A1.3).
 */
export async function hearComplaint(tx: Tx, actor: Actor, letter: Letter): Promise<Outcome> {
  const { decide, mail } = letter;
  const autoReply = { sent: false, reason: "A complaint is never answered automatically." };
  const outgoing = await reportedMail(tx, letter);
  for (const address of outgoing ? complainersAbout(outgoing, letter) : []) {
    await noteSilenced(tx, address);
    decide("complaint", address, "No machine writes to this address any more.");
    await recordReport(tx, actor, mail.id, outgoing!, { address, outcome: "complained", status: "" });
  }
  if (outgoing?.ticketId) return { created: "nothing", outgoingId: outgoing.id, ticketId: outgoing.ticketId, autoReply };
  return ticketForAdministrators(tx, actor, letter, autoReply);
}

async function ticketForAdministrators(tx: Tx, actor: Actor, letter: Letter, autoReply: Outcome["autoReply"]): Promise<Outcome> {
  const writer = writerOf(letter);
  if (!writer) return { created: "nothing", autoReply };
  const sender = await findOrCreatePersonIn(tx, actor, { email: writer.address, name: writer.name });
  const queue = await administrationQueueIn(tx, actor);
  letter.decide("queue", queue, "A complaint that is about no known mail is for administrators.");
  const { id: ticketId, messageId } = await openTicketIn(tx, customerActor(sender), {
    ...(await contentOf(tx, letter)),
    subject: letter.parsed.subject.trim() || "(no subject)",
    queue,
    customerId: sender.id,
    channel: "mail",
    mail: { id: letter.mail.id, ...factsOf(letter) },
  });
  return { created: "ticket", ticketId, messageId, autoReply };
}

/** Those among whom we wrote to; where it names none of them, the only recipient. */
function complainersAbout(outgoing: Outgoing, letter: Letter): Set<string> {
  const named = complainers(letter).flatMap((address) => recipientMeant(outgoing, address) ?? []);
  const only = recipientMeant(outgoing, "");
  return new Set(named.length > 0 || !only ? named : [only]);
}

/** Whom the report says our mail was for: its own fields, else the recipients of the mail it brings back. */
function complainers({ parsed }: Letter): string[] {
  const report = parsed.attachments.find((part) => part.contentType === "message/feedback-report");
  const fields = report?.content.toString("utf8").slice(0, 20_000) ?? "";
  const said = [...fields.matchAll(/^Original-Rcpt-To:\s*<?([^\s<>]+@[^\s<>]+?)>?\s*$/gim)].map((match) => match[1]!.toLowerCase());
  const returned = parsed.letters().flatMap((letter) => letter.to.map((box) => box.address.toLowerCase()));
  return (said.length > 0 ? said : returned).slice(0, 20);
}
