import { parseMail } from "@/domain/mail/parse";
import { visibleText } from "@/domain/mail/quote";
import type { getTicketPage, MessageView, TicketRow } from "@/domain/tickets/queries";

/** Rows as the outside sees them (CONTRACT: REST API). */
export function ticketView(row: TicketRow) {
  const { groupId: _g, customerId: _c, priorityId: _p, mergedInto, master, ...ticket } = row;
  return {
    ...ticket,
    owner: ticket.owner?.id ? ticket.owner : null,
    responsible: ticket.responsible?.id ? ticket.responsible : null,
    mergedInto: mergedInto === null ? null : Number(mergedInto),
    master: master === null ? null : Number(master),
    // No policy can be set yet, so no clock can run.
    sla: { nextDueAt: null, breached: false },
  };
}

export const ticketPageView = ({ messages, participants, abilities: _, ...row }: Awaited<ReturnType<typeof getTicketPage>>) => ({
  ...ticketView(row),
  participants,
  messages: messages.map(messageView),
});

export function messageView(message: MessageView) {
  const { id, kind, direction, internal, from, to, cc, subject, text, html, visibleText: visible, messageId, at, author } = message;
  return {
    ...{ id, kind, direction, internal, from, to, cc, subject, text, html, visibleText: visible, messageId, at },
    author: author?.id ? author : null,
    attachments: message.attachments.map(({ id: fileId, filename, contentType, size, inline }) => ({ id: fileId, filename, contentType, size, inline })),
  };
}

/** The letter behind a row as it was read, with the ids of its files where it made a message. */
export async function parsedView(raw: Buffer, files: { id: string; filename: string; contentId: string | null }[]) {
  const mail = await parseMail(raw).catch(() => null);
  if (!mail) return null;
  const { header: _h, attachments, ...parsed } = mail;
  return {
    ...parsed,
    visibleText: visibleText(mail.text).visible,
    attachments: attachments.map(({ content: _c, ...file }, i) => ({ id: files.find((f) => f.contentId === file.contentId && f.filename === file.filename)?.id ?? files[i]?.id ?? null, ...file })),
  };
}
