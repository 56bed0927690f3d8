import { safeHtml } from "@/app/_view/shown-html";
import type { Actor } from "@/domain/access/actor";
import { type Answers, listAnswers } from "@/domain/fields/read";
import type { ParsedMail } from "@/domain/mail/parse";
import { getTicketPage, type MessageView, type TicketRow } from "@/domain/tickets/queries";
import { isRefusal } from "@/lib/errors";

/** Rows as the outside sees them (CONTRACT: REST API), with as many of their answers as this actor may read. */
export async function ticketViews(actor: Actor, rows: readonly TicketRow[], withFields = true) {
  const answers = withFields ? await listAnswers(actor, "ticket", rows) : new Map<string, Answers>();
  return rows.map((row) => ticketView(row, answers.get(row.id) ?? {}));
}

function ticketView(row: TicketRow, fields: Answers) {
  const { groupId: _g, customerId: _c, priorityId: _p, stateLabel: _l, waitsFor: _w, ...ticket } = row;
  return { ...ticket, fields };
}

export async function ticketPageView(actor: Actor, page: Awaited<ReturnType<typeof getTicketPage>>) {
  const { messages, participants, abilities: _, ...row } = page;
  const answers = await listAnswers(actor, "ticket", [row]);
  return { ...ticketView(row, answers.get(row.id) ?? {}), participants, messages: messages.map(messageView) };
}

/**
 * A ticket for who has just written to it: also with a token that may write and not read. Moved or opened out of his
 * sight, it is answered by its number.
 */
export async function ticketAsWritten(actor: Actor, { id, number }: { id: string; number: string }) {
  try {
    const reader = asReader(actor);
    return await ticketPageView(reader, await getTicketPage(reader, number));
  } catch (error) {
    if (isRefusal(error) && error.code === "not_found") return { id, number };
    throw error;
  }
}

/** Who wrote something is shown what he wrote. */
export const asReader = (actor: Actor): Actor =>
  actor.kind === "system" || !actor.scopes ? actor : { ...actor, scopes: new Set([...actor.scopes, "read" as const]) };

export function messageView(message: MessageView) {
  const { id, kind, direction, internal, from, to, cc, subject, text, visibleText: visible, messageId, at, author } = message;
  return {
    ...{
      id,
      kind,
      direction,
      internal,
      from,
      to,
      cc,
      subject,
      text,
      html: message.html === null ? null : safeHtml(message),
      visibleText: visible,
      messageId,
      at,
    },
    call: message.call,
    author: author?.id ? author : null,
    attachments: message.attachments.map(({ id: fileId, filename, contentType, size, inline }) => ({
      id: fileId,
      filename,
      contentType,
      size,
      inline,
    })),
  };
}

/** The letter behind a row as it was read, with the ids of its files where it made a message. */
export function parsedView(
  { parsed, visible }: { parsed: ParsedMail; visible: string },
  files: { id: string; filename: string; contentId: string | null }[],
) {
  const { subject, from, to, cc, replyTo, messageId, inReplyTo, references, date, text, html, attachments } = parsed;
  return {
    ...{ subject, from, to, cc, replyTo, messageId, inReplyTo, references, date, text, html },
    visibleText: visible,
    attachments: attachments.map(({ filename, contentType, size, sha256, inline, contentId }, i) => ({
      id: files.find((file) => file.contentId === contentId && file.filename === filename)?.id ?? files[i]?.id ?? null,
      ...{ filename, contentType, size, sha256, inline, contentId },
    })),
  };
}
