import { db } from "@/db";
import { Refusal } from "@/lib/errors";
import type { Actor } from "../access/actor";
import { authorize } from "../access/authorize";
import { record } from "../events/record";
import { addMessage, type Content, contentIn, messageFacts } from "./add-message";
import { type Booking, bookTimeIn, requireTime } from "./book-time";
import type { When } from "./business-time";
import { lockTicket, stateOfType } from "./load";
import { requireText } from "./note";
import { requireRevision } from "./revision";
import { moveToState, setStateIn } from "./set-state";
import { typeAfterAgentReply } from "./state";
import { touch } from "./touch";

export type Call = Content & {
  /** Who rang whom: the customer us (`in`), or we him (`out`). */
  direction: "in" | "out";
  /** Of a call of ours: whether he was spoken to. Only that is an answer. */
  reached?: boolean;
  /** How long it took. */
  seconds?: number;
  time?: Booking;
  state?: string;
  pendingUntil?: When;
  revision?: number;
};

/**
 * Writes down what was said on the telephone, as a part of the conversation that the customer may read; no mail leaves.
 * A call of ours in which he was reached answers him like a reply; any other moves no clock.
 */
export async function logCall(actor: Actor, ticketId: string, call: Call): Promise<{ messageId: string }> {
  return db.transaction(async (tx) => {
    const ticket = await lockTicket(tx, ticketId);
    authorize(actor, "ticket.logCall", ticket);
    requireRevision(ticket, call.revision);
    requireText(call);
    requireTime(ticket, actor, call.time);
    if (ticket.state.type === "merged" || ticket.state.type === "removed") {
      throw new Refusal("conflict", "ticketEnded", `This ticket is ${ticket.state.name}; it takes no further messages.`);
    }
    const reached = call.direction === "out" && Boolean(call.reached);
    const message = await addMessage(tx, {
      ...contentIn(call),
      ticketId,
      kind: "phone",
      direction: call.direction,
      internal: false,
      authorId: actor.kind === "system" ? null : actor.personId,
      subject: ticket.subject,
      call: { reached: call.direction === "in" || reached, seconds: call.seconds ?? null },
    });
    const lasted = call.seconds === undefined ? {} : { seconds: call.seconds };
    const data = { ...messageFacts(message, call.files), direction: call.direction, reached, ...lasted };
    await record(tx, actor, { type: "call.logged", ticketId, data });
    if (call.time) await bookTimeIn(tx, actor, ticket, call.time, message.id);
    const next = typeAfterAgentReply(ticket.state.type);
    if (call.state) await setStateIn(tx, actor, ticket, call.state, { until: call.pendingUntil });
    else if (next !== ticket.state.type) await moveToState(tx, actor, ticket, await stateOfType(tx, next));
    await touch(tx, ticketId);
    return { messageId: message.id };
  });
}
