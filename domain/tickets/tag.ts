import { eq } from "drizzle-orm";
import type { Tx } from "@/db";
import { tickets } from "@/db/schema";
import { Refusal } from "@/lib/errors";
import type { Actor } from "../access/actor";
import { authorize } from "../access/authorize";
import { record } from "../events/record";
import type { LoadedTicket } from "./load";

const MAX_TAGS = 50;
const MAX_LENGTH = 60;

/** Replaces a ticket's tags. Tags are lower case, without commas, each once. */
export async function setTagsIn(tx: Tx, actor: Actor, ticket: LoadedTicket, wanted: readonly string[]): Promise<boolean> {
  authorize(actor, "ticket.change", ticket);
  const tags = cleanTags(wanted);
  const added = tags.filter((tag) => !ticket.tags.includes(tag));
  const removed = ticket.tags.filter((tag) => !tags.includes(tag));
  if (added.length + removed.length === 0) return false;
  await tx.update(tickets).set({ tags }).where(eq(tickets.id, ticket.id));
  await record(tx, actor, { type: "ticket.tagged", ticketId: ticket.id, data: { added, removed } });
  return true;
}

/** Refuses more than fifty tags and one longer than sixty characters. */
export function cleanTags(wanted: readonly string[]): string[] {
  const tags = [...new Set(wanted.map((tag) => tag.trim().toLowerCase().replaceAll(",", "")).filter((tag) => tag !== ""))];
  const tooLong = tags.find((tag) => tag.length > MAX_LENGTH);
  if (tooLong || tags.length > MAX_TAGS) {
    const message = `A ticket takes ${MAX_TAGS} tags of ${MAX_LENGTH} characters at the most.`;
    throw new Refusal("invalid", "tooManyTags", message, { fields: { tags: message } });
  }
  return tags;
}
