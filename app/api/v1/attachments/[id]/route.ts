import { handler } from "@/app/_door/handler";
import { readBlob } from "@/domain/attachments/store";
import { getAttachment } from "@/domain/tickets/queries";
import { operations } from "../../_routes";

/** Only these are ever shown by the browser itself, and then without any right. A PDF is shown by a page of ours, never bare (SEMANTICS A13). */
const SHOWN_INLINE = new Set(["image/png", "image/jpeg", "image/gif", "image/webp"]);

export const GET = handler(operations["GET /attachments/{id}"], async ({ actor, params, query }) => {
  const file = await getAttachment(actor, params.id!);
  const inline = query.inline === "1" && SHOWN_INLINE.has(file.contentType);
  return new Response(new Uint8Array(await readBlob(file.blobHash)), {
    headers: {
      "content-type": inline ? file.contentType : "application/octet-stream",
      "content-disposition": `${inline ? "inline" : "attachment"}; filename*=UTF-8''${extValue(file.filename)}`,
      "content-security-policy": "sandbox; default-src 'none'",
      "x-content-type-options": "nosniff",
      "cache-control": "private, max-age=3600",
    },
  });
});

/** RFC 8187: what encodeURIComponent leaves alone and this syntax does not. */
const extValue = (text: string): string =>
  encodeURIComponent(text.toWellFormed()).replace(/['()*!]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);
