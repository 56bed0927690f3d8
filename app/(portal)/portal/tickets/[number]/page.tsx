import { ArrowLeft, CircleCheck } from "lucide-react";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { requireCustomer } from "@/app/_door/session";
import { EventLine } from "@/components/event-line";
import { MessageCard } from "@/components/message-card";
import { timeline } from "@/components/timeline";
import { Link } from "@/components/ui/link";
import { latestSeq } from "@/domain/events/history";
import { isRefusal } from "@/lib/errors";
import { AnswerForm } from "../../_parts/answer-form";
import { Live } from "../../_parts/live";
import { PlainState } from "../../_parts/plain-state";
import { readRequest } from "./request";

type Props = { params: Promise<{ number: string }>; searchParams: Promise<{ sent?: string; opened?: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `#${(await params).number}` };
}

/** One request as its customer sees it, with his answer below. */
export default async function RequestPage({ params, searchParams }: Props) {
  const { number } = await params;
  const actor = await requireCustomer(`/tickets/${number}`, `/portal/tickets/${number}`);
  const since = await latestSeq();
  const request = await readRequest(actor, number).catch((error: unknown) => {
    if (isRefusal(error) && error.code === "not_found") notFound();
    throw error;
  });
  const [{ sent, opened }, t] = [await searchParams, await getTranslations("portal")];
  return (
    <>
      <Live number={request.number} since={since} />
      <Link href="/portal" className="inline-flex min-h-8 items-center gap-1.5 rounded text-sm text-muted hover:text-text">
        <ArrowLeft className="size-3.5" aria-hidden />
        {t("back")}
      </Link>
      <div className="mt-2 mb-5 flex flex-col items-start gap-2">
        <h1 className="text-2xl [overflow-wrap:anywhere]">{request.subject}</h1>
        <p className="flex items-center gap-2 text-sm text-faint">
          <span className="tabular-nums">#{request.number}</span>
          <PlainState label={request.label} type={request.stateType} waitsFor={request.waitsFor} />
        </p>
      </div>
      {(opened || sent) && (
        <p role="status" className="mb-4 flex items-center gap-2 rounded-md bg-good-soft px-3 py-2 text-sm text-good">
          <CircleCheck className="size-4 shrink-0" aria-hidden />
          {opened ? t("opened", { number: request.number }) : t("sent")}
        </p>
      )}
      <ol aria-label={t("conversation")} className="mb-6 flex flex-col gap-3">
        {timeline(request.messages, request.events).map((entry) => (
          <li key={entry.id}>{"text" in entry ? <EventLine at={entry.at} text={entry.text} /> : <MessageCard message={entry} />}</li>
        ))}
      </ol>
      {request.canAnswer ? (
        <AnswerForm
          // A new one after each answer, and only then: what is typed survives what happens meanwhile.
          key={sent ?? "first"}
          ticketId={request.id}
          number={request.number}
          hint={request.answering === "reopen" ? t("closedHint") : request.answering === "new-linked" ? t("anewHint") : undefined}
        />
      ) : (
        <p className="text-sm text-muted">{t("ended")}</p>
      )}
    </>
  );
}
