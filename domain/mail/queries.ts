import { asc, desc, eq, inArray, sql } from "drizzle-orm";
import { db } from "@/db";
import { attachments, incomingMail, messages, outgoingDeliveries, outgoingMail, tickets } from "@/db/schema";
import { notFound } from "@/lib/errors";
import { isId } from "@/lib/ids";
import type { Actor } from "../access/actor";
import { authorizeDesk } from "../access/authorize";
import { readBlob } from "../attachments/store";
import { record } from "../events/record";
import { getTicketPage } from "../tickets/queries";
import { mailOf } from "./parse";
import { readInThread } from "./reader";
import { knownOfUs } from "./sender";

const MAX_ROWS = 100;

/** Mail of a ticket that left or is to leave, in that order, the latest hundred; for who may read the ticket's internals. */
export async function listOutgoing(actor: Actor, number: string) {
  const ticket = await getTicketPage(actor, number);
  if (!ticket.abilities["ticket.readInternal"]) throw notFound("ticket");
  const newest = await db
    .select()
    .from(outgoingMail)
    .where(eq(outgoingMail.ticketId, ticket.id))
    .orderBy(desc(outgoingMail.createdAt), desc(outgoingMail.id))
    .limit(MAX_ROWS);
  const rows = newest.reverse();
  const reported =
    rows.length > 0
      ? await db
          .select()
          .from(outgoingDeliveries)
          .where(inArray(outgoingDeliveries.outgoingId, idsOf(rows)))
      : [];
  return rows.map((row) => ({
    ...row,
    deliveries: reported
      .filter((one) => one.outgoingId === row.id)
      .map(({ address, state, status, diagnostic }) => ({ address, state, status, diagnostic })),
  }));
}

const idsOf = (rows: readonly { id: string }[]): string[] => rows.map((row) => row.id);

/** A mail as it was sent, byte by byte. */
export async function readOutgoing(actor: Actor, id: string): Promise<Buffer> {
  const [row] = isId(id)
    ? await db
        .select({ mail: outgoingMail, number: tickets.number })
        .from(outgoingMail)
        .leftJoin(tickets, eq(tickets.id, outgoingMail.ticketId))
        .where(eq(outgoingMail.id, id))
    : [];
  if (!row) throw notFound("mail");
  if (row.number === null) authorizeDesk(actor, "mail.readLog");
  else if (!(await getTicketPage(actor, String(row.number))).abilities["ticket.readInternal"]) throw notFound("mail");
  return readBlob(row.mail.rawHash);
}

/** A stored letter with what became of it, for administrators and the program that brought it. */
export async function getIncoming(actor: Actor, id: string) {
  authorizeDesk(actor, "mail.readLog");
  const [row] = isId(id)
    ? await db
        .select({ mail: incomingMail, number: tickets.number })
        .from(incomingMail)
        .leftJoin(messages, eq(messages.id, incomingMail.messageId))
        // Its message may have been split out or moved since.
        .leftJoin(tickets, eq(tickets.id, sql`coalesce(${messages.ticketId}, ${incomingMail.ticketId})`))
        .where(eq(incomingMail.id, id))
    : [];
  if (!row) throw notFound("mail");
  const files = row.mail.messageId
    ? await db.select().from(attachments).where(eq(attachments.messageId, row.mail.messageId)).orderBy(asc(attachments.id))
    : [];
  return { ...row.mail, number: row.number === null ? null : String(row.number), files };
}

/** A letter as it came, byte by byte, for the same people. Who looked stands in the record: it is somebody's letter. */
export async function readIncomingRaw(actor: Actor, id: string): Promise<Buffer> {
  const { rawHash } = await getIncoming(actor, id);
  return db.transaction(async (tx) => {
    await record(tx, actor, { type: "mail.viewed", subject: `mail:${id}`, data: { mailId: id } });
    return readBlob(rawHash, tx);
  });
}

/** What can be read of a letter now, or null when nothing can. Its forms of report and forward are taken from its bytes. */
export async function readIncoming({ rawHash, envelopeFrom }: { rawHash: string; envelopeFrom: string | null }) {
  const known = await knownOfUs(envelopeFrom);
  const read = await readInThread(await readBlob(rawHash), known).catch(() => null);
  if (!read) return null;
  const { bounce, forwarded } = read.screening;
  return { parsed: mailOf(read.mail), visible: read.visible, bounce, forwarded };
}

/** The demo's built-in mailbox: everything that left, newest first. Real desks have no such page. */
export async function listDemoMailbox(actor: Actor) {
  authorizeDesk(actor, "mail.readDemoMailbox");
  return db.select().from(outgoingMail).orderBy(desc(outgoingMail.createdAt)).limit(MAX_ROWS);
}

export async function readDemoMail(actor: Actor, id: string) {
  authorizeDesk(actor, "mail.readDemoMailbox");
  const [mail] = isId(id) ? await db.select().from(outgoingMail).where(eq(outgoingMail.id, id)) : [];
  if (!mail) throw notFound("mail");
  return { ...mail, raw: await readBlob(mail.rawHash) };
}
