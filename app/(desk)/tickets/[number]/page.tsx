import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { requireAgent } from "@/app/_door/session";
import { describeEvent } from "@/domain/events/describe";
import { latestSeq, listHistory } from "@/domain/events/history";
import { listAgentsOfQueue } from "@/domain/people/queries";
import { getTicketPage, listChoices, listQueues } from "@/domain/tickets/queries";
import { isRefusal } from "@/lib/errors";
import { ListPane } from "../_parts/list-pane";
import { shownHtml } from "../_parts/shown-html";
import { TicketView } from "./_parts/ticket-view";

type Props = { params: Promise<{ number: string }>; searchParams: Promise<{ queue?: string; view?: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `#${(await params).number}` };
}

export default async function TicketPage({ params, searchParams }: Props) {
  const { number } = await params;
  const actor = await requireAgent(`/portal/tickets/${number}`);
  const since = await latestSeq();
  const ticket = await getTicketPage(actor, number).catch((error: unknown) => {
    if (isRefusal(error) && error.code === "not_found") notFound();
    throw error;
  });
  const [{ queue, view }, t, choices, agents, queues, history] = await Promise.all([
    searchParams,
    getTranslations("history"),
    listChoices(),
    listAgentsOfQueue(actor, ticket.queue),
    listQueues(actor),
    listHistory(ticket.id, true),
  ]);
  const events = history
    .filter((event) => !event.type.startsWith("message.") && event.type !== "note.added")
    .map((event) => {
      const { key, values } = describeEvent(event);
      const who = event.actor.kind === "system" ? t("system") : (event.actor.name ?? "");
      return { id: event.id, at: event.at.toISOString(), text: `${who} ${t(key as "other", values as { type: string })}` };
    });
  const { messages, abilities, participants, ...row } = ticket;
  return (
    <>
      <ListPane actor={actor} search={{ queue, view }} selected={number} />
      <TicketView
        key={ticket.id}
        since={since}
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
        }}
        messages={messages.map((message) => ({
          ...{
            id: message.id,
            kind: message.kind,
            direction: message.direction,
            internal: message.internal,
            joiner: message.joiner,
            unauthenticated: message.unauthenticated && message.kind === "mail",
          },
          ...{ from: message.from, to: message.to, cc: message.cc, author: message.author?.name ?? null, at: message.at.toISOString() },
          ...shownHtml(message),
          attachments: message.attachments
            .filter((file) => !file.inline)
            .map(({ id, filename, contentType, size }) => ({ id, filename, contentType, size })),
        }))}
        events={events}
        choices={{
          states: choices.states.map((state) => state.name),
          priorities: choices.priorities.map((priority) => priority.name),
          agents,
          queues: queues.map((q) => q.name),
        }}
      />
    </>
  );
}
