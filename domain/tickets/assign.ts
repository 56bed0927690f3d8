import { eq } from "drizzle-orm";
import type { Tx } from "@/db";
import { people, tickets } from "@/db/schema";
import { Refusal } from "@/lib/errors";
import type { Actor } from "../access/actor";
import { authorize } from "../access/authorize";
import type { PersonalValue } from "../events/catalog";
import { record } from "../events/record";
import { rightsOf } from "../people/actors";
import { getPersonOrThrow } from "../people/find";
import type { LoadedTicket } from "./load";

/**
 * Owner (who does it) or responsible (who answers for it), by address or id. Refuses somebody who has left or could not
 * read the ticket: it would be gone from the desk.
 */
export async function assignIn(
  tx: Tx,
  actor: Actor,
  ticket: LoadedTicket,
  role: "owner" | "responsible",
  who: string | null,
): Promise<boolean> {
  authorize(actor, "ticket.assign", ticket);
  const column = role === "owner" ? "ownerId" : "responsibleId";
  const to = who === null ? null : await getPersonOrThrow(tx, who, role);
  if ((to?.id ?? null) === ticket[column]) return false;
  if (to && !(to.active && (await mayWorkOn(tx, to.id, ticket.groupId)))) {
    const message = `${to.name} does not work in this queue.`;
    throw new Refusal("invalid", "notInQueue", message, { fields: { [role]: message } });
  }
  const [from] = ticket[column] ? await tx.select().from(people).where(eq(people.id, ticket[column])) : [];
  await tx
    .update(tickets)
    .set({ [column]: to?.id ?? null })
    .where(eq(tickets.id, ticket.id));
  await record(tx, actor, {
    type: role === "owner" ? "ticket.assigned" : "ticket.responsibleChanged",
    ticketId: ticket.id,
    data: { from: from?.id ?? null, to: to?.id ?? null },
    values: { [role]: { before: from?.name, after: to?.name } } as Record<typeof role, PersonalValue>,
  });
  ticket[column] = to?.id ?? null;
  return true;
}

/** Who could not even write a note there has no use for the ticket. */
export async function mayWorkOn(tx: Tx, personId: string, groupId: string): Promise<boolean> {
  const rights = await rightsOf(personId, tx);
  return [rights.everywhere, rights.byGroup.get(groupId)].some((set) => set?.has("note") || set?.has("full"));
}
