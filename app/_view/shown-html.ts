import { LRUCache } from "lru-cache";
import { htmlAboveQuote, visibleHtml, visibleText } from "@/domain/mail/quote";
import type { MessageView } from "@/domain/tickets/queries";
import { cleanMailHtml, SANITISER_VERSION, textToHtml } from "@/lib/html";

type Shown = { html: string; short: string | null };

const kept = new LRUCache<string, Shown>({
  maxSize: 32 * 1024 * 1024,
  sizeCalculation: ({ html, short }) => (html.length + (short?.length ?? 0)) * 2 + 1,
});

/**
 * A message as it may be shown: cleaned on the way out, so that a better cleaner also mends old mail, and kept by the
 * cleaner's version. `short` is what somebody wrote himself, where he repeats something below: with its pictures where
 * his program marked the quote, else as text.
 */
export function shownHtml(message: MessageView): Shown {
  const key = `${message.id} ${SANITISER_VERSION}`;
  let shown = kept.get(key);
  if (shown === undefined) {
    shown = draw(message);
    kept.set(key, shown);
  }
  return shown;
}

/** The whole of it, as HTML that is safe to show. */
export const safeHtml = (message: MessageView): string => shownHtml(message).html;

function draw(message: MessageView): Shown {
  const cid = (contentId: string) => {
    const file = message.attachments.find((attachment) => attachment.contentId === contentId);
    return file ? `/api/v1/attachments/${file.id}?inline=1` : null;
  };
  if (!message.html) {
    const folds = message.kind === "mail" && visibleText(message.text).folded !== null;
    return { html: textToHtml(message.text), short: folds ? textToHtml(message.visibleText) : null };
  }
  const html = cleanMailHtml(message.html, { cid });
  if (message.kind !== "mail" || visibleHtml(message.html).folded === null) return { html, short: null };
  const above = htmlAboveQuote(message.html);
  return { html, short: above === null ? textToHtml(message.visibleText) : cleanMailHtml(above, { cid }) };
}
