import type { Tx } from "@/db";
import type { incomingMail, JoinPolicy, OutgoingKind } from "@/db/schema";
import { storeBlob } from "../attachments/store";
import type { Content, StoredFile } from "../tickets/add-message";
import { earlierFileHashes } from "../tickets/earlier-files";
import type { MailFacts } from "../tickets/reply";
import { isClutter } from "./clutter";
import type { Signed } from "./message-id";
import type { ParsedMail } from "./parse";
import type { Screening } from "./screen";
import type { Judged } from "./verdict";

/** A stored letter with all that was found out about it before anything is made of it. */
export type Letter = {
  mail: typeof incomingMail.$inferSelect;
  parsed: ParsedMail;
  /** What its writer wrote himself, and the true marks of ours in what he quotes (read-bytes.ts). */
  visible: string;
  marks: readonly Signed[];
  screening: Screening;
  judged: Judged;
  own: { addresses: readonly string[] };
  queue: { id: string; name: string; joinPolicy: JoinPolicy; reason: string };
  /** Writes a decision down, in order, with its reason. */
  decide: (step: string, outcome: string, reason: string) => void;
};

/** What became of it. Without `autoReply` that is decided once this is committed (receipt.tsx). */
export type Outcome = {
  created: "ticket" | "message" | "nothing";
  ticketId?: string;
  messageId?: string;
  outgoingId?: string;
  autoReply?: { sent: boolean; reason: string };
};
export type AutomaticKind = Exclude<OutgoingKind, "reply" | "sign-in">;

/** The address a letter comes from, or null: From, else the envelope. */
export const writerOf = ({ parsed, mail }: Letter) => parsed.from ?? (mail.envelopeFrom ? { name: "", address: mail.envelopeFrom } : null);

/** What the message of a letter keeps of it. */
export function factsOf(letter: Letter, shownReplyTo: MailFacts["replyTo"] = []): MailFacts {
  const { parsed, mail, judged } = letter;
  return {
    messageId: parsed.messageId,
    from: writerOf(letter) ?? { name: "", address: "" },
    to: parsed.to,
    cc: parsed.cc,
    replyTo: shownReplyTo,
    subject: parsed.subject,
    at: mail.receivedAt,
    unauthenticated: judged.verdict !== "pass",
  };
}

/** Text, HTML and files, the files stored. Clutter is kept, and left out of the list of files (docs/mail.md, A13). */
export async function contentOf(tx: Tx, { parsed, visible }: Letter, ticketId?: string): Promise<Content> {
  const earlier = ticketId ? await earlierFileHashes(tx, ticketId) : new Set<string>();
  const files: StoredFile[] = [];
  for (const file of parsed.attachments) {
    const { content, filename, contentType, size, inline, contentId } = file;
    const blobHash = await storeBlob(content, tx);
    // The same bytes twice in one letter are one file.
    if (files.some((other) => other.blobHash === blobHash && other.filename === filename && other.contentId === contentId)) continue;
    files.push({ blobHash, filename, contentType, size, inline, contentId, hidden: isClutter(file, earlier) });
  }
  const text = parsed.text.trim() === "" && files.length === 0 ? "(empty message)" : parsed.text;
  return { text, html: parsed.html, visibleText: visible.trim() || text, files };
}
