import { eq } from "drizzle-orm";
import type { Tx } from "@/db";
import { people, tickets } from "@/db/schema";
import type { Actor } from "../access/actor";
import { record } from "../events/record";
import { mayWorkOn } from "./assign";
import type { LoadedTicket } from "./load";

/**
 * A ticket that is opened again goes back to its owner, unless he has left or works here no more: then it belongs to
 * nobody, so that somebody sees it (docs/mail.md, A5). A consequence of the opening; permission was that act's.
 */
export async function releaseUnableOwnerIn(tx: Tx, actor: Actor, ticket: LoadedTicket): Promise<void> {
  if (!ticket.ownerId) return;
  const [owner] = await tx.select().from(people).where(eq(people.id, ticket.ownerId));
  if (owner?.active && (await mayWorkOn(tx, owner.id, ticket.groupId))) return;
  await tx.update(tickets).set({ ownerId: null }).where(eq(tickets.id, ticket.id));
  await record(tx, actor, {
    type: "ticket.assigned",
    ticketId: ticket.id,
    data: { from: ticket.ownerId, to: null },
    values: { owner: { before: owner?.name } },
  });
  ticket.ownerId = null;
}
