import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getFormatter, getTranslations } from "next-intl/server";
import { requireAgent } from "@/app/_door/session";
import { messageCard } from "@/app/_view/message-card";
import { namesIn } from "@/components/names";
import type { AgentActor } from "@/domain/access/actor";
import { describeEvent } from "@/domain/events/describe";
import { listHistory } from "@/domain/events/history";
import { findUnread } from "@/domain/notifications/read";
import { listAgentsOfQueue } from "@/domain/people/queries";
import { listTasksOf } from "@/domain/tasks/queries";
import { listQueuesToMoveInto } from "@/domain/tickets/move";
import { getTicketPage, listChoices } from "@/domain/tickets/queries";
import { getLetter } from "@/domain/words/letter";
import { isRefusal } from "@/lib/errors";
import { textToHtml } from "@/lib/html";
import { seqBefore } from "../../_parts/read-once";
import { ListPane } from "../_parts/list-pane";
import { type Search, searchOf } from "../_parts/view";
import { TicketView } from "./_parts/ticket-view";

type Props = { params: Promise<{ number: string }>; searchParams: Promise<Search> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `#${(await params).number}` };
}

export default async function TicketPage({ params, searchParams }: Props) {
  const { number } = await params;
  const { queue, view, q } = await searchParams;
  const search = searchOf({ queue, view, q });
  const actor = await requireAgent(`/portal/tickets/${number}`, `/tickets/${number}${search}`);
  const since = await seqBefore();
  const ticket = await getTicketPage(actor, number).catch((error: unknown) => {
    if (isRefusal(error) && error.code === "not_found") notFound();
    throw error;
  });
  const [unseen, choices, agents, queues, events, tasks, letter] = await Promise.all([
    findUnread(actor, ticket.id),
    listChoices(ticket),
    listAgentsOfQueue(actor, ticket.queue),
    listQueuesToMoveInto(actor),
    happened(ticket.id, { actor, groupId: ticket.groupId }),
    ticket.taskCount > 0 ? listTasksOf(ticket.id) : [],
    getLetter(actor, ticket.id),
  ]);
  const { messages, abilities, participants, ...row } = ticket;
  return (
    <>
      <ListPane actor={actor} search={{ queue, view, q }} selected={number} />
      <TicketView
        key={ticket.id}
        since={since}
        unseen={unseen}
        me={{ name: actor.name, email: actor.email, id: actor.personId }}
        ticket={JSON.parse(JSON.stringify(row))}
        participants={participants}
        can={{
          reply: abilities["ticket.reply"],
          note: abilities["ticket.note"],
          change: abilities["ticket.change"],
          assign: abilities["ticket.assign"],
          move: abilities["ticket.move"],
          close: abilities["ticket.close"],
          decide: abilities["ticket.decide"],
          task: abilities["ticket.task"],
          tick: abilities["ticket.tick"],
          bookTime: abilities["ticket.bookTime"],
        }}
        messages={messages.map(messageCard)}
        events={events}
        tasks={JSON.parse(JSON.stringify(tasks))}
        choices={{
          states: choices.states.map(({ name, type, isDefault }) => ({ name, type, usual: isDefault })),
          priorities: choices.priorities.map((priority) => priority.name),
          types: choices.types.map((type) => type.name),
          agents,
          queues,
        }}
        letter={{
          // An empty line below, to go on from.
          opening: letter.salutation.text === "" ? "" : `${textToHtml(letter.salutation.text)}<p></p>`,
          signature: letter.signature.text,
          leftOut: [...new Set([...letter.salutation.missing, ...letter.signature.missing])],
        }}
        listHref={`/tickets${search}`}
      />
    </>
  );
}

const DRAWN_ELSEWHERE = new Set(["note.added", "call.logged", "people.notified"]);

/** What happened besides messages, each in a sentence of the reader's language. */
async function happened(ticketId: string, reader: { actor: AgentActor; groupId: string }) {
  const [t, names, history] = [await getTranslations("history"), await getTranslations("names"), await listHistory(ticketId, true, reader)];
  const [name, format] = [namesIn(names), await getFormatter()];
  const instant = (text: string) => format.dateTime(new Date(text), { dateStyle: "medium", timeStyle: "short" });
  return history
    .filter((event) => !event.type.startsWith("message.") && !DRAWN_ELSEWHERE.has(event.type))
    .map((event) => {
      const { key, values } = describeEvent(event);
      const said = Object.fromEntries(
        Object.entries(values).map(([word, value]) => [word, word === "until" ? instant(value) : name(value)]),
      );
      const who = event.actor.kind === "system" ? t("system") : (event.actor.name ?? "");
      return { id: event.id, at: event.at.toISOString(), text: `${who} ${t(key as "other", said as { type: string })}` };
    });
}
