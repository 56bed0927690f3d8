"use server";

import { z } from "zod";
import { action } from "@/app/_door/action";
import { when } from "@/app/_door/when";
import { contentOfEditor, files, html } from "@/app/_door/written";
import { allowMessage } from "@/domain/tickets/allow";
import { addNote } from "@/domain/tickets/note";
import { replyToTicket } from "@/domain/tickets/reply";
import { splitOutMessage } from "@/domain/tickets/split-out";
import { updateTicket } from "@/domain/tickets/update";

const writing = z.strictObject({
  ticketId: z.uuid(),
  html,
  files,
  state: z.string().optional(),
  revision: z.number().int().optional(),
});

export const reply = action(writing, (actor, input) =>
  replyToTicket(actor, input.ticketId, { ...contentOfEditor(input), state: input.state, revision: input.revision }),
);

export const note = action(writing, (actor, input) =>
  addNote(actor, input.ticketId, { ...contentOfEditor(input), state: input.state, revision: input.revision }),
);

const decision = z.strictObject({ messageId: z.uuid() });

export const allow = action(decision, async (actor, { messageId }) => {
  await allowMessage(actor, messageId);
  return null;
});

export const splitOut = action(decision, (actor, { messageId }) => splitOutMessage(actor, messageId));

const change = z.strictObject({
  ticketId: z.uuid(),
  revision: z.number().int().optional(),
  subject: z.string().optional(),
  queue: z.string().optional(),
  state: z.string().optional(),
  pendingUntil: when.optional(),
  pendingTarget: z.string().optional(),
  priority: z.string().optional(),
  owner: z.string().nullable().optional(),
  tags: z.array(z.string()).optional(),
});

export const update = action(change, (actor, { ticketId, ...wanted }) => updateTicket(actor, ticketId, wanted));
