"use server";

import { z } from "zod";
import { action } from "@/app/_door/action";
import { storeBlob } from "@/domain/attachments/store";
import { addNote } from "@/domain/tickets/note";
import { replyToTicket } from "@/domain/tickets/reply";
import { updateTicket } from "@/domain/tickets/update";
import { cleanEditorHtml, htmlToText } from "@/lib/html";

const file = z.strictObject({ filename: z.string().min(1).max(255), contentType: z.string().max(255), base64: z.base64() });
const writing = z.strictObject({
  ticketId: z.uuid(),
  html: z.string().max(1_000_000),
  files: z.array(file).max(20),
  state: z.string().optional(),
  revision: z.number().int().optional(),
});

type Writing = z.infer<typeof writing>;

async function contentOf({ html, files }: Writing) {
  const clean = cleanEditorHtml(html);
  const stored = [];
  for (const { filename, contentType, base64 } of files) {
    const bytes = Buffer.from(base64, "base64");
    stored.push({ blobHash: await storeBlob(bytes), filename, contentType, size: bytes.length });
  }
  return { html: clean, text: htmlToText(clean), files: stored };
}

export const reply = action(writing, async (actor, input) =>
  replyToTicket(actor, input.ticketId, { ...(await contentOf(input)), state: input.state, revision: input.revision }),
);

export const note = action(writing, async (actor, input) =>
  addNote(actor, input.ticketId, { ...(await contentOf(input)), state: input.state }),
);

const change = z.strictObject({
  ticketId: z.uuid(),
  revision: z.number().int().optional(),
  subject: z.string().optional(),
  queue: z.string().optional(),
  state: z.string().optional(),
  pendingUntil: z.coerce.date().optional(),
  priority: z.string().optional(),
  owner: z.string().nullable().optional(),
  tags: z.array(z.string()).optional(),
});

export const update = action(change, (actor, { ticketId, ...wanted }) => updateTicket(actor, ticketId, wanted));
