import type { MessageCardData } from "@/components/message-card";
import type { MessageView } from "@/domain/tickets/queries";
import { shownHtml } from "./shown-html";

/** A message as an agent's page draws it. */
export function messageCard(message: MessageView): MessageCardData {
  return {
    ...{ id: message.id, kind: message.kind, direction: message.direction, internal: message.internal, joiner: message.joiner },
    unauthenticated: message.unauthenticated && message.kind === "mail",
    automatic: message.automatic,
    replyTo: message.replyTo,
    call: message.call && { ...message.call, direction: message.direction === "out" ? "out" : "in" },
    ...{ from: message.from, to: message.to, cc: message.cc, author: message.author?.name ?? null, at: message.at.toISOString() },
    ...shownHtml(message),
    attachments: message.attachments
      .filter((file) => !file.inline && !file.hidden)
      .map(({ id, filename, contentType, size }) => ({ id, filename, contentType, size })),
  };
}
