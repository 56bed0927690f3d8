"use server";

import { redirect } from "next/navigation";
import { z } from "zod";
import { action } from "@/app/_door/action";
import { type FormState, formState, uploaded, uploads } from "@/app/_door/form";
import { personIdOf } from "@/domain/access/actor";
import { openTicket } from "@/domain/tickets/open";
import { replyToTicket } from "@/domain/tickets/reply";

/** Both work as plain forms, without a script: they end in another page, or in the same one with what is wrong. */

const text = z.string().max(200_000);

const send = action(z.strictObject({ ticketId: z.uuid(), text, files: uploads }), async (actor, { ticketId, text: said, files }) =>
  replyToTicket(actor, ticketId, { text: said, files: await uploaded(files) }),
);

export async function answer(_before: FormState, form: FormData): Promise<FormState> {
  const typed = { text: String(form.get("text") ?? "") };
  const result = await send({ ticketId: String(form.get("ticketId")), ...typed, files: form.getAll("files") as File[] });
  if (!result.ok) return formState(result, typed);
  const { messageId, opened } = result.data;
  redirect(opened ? `/portal/tickets/${opened.number}?opened=1` : `/portal/tickets/${Number(form.get("number"))}?sent=${messageId}`);
}

const opening = z.strictObject({ subject: z.string().max(500), queue: z.string(), text, files: uploads });

const open = action(opening, async (actor, { files, ...request }) =>
  openTicket(actor, { ...request, customerId: personIdOf(actor)!, channel: "web", files: await uploaded(files) }),
);

export async function ask(_before: FormState, form: FormData): Promise<FormState> {
  const typed = {
    subject: String(form.get("subject") ?? ""),
    queue: String(form.get("queue") ?? ""),
    text: String(form.get("text") ?? ""),
  };
  const result = await open({ ...typed, files: form.getAll("files") as File[] });
  if (!result.ok) return formState(result, typed);
  redirect(`/portal/tickets/${result.data.number}?opened=1`);
}
