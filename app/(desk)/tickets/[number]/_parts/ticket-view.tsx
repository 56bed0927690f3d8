"use client";

import { ArrowLeft, Lock, PanelRight, Reply } from "lucide-react";
import dynamic from "next/dynamic";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useCallback, useEffect, useRef, useState } from "react";
import { Composer, type ComposerHandle, type Writing } from "@/components/composer";
import { DueBadge } from "@/components/due-badge";
import { EventLine } from "@/components/event-line";
import { MessageCard, type MessageCardData } from "@/components/message-card";
import { PresenceStack } from "@/components/presence-stack";
import { StatusBadge } from "@/components/status-badge";
import { type Happened, timeline } from "@/components/timeline";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { IconButton } from "@/components/ui/icon-button";
import { Link } from "@/components/ui/link";
import { useKeys } from "@/components/use-keys";
import { type Looking, sayDoing, useLive } from "@/realtime/use-live";
import { note, reply } from "../actions";
import { ActDialogs, type Asked } from "./act-dialogs";
import { ActsMenu } from "./acts-menu";
import { JoinerDecision } from "./joiner-decision";
import { Properties, type PropertyName } from "./properties";
import { Tasks } from "./tasks";
import type { Booking } from "./time-fields";
import { TimeSpent } from "./time-spent";
import { TimeWithAnswer } from "./time-with-answer";
import type { Can, Choices, Person, Task, Ticket } from "./types";
import { closeOrReopen, stateFor, useChange } from "./use-change";
import { useRecipients } from "./use-recipients";
import { useSeen } from "./use-seen";

type ViewProps = {
  since: number;
  /** The newest notice about it that stands unread at the bell. */
  unseen: string | null;
  me: Person;
  ticket: Ticket;
  participants: Person[];
  can: Can;
  messages: MessageCardData[];
  events: Happened[];
  tasks: Task[];
  choices: Choices;
  /** How a reply begins, as HTML, and what stands below it. */
  letter: { opening: string; signature: string; leftOut: string[] };
  /** The list it was opened from. */
  listHref: string;
};

const TimeDialog = dynamic(() => import("./time-dialog"));

/** Drawn where the editor is, which the server does not draw either. */
const Recipients = dynamic(() => import("./recipients"), { ssr: false });

/** From here on the details have a pane of their own; below they open over the page. */
const WIDE = "(min-width: 80rem)";

