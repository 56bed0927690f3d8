"use server";

import { z } from "zod";
import { action } from "@/app/_door/action";
import { contentOf, html } from "@/app/_door/written";
import { findOrCreateCustomer } from "@/domain/people/find-or-create";
import { openTicket } from "@/domain/tickets/open";

const opening = z.strictObject({
  customer: z.strictObject({ email: z.string().max(254), name: z.string().max(200) }),
  queue: z.string(),
  subject: z.string().max(500),
  html,
  channel: z.enum(["phone", "web"]),
  priority: z.string(),
});

export const open = action(opening, async (actor, { customer, html: written, ...wanted }) => {
  const content = await contentOf({ html: written });
  const person = await findOrCreateCustomer(actor, customer);
  return openTicket(actor, { ...wanted, ...content, customerId: person.id });
});
