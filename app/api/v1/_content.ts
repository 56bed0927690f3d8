import { fromBase64 } from "@/app/_door/written";
import type { Content } from "@/domain/tickets/add-message";
import { cleanEditorHtml, htmlToText, markdownToHtml, textToHtml } from "@/lib/html";

type Written = {
  body: string;
  bodyFormat: "text" | "html" | "markdown";
  attachments?: { filename: string; contentType: string; base64: string }[];
};

/** What a program wrote, as a message takes it. */
export function contentOfBody({ body, bodyFormat, attachments = [] }: Written): Content {
  const files = attachments.map(fromBase64);
  if (bodyFormat === "text") return { text: body, html: textToHtml(body), files };
  const html = bodyFormat === "markdown" ? markdownToHtml(body) : cleanEditorHtml(body);
  return { text: bodyFormat === "markdown" ? body : htmlToText(html), html, files };
}
