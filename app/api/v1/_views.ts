import { safeHtml } from "@/app/_view/shown-html";
import type { Actor } from "@/domain/access/actor";
import type { ParsedMail } from "@/domain/mail/parse";
import { getTicketPage, type MessageView, type TicketRow } from "@/domain/tickets/queries";
import { isRefusal } from "@/lib/errors";

/** Rows as the outside sees them (CONTRACT: REST API). */
export function ticketView(row: TicketRow) {
  const { groupId: _g, customerId: _c, priorityId: _p, stateLabel: _l, waitsFor: _w, ...ticket } = row;
  return ticket;
}

export const ticketPageView = ({ messages, participants, abilities: _, ...row }: Awaited<ReturnType<typeof getTicketPage>>) => ({
  ...ticketView(row),
  participants,
  messages: messages.map(messageView),
});

/**
 * A ticket for who has just written to it: also with a token that may write and not read. Moved or opened out of his
 * sight, it is answered by its number.
 */
export async function ticketAsWritten(actor: Actor, { id, number }: { id: string; number: string }) {
  try {
    return ticketPageView(await getTicketPage(asReader(actor), number));
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
