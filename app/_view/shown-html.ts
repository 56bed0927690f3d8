import { LRUCache } from "lru-cache";
import type { MessageView } from "@/domain/tickets/queries";
import { cleanMailHtml, SANITISER_VERSION, textToHtml } from "@/lib/html";

const cleaned = new LRUCache<string, string>({ maxSize: 32 * 1024 * 1024, sizeCalculation: (html) => html.length * 2 + 1 });

/** What a message says, as HTML that is safe to show: cleaned on the way out, and kept by the cleaner's version. */
export function safeHtml(message: MessageView): string {
  const key = `${message.id} ${SANITISER_VERSION}`;
  const known = cleaned.get(key);
  if (known !== undefined) return known;
  const cid = (contentId: string) => {
    const file = message.attachments.find((attachment) => attachment.contentId === contentId);
    return file ? `/api/v1/attachments/${file.id}?inline=1` : null;
  };
  const html = message.html ? cleanMailHtml(message.html, { cid }) : textToHtml(message.text);
  cleaned.set(key, html);
  return html;
}

/**
 * A message as it may be shown; a better cleaner also mends old mail. `short` is what somebody wrote himself, when that
 * is less than the whole.
 */
export function shownHtml(message: MessageView): { html: string; short: string | null } {
  const folds = message.kind === "mail" && normal(message.visibleText).length < normal(message.text).length;
  return { html: safeHtml(message), short: folds ? textToHtml(message.visibleText) : null };
}

const normal = (text: string): string => text.replace(/\s+/g, " ").trim();
