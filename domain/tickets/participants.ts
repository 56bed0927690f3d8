import { and, eq, inArray } from "drizzle-orm";
import { db, type Tx } from "@/db";
import { people, ticketParticipants } from "@/db/schema";
import { Refusal } from "@/lib/errors";
import { isId } from "@/lib/ids";
import type { Actor } from "../access/actor";
import { authorize } from "../access/authorize";
import { record } from "../events/record";
import { findOrCreatePersonIn } from "../people/create";
import { getPersonOrThrow, type Person } from "../people/find";
import { joinTicketIn, namesOf } from "./join";
import { type LoadedTicket, lockTicket } from "./load";
import { touch } from "./touch";

/** Recipients of every answer; more is a mailing list. */
export const MAX_PARTICIPANTS = 100;

/**
 * Brings somebody into the conversation, by id or address; an address nobody has yet becomes a person. From now on he
 * gets what is said in public, and may read what was. Who takes part already is left alone. Refuses what is no address,
 * and one more than a hundred.
 */
export async function addParticipant(actor: Actor, ticketId: string, who: string): Promise<void> {
  await db.transaction(async (tx) => {
    const ticket = await lockTicket(tx, ticketId);
    authorize(actor, "ticket.join", ticket);
    const person = isId(who) ? await getPersonOrThrow(tx, who, "participant") : await findOrCreatePersonIn(tx, actor, { email: who });
    if (takesPart(ticket, person.id)) return;
    if (ticket.participantIds.length >= MAX_PARTICIPANTS) refuseMore();
    await joinTicketIn(tx, actor, ticket, [person.id]);
    await touch(tx, ticketId);
  });
}

/** Takes somebody out of the conversation: he gets no more of it and sees it no longer. Who takes no part is no error. */
export async function removeParticipant(actor: Actor, ticketId: string, who: string): Promise<void> {
  await db.transaction(async (tx) => {
    const ticket = await lockTicket(tx, ticketId);
    authorize(actor, "ticket.change", ticket);
    const person = await getPersonOrThrow(tx, who, "participant");
    if (!ticket.participantIds.includes(person.id)) return;
    await tx.delete(ticketParticipants).where(and(eq(ticketParticipants.ticketId, ticketId), eq(ticketParticipants.personId, person.id)));
    await recordIn(tx, actor, ticket, [], [person]);
    await touch(tx, ticketId);
  });
}

/** Makes these the participants, whoever they were before. */
export async function setParticipantsIn(tx: Tx, actor: Actor, ticket: LoadedTicket, wanted: readonly string[]): Promise<boolean> {
  authorize(actor, "ticket.change", ticket);
  if (wanted.length > MAX_PARTICIPANTS) refuseMore();
  const persons = new Map<string, Person>();
  for (const who of wanted) {
    const person = await getPersonOrThrow(tx, who, "participants");
    if (person.id !== ticket.customerId) persons.set(person.id, person);
  }
  const added = [...persons.values()].filter(({ id }) => !ticket.participantIds.includes(id));
  const removedIds = ticket.participantIds.filter((id) => !persons.has(id));
  if (added.length + removedIds.length === 0) return false;
  const removed = removedIds.length ? await tx.select().from(people).where(inArray(people.id, removedIds)) : [];
  await tx.delete(ticketParticipants).where(eq(ticketParticipants.ticketId, ticket.id));
  const rows = [...persons.keys()].map((personId) => ({ ticketId: ticket.id, personId }));
  if (rows.length) await tx.insert(ticketParticipants).values(rows);
  await recordIn(tx, actor, ticket, added, removed);
  ticket.participantIds = [...persons.keys()];
  return true;
}

async function recordIn(tx: Tx, actor: Actor, ticket: LoadedTicket, added: Person[], removed: Person[]): Promise<void> {
  const idsOf = (persons: Person[]) => persons.map((person) => person.id);
  await record(tx, actor, {
    type: "ticket.participantsChanged",
    ticketId: ticket.id,
    data: { added: idsOf(added), removed: idsOf(removed) },
    values: { added: { after: namesOf(added) }, removed: { before: namesOf(removed) } },
  });
}

const takesPart = (ticket: LoadedTicket, personId: string) => personId === ticket.customerId || ticket.participantIds.includes(personId);

function refuseMore(): never {
  const message = `A conversation has ${MAX_PARTICIPANTS} participants at the most.`;
  throw new Refusal("invalid", "tooManyParticipants", message, { fields: { participants: message } });
}
