import { eq } from "drizzle-orm";
import { db } from "@/db";
import { incomingMail, outgoingDeliveries, outgoingMail, queues, tickets } from "@/db/schema";
import { listHistory } from "@/domain/events/history";
import { acceptMail } from "@/domain/mail/accept";
import { drainMail } from "@/domain/mail/drain";
import { prepareReply } from "@/domain/mail/send";
import { getTicketPage } from "@/domain/tickets/queries";
import { replyToTicket } from "@/domain/tickets/reply";
import type { World } from "./world";

let serial = 0;

/** A small letter from Omar to support; what a test says of it stands, an empty header is left out. */
export function letter(headers: Record<string, string> = {}, body = "Hello, it does not work."): Buffer {
  serial += 1;
  const all = {
    From: "Omar <omar@acme.test>",
    To: "support@desk.test",
    Subject: "It does not work",
    "Message-ID": `<${serial}.test@acme.test>`,
    Date: new Date().toUTCString(),
    ...headers,
  };
  const lines = Object.entries(all).flatMap(([name, value]) => (value === "" ? [] : [`${name}: ${value}`]));
  return Buffer.from(`${lines.join("\r\n")}\r\n\r\n${body}\r\n`);
}

/** Hands a letter in and lets it be processed; gives its row. */
export async function deliver(w: World, raw: Buffer, envelopeTo: string[] = []) {
  const { id } = await acceptMail(w.mail, { raw, door: "smtp", envelopeFrom: null, envelopeTo });
  await drainMail(w.mail, 20_000);
  const [mail] = await db.select().from(incomingMail).where(eq(incomingMail.id, id));
  if (mail!.status !== "done") throw new Error(`The letter is ${mail!.status}: ${mail!.error}`);
  return mail!;
}

export async function pageOf(w: World, mail: { ticketId: string | null }) {
  const [row] = await db.select().from(tickets).where(eq(tickets.id, mail.ticketId!));
  return getTicketPage(w.admin, String(row!.number));
}

/** Ben answers, and the mail is made; gives its row with the message's id. */
export async function answered(w: World, ticketId: string) {
  const { messageId: rowId } = await replyToTicket(w.agents.support, ticketId, { text: "Have you tried again?" });
  const event = (await listHistory(ticketId, true)).findLast((e) => e.type === "message.sent")!;
  const outgoingId = await prepareReply(w.mail, event.id, rowId);
  const [mail] = await db.select().from(outgoingMail).where(eq(outgoingMail.id, outgoingId!));
  return { ...mail!, rowId };
}

/** A ticket by mail with one answer on its way to Omar. */
export async function conversation(w: World, headers: Record<string, string> = {}) {
  const first = await deliver(w, letter(headers));
  return { first, ticketId: first.ticketId!, answer: await answered(w, first.ticketId!) };
}

export const deliveriesOf = (outgoingId: string) =>
  db.select().from(outgoingDeliveries).where(eq(outgoingDeliveries.outgoingId, outgoingId));

export const happened = async (ticketId: string, type: string) =>
  (await listHistory(ticketId, true)).filter((event) => event.type === type);

export const setQueue = (name: string, set: Partial<typeof queues.$inferInsert>) => db.update(queues).set(set).where(eq(queues.name, name));

/** A report on a delivery (RFC 3464) on a mail of ours. */
export function deliveryReport(about: {
  messageId: string;
  recipient: string;
  action: string;
  status: string;
  diagnostic?: string;
}): Buffer {
  const body = [
    "--r",
    "Content-Type: text/plain",
    "",
    "About your mail.",
    "--r",
    "Content-Type: message/delivery-status",
    "",
    "Reporting-MTA: dns; mx.acme.test",
    "",
    `Final-Recipient: rfc822; ${about.recipient}`,
    `Action: ${about.action}`,
    `Status: ${about.status}`,
    `Diagnostic-Code: smtp; ${about.diagnostic ?? "550 no such user"}`,
    "",
    "--r",
    "Content-Type: text/rfc822-headers",
    "",
    `Message-ID: ${about.messageId}`,
    "",
    "--r--",
  ].join("\r\n");
  return letter(
    {
      From: "MAILER-DAEMON@mx.acme.test",
      Subject: "Delivery report",
      "Return-Path": "<>",
      "MIME-Version": "1.0",
      "Content-Type": "multipart/report; report-type=delivery-status; boundary=r",
    },
    body,
  );
}
