import { getTranslations } from "next-intl/server";
import { messageCard } from "@/app/_view/message-card";
import type { Happened } from "@/components/timeline";
import type { CustomerActor } from "@/domain/access/actor";
import type { EventName } from "@/domain/events/catalog";
import { type HistoryEvent, listHistory } from "@/domain/events/history";
import { whatAnAnswerDoes } from "@/domain/tickets/follow-up";
import { getTicketPage } from "@/domain/tickets/queries";

/**
 * Everything the page of a request is made of, and nothing else: what is not in here cannot reach the customer's
 * browser. tests/access/portal.test.ts looks for an internal note in it.
 */
export async function readRequest(actor: CustomerActor, number: string) {
  const ticket = await getTicketPage(actor, number);
  const t = await getTranslations("portal");
  const [history, answering] = [await listHistory(ticket.id, false), await whatAnAnswerDoes(ticket.id)];
  const ended = ticket.stateType === "merged" || ticket.stateType === "removed" || answering === "reject";
  return {
    id: ticket.id,
    number: ticket.number,
    subject: ticket.subject,
    label: ticket.stateLabel,
    stateType: ticket.stateType,
    waitsFor: ticket.waitsFor,
    canAnswer: ticket.abilities["ticket.reply"] && !ended,
    answering,
    messages: ticket.messages.map(messageCard),
    events: history.flatMap((event): Happened[] => {
      const said = SAID[event.type as EventName];
      return said ? [{ id: event.id, at: event.at.toISOString(), text: t(said, { to: renamedTo(event) }) }] : [];
    }),
  };
}

/** What happened besides messages, as far as it means something to a customer. */
const SAID: Partial<Record<EventName, "happenedClosed" | "happenedReopened" | "happenedWaiting" | "happenedRenamed">> = {
  "ticket.closed": "happenedClosed",
  "ticket.reopened": "happenedReopened",
  "ticket.pended": "happenedWaiting",
  "ticket.renamed": "happenedRenamed",
};

const renamedTo = (event: HistoryEvent): string => event.values.subject?.after ?? "";
