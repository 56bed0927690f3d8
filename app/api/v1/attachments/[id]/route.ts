import { handler } from "@/app/_door/handler";
import { readBlob } from "@/domain/attachments/store";
import { getAttachment } from "@/domain/tickets/queries";

/** Only these are ever shown by the browser itself, and then without any right (SEMANTICS A13). */
const SHOWN_INLINE = new Set(["image/png", "image/jpeg", "image/gif", "image/webp"]);

export const GET = handler({
  act: async ({ actor, params, request }) => {
    const file = await getAttachment(actor, params.id!);
    const inline = new URL(request.url).searchParams.get("inline") === "1" && SHOWN_INLINE.has(file.contentType);
    return new Response(new Uint8Array(await readBlob(file.blobHash)), {
      headers: {
        "content-type": inline ? file.contentType : "application/octet-stream",
        "content-disposition": `${inline ? "inline" : "attachment"}; filename*=UTF-8''${encodeURIComponent(file.filename)}`,
        "content-security-policy": "sandbox; default-src 'none'",
        "x-content-type-options": "nosniff",
        "cache-control": "private, max-age=3600",
      },
    });
  },
});
