import { z } from "zod";
import { storeBlob } from "@/domain/attachments/store";
import { cleanEditorHtml, htmlToText } from "@/lib/html";

/** Files as the composer sends them. */
export const files = z
  .array(z.strictObject({ filename: z.string().min(1).max(255), contentType: z.string().max(255), base64: z.base64() }))
  .max(20);
export const html = z.string().max(1_000_000);

/** What was written in the editor as the acts take it: cleaned, as text too, its files stored. */
export async function contentOf(written: { html: string; files?: z.infer<typeof files> }) {
  const clean = cleanEditorHtml(written.html);
  const stored = [];
  for (const { filename, contentType, base64 } of written.files ?? []) {
    const bytes = Buffer.from(base64, "base64");
    stored.push({ blobHash: await storeBlob(bytes), filename, contentType, size: bytes.length });
  }
  return { html: clean, text: htmlToText(clean), files: stored };
}