/** One ticket: the conversation, who else is here, the answer. What changes is asked for anew; what is typed stays. */
export function TicketView({
  since,
  unseen,
  me,
  ticket: truth,
  participants,
  can,
  messages,
  events,
  tasks,
  choices,
  letter,
  listHref,
}: ViewProps) {
  const t = useTranslations("ticket");
  const tc = useTranslations("composer");
  const tt = useTranslations("time");
  const router = useRouter();
  const { people } = useLive(
    { ticket: truth.number },
    since,
    useCallback(() => router.refresh(), [router]),
  );
  const { ticket, change, busy, clash, settle, untimed, withTime } = useChange(truth, listHref);
  const recipients = useRecipients(ticket, participants);
  const [time, setTime] = useState<Booking | null>(null);
  const [asksTime, setAsksTime] = useState(false);
  const doing = useCallback((what: Looking["doing"]) => sayDoing(truth.number, what), [truth.number]);
  const composer = useRef<ComposerHandle>(null);
  const [writing, setWriting] = useState(false);
  const [details, setDetails] = useState(false);
  const [opened, setOpened] = useState<PropertyName | null>(null);
  const [asked, setAsked] = useState<Asked | null>(null);
  const end = useNewest(messages.length);
  useSeen(ticket.number, unseen);

  const write = (kind: Writing["kind"]) => {
    setWriting(true);
    // The composer of a phone is drawn first.
    requestAnimationFrame(() => composer.current?.write(kind));
  };
  const choose = (name: PropertyName) => {
    if (!matchMedia(WIDE).matches) setDetails(true);
    setOpened(name);
  };
  useKeys({
    ...(can.reply ? { r: () => write("reply") } : {}),
    ...(can.note ? { n: () => write("note") } : {}),
    ...(can.assign ? { a: () => choose("owner"), i: () => change({ owner: me.id }, { owner: me }) } : {}),
    ...(can.change ? { s: () => choose("state"), w: () => setAsked({ act: "wait" }), p: () => choose("priority") } : {}),
    ...(can.move ? { m: () => choose("queue") } : {}),
    ...(can.close ? { e: () => closeOrReopen(ticket, choices, change) } : {}),
    u: () => router.push(listHref),
  });

  const submit = async ({ kind, html, files, state }: Writing) => {
    const input = { ticketId: ticket.id, html, files, state, time: time ?? undefined };
    const result = kind === "reply" ? await reply({ ...input, ...recipients.chosen }) : await note(input);
    if (result.ok) {
      if (kind === "reply") recipients.reset();
      sayDoing(ticket.number, "viewing");
      setWriting(false);
      setTime(null);
      router.refresh();
    } else if (result.error.fields?.time) setAsksTime(true);
    return result.ok ? { ok: true as const } : { ok: false as const, message: result.error.message };
  };
  const properties = (
    <>
      <Properties {...{ ticket, participants, can, choices, me, change, opened }} ask={setAsked} onOpened={setOpened} />
      <Tasks ticketId={ticket.id} tasks={tasks} agents={choices.agents} canChange={can.task} canTick={can.tick} />
      <TimeSpent ticket={ticket} canBook={can.bookTime} />
    </>
  );

  return (
    <div className="flex min-h-0 min-w-0 flex-1">
      <section aria-label={t("number", { number: ticket.number })} className="flex min-h-0 min-w-0 flex-1 flex-col bg-surface">
        <header className="flex min-h-12 shrink-0 items-center gap-2 border-b border-line px-2 py-1.5 lg:px-5">
          <Link
            href={listHref}
            aria-label={t("back")}
            className="inline-flex size-10 shrink-0 items-center justify-center rounded-md text-muted hover:bg-hover lg:hidden"
          >
            <ArrowLeft className="size-4.5" aria-hidden />
          </Link>
          <div className="flex min-w-0 flex-1 flex-col sm:flex-row sm:items-baseline sm:gap-2">
            <h1 className="min-w-0 truncate text-base" title={ticket.subject}>
              {ticket.subject}
            </h1>
            <span className="flex shrink-0 items-center gap-2 text-xs text-faint">
              <span className="tabular-nums">#{ticket.number}</span>
              <span className="sm:hidden">
                <StatusBadge type={ticket.stateType} name={ticket.state} className="text-xs text-muted" />
              </span>
            </span>
          </div>
          <PresenceStack people={people.filter((person) => person.id !== me.id)} />
          <span className="inline-flex shrink-0">
            <DueBadge due={ticket.sla} />
          </span>
          <span data-testid="state" className="inline-flex shrink-0 max-sm:hidden">
            <StatusBadge type={ticket.stateType} name={ticket.state} />
          </span>
          <ActsMenu {...{ ticket, can, me, change }} agents={choices.agents} ask={setAsked} />
          <IconButton
            label={t("more")}
            icon={<PanelRight aria-hidden />}
            onClick={() => setDetails(true)}
            className="max-lg:size-10 xl:hidden"
          />
        </header>
        <div className="min-h-0 flex-1 overflow-y-auto px-3 py-4 lg:px-5">
          <ol aria-label={t("conversation")} className="mx-auto flex max-w-3xl flex-col gap-3">
            {timeline(messages, events).map((entry) => (
              <li key={entry.id}>
                {"text" in entry ? <EventLine at={entry.at} text={entry.text} /> : <MessageCard message={entry} />}
                {"joiner" in entry && entry.joiner && can.decide && <JoinerDecision messageId={entry.id} />}
              </li>
            ))}
          </ol>
          <div ref={end} />
        </div>
        <NewestSaid messages={messages} />
        {(can.reply || can.note) && (
          <div className="shrink-0 border-t border-line bg-canvas px-2 py-2 pb-[max(0.5rem,env(safe-area-inset-bottom))] lg:px-5 lg:py-3">
            {!writing && (
              <div className="flex gap-2 md:hidden">
                {can.reply && (
                  <Button kind="primary" size="lg" className="flex-1" onClick={() => write("reply")}>
                    <Reply aria-hidden /> {tc("reply")}
                  </Button>
                )}
                {can.note && (
                  <Button kind="note" size="lg" className="flex-1" onClick={() => write("note")}>
                    <Lock aria-hidden /> {tc("note")}
                  </Button>
                )}
              </div>
            )}
            <div className={writing ? "mx-auto max-w-3xl" : "mx-auto max-w-3xl max-md:hidden"}>
              <Composer
                ref={composer}
                draftKey={`${me.id}:${ticket.id}`}
                canReply={can.reply}
                canNote={can.note}
                closes={can.close ? stateFor("closed", choices)?.name : undefined}
                waits={can.change ? stateFor("pending-reminder", choices)?.name : undefined}
                customer={ticket.customer.name}
                {...letter}
                strip={<Recipients {...{ ticket, participants, recipients }} mayChange={can.change} />}
                beside={<TimeWithAnswer value={time} onChange={setTime} open={asksTime} onOpenChange={setAsksTime} />}
                onSubmit={submit}
                onDoing={doing}
              />
            </div>
          </div>
        )}
      </section>
      <section
        aria-label={t("details")}
        aria-busy={busy}
        className="hidden w-72 shrink-0 overflow-y-auto border-l border-line bg-canvas p-4 xl:block"
      >
        {!details && properties}
      </section>
      <Dialog open={details} onOpenChange={setDetails} title={t("details")} width="sm">
        {properties}
      </Dialog>
      {untimed && <TimeDialog text={tt("queuesText")} onBook={withTime} onClose={() => withTime(null)} />}
      <ActDialogs
        {...{ asked, ticket, participants, choices, change, clash, settle }}
        mayChange={can.change}
        publicMessages={messages.filter((message) => !message.internal).length}
        onClose={() => setAsked(null)}
      />
    </div>
  );
}

/** A new message brings the end into view. */
function useNewest(count: number) {
  const end = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the count is what changes
  useEffect(() => {
    end.current?.scrollIntoView({ block: "end" });
  }, [count]);
  return end;
}

/** Tells those who hear the page that somebody wrote, and who; not what was there when it was opened. */
function NewestSaid({ messages }: { messages: MessageCardData[] }) {
  const t = useTranslations("ticket");
  const atFirst = useRef(messages.at(-1)?.id);
  const newest = messages.at(-1);
  const name = newest?.author ?? newest?.from?.name ?? "";
  return (
    <p className="sr-only" aria-live="polite">
      {newest && newest.id !== atFirst.current ? t("newMessage", { name }) : ""}
    </p>
  );
}
