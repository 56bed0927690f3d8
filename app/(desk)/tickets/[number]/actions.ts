"use server";

import { z } from "zod";
import { action } from "@/app/_door/action";
import { booking } from "@/app/_door/booking";
import { when } from "@/app/_door/when";
import { contentOfEditor, files, html } from "@/app/_door/written";
import { allowMessage } from "@/domain/tickets/allow";
import { linkTickets, unlinkTickets } from "@/domain/tickets/link";
import { logCall } from "@/domain/tickets/log-call";
import { addNote } from "@/domain/tickets/note";
import { addParticipant, removeParticipant } from "@/domain/tickets/participants";
import { isReadable } from "@/domain/tickets/queries";
import { replyToTicket } from "@/domain/tickets/reply";
import { splitOutMessage } from "@/domain/tickets/split-out";
import { updateTicket } from "@/domain/tickets/update";
import { textToHtml } from "@/lib/html";

const box = z.strictObject({ name: z.string().max(200), address: z.email().max(254) });

const writing = z.strictObject({
  ticketId: z.uuid(),
  html,
  files,
  state: z.string().optional(),
  revision: z.number().int().optional(),
  time: booking.optional(),
  to: z.array(box).max(50).optional(),
  cc: z.array(box).max(100).optional(),
});

export const reply = action(writing, (actor, input) =>
  replyToTicket(actor, input.ticketId, {
    ...contentOfEditor(input),
    state: input.state,
    revision: input.revision,
    time: input.time,
    to: input.to,
    cc: input.cc,
  }),
);

export const note = action(writing, (actor, input) =>
  addNote(actor, input.ticketId, { ...contentOfEditor(input), state: input.state, revision: input.revision, time: input.time }),
);

const decision = z.strictObject({ messageId: z.uuid() });

export const allow = action(decision, async (actor, { messageId }) => {
  await allowMessage(actor, messageId);
  return null;
});

export const splitOut = action(decision, (actor, { messageId }) => splitOutMessage(actor, messageId));

const change = z.strictObject({
  ticketId: z.uuid(),
  time: booking.optional(),
  revision: z.number().int().optional(),
  subject: z.string().optional(),
  queue: z.string().optional(),
  state: z.string().optional(),
  pendingUntil: when.optional(),
  pendingTarget: z.string().optional(),
  priority: z.string().optional(),
  type: z.string().nullable().optional(),
  owner: z.string().nullable().optional(),
  responsible: z.string().nullable().optional(),
  customer: z.string().optional(),
  seen: z
    .strictObject({
      subject: z.string(),
      queue: z.string(),
      state: z.string(),
      priority: z.string().nullable(),
      owner: z.string().nullable(),
      responsible: z.string().nullable(),
    })
    .partial()
    .optional(),
  tags: z.array(z.string()).optional(),
});

/** Tells whether the ticket was moved out of the mover's sight. */
export const update = action(change, async (actor, { ticketId, ...wanted }) => {
  await updateTicket(actor, ticketId, wanted);
  return { gone: wanted.queue !== undefined && !(await isReadable(actor, ticketId)) };
});

const participant = z.strictObject({ ticketId: z.uuid(), who: z.string().max(254) });

export const bringIn = action(participant, async (actor, { ticketId, who }) => {
  await addParticipant(actor, ticketId, who);
  return null;
});

export const takeOut = action(participant, async (actor, { ticketId, who }) => {
  await removeParticipant(actor, ticketId, who);
  return null;
});

const link = z.strictObject({ ticketId: z.uuid(), type: z.string().max(50), other: z.string().max(20) });

export const linkTo = action(link, async (actor, { ticketId, type, other }) => {
  await linkTickets(actor, ticketId, type, other);
  return null;
});

export const unlinkFrom = action(link, async (actor, { ticketId, type, other }) => {
  await unlinkTickets(actor, ticketId, type, other);
  return null;
});

const call = z.strictObject({
  ticketId: z.uuid(),
  text: z.string().max(100_000),
  direction: z.enum(["in", "out"]),
  reached: z.boolean(),
  minutes: z.number().min(0).max(1440).optional(),
  state: z.string().optional(),
});

export const writeCall = action(call, (actor, { ticketId, text, minutes, ...said }) =>
  logCall(actor, ticketId, {
    ...said,
    text,
    html: textToHtml(text),
    seconds: minutes === undefined ? undefined : Math.round(minutes * 60),
  }),
);
