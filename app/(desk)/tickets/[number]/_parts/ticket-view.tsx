"use client";

import { ArrowLeft } from "lucide-react";
import Link from "next/link";
import { useRouter, useSearchParams } from "next/navigation";
import { useTranslations } from "next-intl";
import { useCallback, useEffect, useRef, useState } from "react";
import type { ListRow } from "@/app/(desk)/_parts/use-ticket-list";
import { Composer, type Writing } from "@/components/composer";
import { EventLine } from "@/components/event-line";
import { MessageCard, type MessageCardData } from "@/components/message-card";
import { StatusBadge } from "@/components/status-badge";
import { Avatar } from "@/components/ui/avatar";
import { type Looking, sayDoing, useLive } from "@/realtime/use-live";
import { note, reply } from "../actions";
import { type Choices, Properties } from "./properties";

export type Can = { reply: boolean; note: boolean; change: boolean; assign: boolean; move: boolean; close: boolean };
type Message = MessageCardData;

type ViewProps = {
  since: number;
  me: { id: string; name: string; email: string };
  ticket: ListRow & { id: string };
  participants: { id: string; name: string; email: string }[];
  can: Can;
  messages: Message[];
  events: { id: string; at: string; text: string }[];
  choices: Choices;
};

/** One ticket: the conversation, who else is here, the answer. What changes is asked for anew; what is typed stays. */
export function TicketView({ since, me, ticket, participants, can, messages, events, choices }: ViewProps) {
  const t = useTranslations("ticket");
  const router = useRouter();
  const search = useSearchParams().toString();
  const { people } = useLive(
    { ticket: ticket.number },
    since,
    useCallback(() => router.refresh(), [router]),
  );
  const others = people.filter((person) => person.id !== me.id);
  const end = useRef<HTMLDivElement>(null);
  const count = messages.length;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new message brings the end into view
  useEffect(() => {
    end.current?.scrollIntoView({ block: "end" });
  }, [count]);

  const submit = async ({ kind, html, files, state }: Writing) => {
    const input = { ticketId: ticket.id, html, files, state };
    const result = kind === "reply" ? await reply(input) : await note(input);
    if (result.ok) {
      sayDoing(ticket.number, "viewing");
      router.refresh();
    }
    return result.ok ? { ok: true as const } : { ok: false as const, message: result.error.message };
  };

  return (
    <div className="flex min-h-0 min-w-0 flex-1 flex-col lg:flex-row">
      <main className="flex min-h-0 min-w-0 flex-1 flex-col bg-surface">
        <header className="flex min-h-12 shrink-0 items-center gap-2 border-b border-line px-3 lg:px-5">
          <Link
            href={`/tickets${search ? `?${search}` : ""}`}
            className="inline-flex size-8 items-center justify-center rounded-md text-muted hover:bg-hover lg:hidden"
            aria-label={t("messages")}
          >
            <ArrowLeft className="size-4" aria-hidden />
          </Link>
          <h1 className="min-w-0 truncate text-[15px] font-semibold">{ticket.subject}</h1>
          <span className="shrink-0 text-[13px] tabular-nums text-faint">#{ticket.number}</span>
          <span data-testid="state" className="ml-auto shrink-0">
            <StatusBadge type={ticket.stateType} name={ticket.state} />
          </span>
          <Presence people={others} />
        </header>
        <div className="min-h-0 flex-1 overflow-y-auto px-3 py-4 lg:px-5">
          <ol aria-label={t("conversation")} className="mx-auto flex max-w-3xl flex-col gap-3">
            {timeline(messages, events).map((entry) => (
              <li key={entry.id}>{"text" in entry ? <EventLine at={entry.at} text={entry.text} /> : <MessageCard message={entry} />}</li>
            ))}
          </ol>
          <div ref={end} />
        </div>
        {(can.reply || can.note) && (
          <div className="shrink-0 border-t border-line bg-canvas px-3 py-2.5 lg:px-5">
            <div className="mx-auto max-w-3xl">
              <Composer
                draftKey={`${me.id}:${ticket.id}`}
                canReply={can.reply}
                canNote={can.note}
                customer={ticket.customer.name}
                recipients={[ticket.customer, ...participants]}
                onSubmit={submit}
                onDoing={(doing) => sayDoing(ticket.number, doing)}
              />
            </div>
          </div>
        )}
      </main>
      <Properties ticket={ticket} participants={participants} can={can} choices={choices} me={me} />
    </div>
  );
}

/** Messages and what happened between them, in one order of time. */
function timeline(messages: Message[], events: ViewProps["events"]): (Message | ViewProps["events"][number])[] {
  return [...messages, ...events].sort((a, b) => (a.at === b.at ? ("text" in a ? -1 : 1) : a.at < b.at ? -1 : 1));
}

function Presence({ people }: { people: Looking[] }) {
  const t = useTranslations("ticket");
  const [said, setSaid] = useState("");
  const text = people.map(({ name, doing }) => t(doing, { name })).join(", ");
  // Said politely and not at every heartbeat.
  useEffect(() => {
    const timer = setTimeout(() => setSaid(text), 1000);
    return () => clearTimeout(timer);
  }, [text]);
  return (
    <span data-testid="presence" className="flex shrink-0 items-center gap-1">
      {people.map((person) => (
        <span key={person.id} className="inline-flex items-center gap-1.5" title={t(person.doing, { name: person.name })}>
          <Avatar name={person.name} size={24} ring={person.doing !== "viewing"} />
          <span className="hidden text-[12px] text-muted xl:inline">{t(person.doing, { name: person.name })}</span>
          <span className="sr-only xl:hidden">{person.name}</span>
        </span>
      ))}
      <span className="sr-only" aria-live="polite">
        {said}
      </span>
    </span>
  );
}
