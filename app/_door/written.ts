import { z } from "zod";
import type { Content, NewFile } from "@/domain/tickets/add-message";
import { cleanEditorHtml, htmlToText } from "@/lib/html";

/** Files as the composer sends them. */
export const files = z
  .array(z.strictObject({ filename: z.string().min(1).max(255), contentType: z.string().max(255), base64: z.base64() }))
  .max(20);
export const html = z.string().max(1_000_000);

/** What was written in the editor as the acts take it: cleaned, and as text too. */
export function contentOfEditor(written: { html: string; files?: z.infer<typeof files> }): Content {
  const clean = cleanEditorHtml(written.html);
  return { html: clean, text: htmlToText(clean), files: (written.files ?? []).map(fromBase64) };
}

/** A file as JSON carries it. Its bytes are stored by the act, once it has asked whether they may be. */
export const fromBase64 = ({ base64, ...file }: { filename: string; contentType: string; base64: string }): NewFile => ({
  ...file,
  bytes: Buffer.from(base64, "base64"),
});
