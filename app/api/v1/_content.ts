import { storeBlob } from "@/domain/attachments/store";
import type { Content, StoredFile } from "@/domain/tickets/add-message";
import { cleanEditorHtml, htmlToText, markdownToHtml, textToHtml } from "@/lib/html";

type Written = {
  body: string;
  bodyFormat: "text" | "html" | "markdown";
  attachments?: { filename: string; contentType: string; base64: string }[];
};

/** What a program wrote, as a message takes it. */
export async function contentOf({ body, bodyFormat, attachments = [] }: Written): Promise<Content> {
  const files: StoredFile[] = [];
  for (const { filename, contentType, base64 } of attachments) {
    const bytes = Buffer.from(base64, "base64");
    files.push({ blobHash: await storeBlob(bytes), filename, contentType, size: bytes.length });
  }
  if (bodyFormat === "text") return { text: body, html: textToHtml(body), files };
  const html = bodyFormat === "markdown" ? markdownToHtml(body) : cleanEditorHtml(body);
  return { text: bodyFormat === "markdown" ? body : htmlToText(html), html, files };
}
