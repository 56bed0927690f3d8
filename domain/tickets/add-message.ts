import type { Tx } from "@/db";
import { attachments, type Direction, type Mailbox, type MessageKind, messages } from "@/db/schema";
import { now } from "@/lib/clock";
import { newId } from "@/lib/ids";
import { hashOf, storeBlob } from "../attachments/store";

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

/** One that comes with what is said: stored in the act's own transaction, once the act has asked whether it may. */
export type NewFile = { bytes: Buffer; filename: string; contentType: string };

/** What somebody says: `text` always, `html` as it came, `visibleText` without quotes and signature where known. */
export type Content = { text: string; html?: string | null; visibleText?: string; files?: readonly (StoredFile | NewFile)[] };

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
  call?: { reached: boolean; seconds: number | null };
  at?: Date;
};

/** Writes a message and its attachments; the act around it has asked, and records the event. */
export async function addMessage(tx: Tx, { files = [], ...message }: NewMessage) {
  const [row] = await tx
    .insert(messages)
    .values({ ...message, id: newId(), visibleText: message.visibleText ?? message.text, at: message.at ?? now() })
    .returning();
  if (files.length > 0) {
    const stored = await storeFiles(tx, files);
    await tx.insert(attachments).values(
      stored.map((file) => ({
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

async function storeFiles(tx: Tx, files: NonNullable<Content["files"]>): Promise<StoredFile[]> {
  const brought = files.flatMap((file) => ("bytes" in file ? [file.bytes] : []));
  // In one order for everybody: two who send the same files at once would wait for each other.
  const inOrder = [...new Map(brought.map((bytes) => [hashOf(bytes), bytes]))].sort(([a], [b]) => (a < b ? -1 : 1));
  for (const [, bytes] of inOrder) await storeBlob(bytes, tx);
  return files.map((file) => {
    if (!("bytes" in file)) return file;
    const { bytes, filename, contentType } = file;
    return { blobHash: hashOf(bytes), filename, contentType, size: bytes.length };
  });
}

/** The parts of a message that somebody wrote, of something that holds more. */
export const contentIn = ({ text, html, visibleText, files }: Content): Content => ({ text, html, visibleText, files });

/** The facts of a message that its event carries. */
export const messageFacts = (message: { id: string; kind: string }, files: NonNullable<Content["files"]> = []) => ({
  messageId: message.id,
  kind: message.kind,
  attachments: files.filter((file) => "bytes" in file || !(file.inline || file.hidden)).length,
});
