import type { Tx } from "@/db";
import { attachments, type Direction, type Mailbox, type MessageKind, messages } from "@/db/schema";
import { now } from "@/lib/clock";
import { newId } from "@/lib/ids";

/** A file already stored (domain/attachments/store.ts) that a message is to carry. */
export type StoredFile = {
  blobHash: string;
  filename: string;
  contentType: string;
  size: number;
  inline?: boolean;
  contentId?: string | null;
  hidden?: boolean;
};

/** What somebody says: `text` always, `html` as it came, `visibleText` without quotes and signature where known. */
export type Content = { text: string; html?: string | null; visibleText?: string; files?: readonly StoredFile[] };

export type NewMessage = Content & {
  ticketId: string;
  kind: MessageKind;
  direction: Direction;
  internal: boolean;
  authorId: string | null;
  from?: Mailbox | null;
  to?: Mailbox[];
  cc?: Mailbox[];
  subject?: string;
  messageId?: string | null;
  joiner?: boolean;
  unauthenticated?: boolean;
  automatic?: boolean;
  replyTo?: Mailbox[];
  at?: Date;
};

/** Writes a message and its attachments; the act around it has asked, and records the event. */
export async function addMessage(tx: Tx, { files = [], ...message }: NewMessage) {
  const [row] = await tx
    .insert(messages)
    .values({ ...message, id: newId(), visibleText: message.visibleText ?? message.text, at: message.at ?? now() })
    .returning();
  if (files.length > 0) {
    await tx.insert(attachments).values(
      files.map((file) => ({
        messageId: row!.id,
        blobHash: file.blobHash,
        filename: file.filename,
        contentType: file.contentType,
        size: file.size,
        inline: file.inline ?? false,
        contentId: file.contentId ?? null,
        hidden: file.hidden ?? false,
      })),
    );
  }
  return row!;
}

/** The facts of a message that its event carries. */
export const messageFacts = (message: { id: string; kind: string }, files: readonly StoredFile[] = []) => ({
  messageId: message.id,
  kind: message.kind,
  attachments: files.filter((file) => !file.inline && !file.hidden).length,
});
