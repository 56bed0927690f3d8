import type { Tx } from "@/db";
import { ticketLinks } from "@/db/schema";
import type { Actor } from "../access/actor";
import { authorize } from "../access/authorize";
import { record } from "../events/record";
import type { LoadedTicket } from "./load";

export type LinkType = "related" | "follow-up-of" | "possibly-related";

/** Links two tickets. A link that stands is left alone. */
export async function linkIn(tx: Tx, actor: Actor, ticket: LoadedTicket, otherId: string, type: LinkType): Promise<void> {
  authorize(actor, "ticket.link", ticket);
  await addLinkIn(tx, actor, ticket, otherId, type);
}

/** The write itself, for acts of which the link is a consequence. Permission is theirs. */
export async function addLinkIn(tx: Tx, actor: Actor, ticket: { id: string }, otherId: string, type: LinkType): Promise<void> {
  const added = await tx.insert(ticketLinks).values({ fromId: ticket.id, toId: otherId, type }).onConflictDoNothing().returning();
  if (added.length > 0) await record(tx, actor, { type: "ticket.linked", ticketId: ticket.id, data: { other: otherId, type } });
}
