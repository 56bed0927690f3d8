import type { Tx } from "@/db";
import type { Actor } from "../access/actor";
import { record } from "../events/record";
import { type Answered, answerIn, type Holder, requireAnswersToClose } from "../fields/answer";
import type { LoadedTicket } from "./load";

type Asked = Pick<LoadedTicket, "id" | "groupId" | "queueId" | "typeId">;

/** Answers fields of a ticket, by key; each asks its own right. Refuses like `answerIn`. */
export async function setFieldsIn(tx: Tx, actor: Actor, ticket: Asked, fields: Record<string, unknown>): Promise<boolean> {
  const answered = await answerIn(tx, actor, holderOf(ticket), fields);
  if (answered) await recordAnswers(tx, actor, ticket.id, answered);
  return answered !== null;
}

/** What was answered is personal or may be: it lies beside the event, as one text before and one after. */
export async function recordAnswers(tx: Tx, actor: Actor, ticketId: string, { fields, before, after }: Answered): Promise<void> {
  await record(tx, actor, {
    type: "ticket.fieldsChanged",
    ticketId,
    data: { fields },
    values: { fields: { before: JSON.stringify(before), after: JSON.stringify(after) } },
  });
}

/** Refuses to close while a field is empty that must not be then. */
export const requireFieldsToClose = (tx: Tx, ticket: Asked): Promise<void> => requireAnswersToClose(tx, holderOf(ticket));

export const holderOf = ({ id, groupId, queueId, typeId }: Asked): Holder => ({ entity: "ticket", id, groupId, queueId, typeId });
