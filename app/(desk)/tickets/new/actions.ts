"use server";

import { z } from "zod";
import { action } from "@/app/_door/action";
import { contentOfEditor, html } from "@/app/_door/written";
import { openTicket } from "@/domain/tickets/open";

const opening = z.strictObject({
  customer: z.strictObject({ email: z.string().max(254), name: z.string().max(200) }),
  queue: z.string(),
  subject: z.string().max(500),
  html,
  channel: z.enum(["phone", "web"]),
  priority: z.string(),
  type: z.string().optional(),
});

export const open = action(opening, (actor, { html: written, ...wanted }) =>
  openTicket(actor, { ...wanted, ...contentOfEditor({ html: written }) }),
);
