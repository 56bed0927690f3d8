import { db, type Tx } from "@/db";
import { Refusal } from "@/lib/errors";
import type { Actor } from "../access/actor";
import { authorize } from "../access/authorize";
import { record } from "../events/record";
import { addMessage, type Content, contentIn, messageFacts } from "./add-message";
import { type Booking, bookTimeIn, requireTime } from "./book-time";
import type { When } from "./business-time";
import { lockTicket } from "./load";
import type { MailFacts } from "./reply";
import { requireRevision } from "./revision";
import { setStateIn } from "./set-state";
import { touch } from "./touch";

/** `mail`: what it said of itself, when an agent sent it from his mail program. */
export type Note = Content & { state?: string; pendingUntil?: When; revision?: number; mail?: MailFacts; time?: Booking };

/** Adds an internal note: for agents who may read the ticket, never for the customer, and no mail leaves. */
export async function addNote(actor: Actor, ticketId: string, note: Note): Promise<{ messageId: string }> {
  return db.transaction((tx) => addNoteIn(tx, actor, ticketId, note));
}

export async function addNoteIn(tx: Tx, actor: Actor, ticketId: string, note: Note): Promise<{ messageId: string }> {
  const ticket = await lockTicket(tx, ticketId);
  authorize(actor, "ticket.note", ticket);
  requireRevision(ticket, note.revision);
  requireText(note);
  // What came by mail was written where nobody asks for time.
  if (!note.mail) requireTime(ticket, actor, note.time);
  const message = await addMessage(tx, {
    ...contentIn(note),
    ...note.mail,
    ticketId,
    kind: "note",
    direction: "none",
    internal: true,
    authorId: actor.kind === "system" ? null : actor.personId,
  });
  await record(tx, actor, { type: "note.added", ticketId, data: messageFacts(message, note.files) });
  if (note.time) await bookTimeIn(tx, actor, ticket, note.time, message.id);
  if (note.state) await setStateIn(tx, actor, ticket, note.state, { until: note.pendingUntil });
  await touch(tx, ticketId);
  return { messageId: message.id };
}

/** An answer may be only a file, but not nothing. */
export function requireText({ text, files = [] }: Content): void {
  if (text.trim() === "" && files.length === 0) {
    throw new Refusal("invalid", "messageEmpty", "Write something first.", { fields: { body: "Write something first." } });
  }
}
