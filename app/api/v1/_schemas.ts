import { z } from "zod";

/** The shapes of the API: they validate what comes in, and the OpenAPI document is made from them. */
const file = z.strictObject({ filename: z.string().min(1).max(255), contentType: z.string().min(1).max(255), base64: z.base64() });
const address = z.email().max(254);
const bodyFormat = z.enum(["text", "html", "markdown"]).default("text");
const body = z.string().max(2_000_000);

export const newTicket = z.strictObject({
  subject: z.string().min(1).max(500),
  body: body.min(1),
  bodyFormat,
  customer: z.strictObject({ email: address, name: z.string().max(200).optional() }),
  queue: z.string().min(1),
  channel: z.enum(["phone", "web", "api"]).default("api"),
  priority: z.string().optional(),
  type: z.string().optional(),
  tags: z.array(z.string()).max(50).optional(),
  fields: z.record(z.string(), z.unknown()).optional(),
  internal: z.boolean().optional(),
});

export const ticketChange = z.strictObject({
  subject: z.string().min(1).max(500).optional(),
  queue: z.string().optional(),
  state: z.string().optional(),
  pendingUntil: z.iso.datetime({ offset: true }).transform((text) => new Date(text)).optional(),
  priority: z.string().optional(),
  type: z.string().nullable().optional(),
  owner: z.string().nullable().optional(),
  responsible: z.string().nullable().optional(),
  customer: z.string().optional(),
  participants: z.array(z.string()).max(100).optional(),
  tags: z.array(z.string()).max(50).optional(),
  fields: z.record(z.string(), z.unknown()).optional(),
  revision: z.number().int().positive().optional(),
});

export const newMessage = z.strictObject({
  kind: z.enum(["reply", "note"]),
  body,
  bodyFormat,
  to: z.array(address).max(50).optional(),
  cc: z.array(address).max(50).optional(),
  attachments: z.array(file).max(50).optional(),
  state: z.string().optional(),
  revision: z.number().int().positive().optional(),
});

const limit = z.coerce.number().int().min(1).max(200).optional();
const cursor = z.string().optional();

export const ticketQuery = z.strictObject({
  queue: z.string().optional(),
  state: z.string().optional(),
  stateType: z.string().optional(),
  owner: z.string().optional(),
  customer: z.string().optional(),
  tag: z.string().optional(),
  numbers: z.string().optional(),
  limit,
  cursor,
});

export const changesQuery = z.strictObject({ since: z.union([z.literal("latest"), z.coerce.number().int().min(0)]) });
export const outgoingQuery = z.strictObject({ ticket: z.string().regex(/^\d+$/), limit, cursor });
export const inboundQuery = z.strictObject({ to: z.email().optional() });
export const inboundWait = z.strictObject({ wait: z.coerce.number().min(0).max(60).optional() });
