"use client";

import { useRouter } from "next/navigation";
import { useFormatter, useTranslations } from "next-intl";
import { useCallback, useEffect, useState } from "react";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { book, correct, entries, takeBack } from "../time-actions";
import TimeDialog from "./time-dialog";
import type { Booking } from "./time-fields";

type Result = Awaited<ReturnType<typeof entries>>;
type Entry = Extract<Result, { ok: true }>["data"][number];
type TimeListProps = { ticket: { id: string; number: string }; canBook: boolean; onClose: () => void };

/** What was booked on a ticket, each corrected or taken back where it stands. */
export default function TimeList({ ticket, canBook, onClose }: TimeListProps) {
  const [t, format, router] = [useTranslations("time"), useFormatter(), useRouter()];
  const [list, setList] = useState<Entry[] | null>(null);
  const [asked, setAsked] = useState<Entry | "new" | null>(null);
  const [fault, setFault] = useState<string | null>(null);
  const load = useCallback(async () => {
    const result = await entries({ number: ticket.number }).catch(() => null);
    setList(result?.ok ? result.data : []);
  }, [ticket.number]);
  useEffect(() => {
    void load();
  }, [load]);
  const run = async (act: Promise<{ ok: true } | { ok: false; error: { message: string } }>) => {
    setAsked(null);
    const result = await act.catch(() => null);
    setFault(result?.ok ? null : (result?.error.message ?? t("away")));
    router.refresh();
    await load();
  };
  if (asked) {
    const known = asked === "new" ? undefined : asked;
    const onBook = (booking: Booking) =>
      void run(known ? correct({ entryId: known.id, ...booking }) : book({ ticketId: ticket.id, ...booking }));
    return <TimeDialog initial={known} onBook={onBook} onClose={() => setAsked(null)} />;
  }
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t("title")}
      footer={
        canBook && (
          <Button kind="primary" onClick={() => setAsked("new")}>
            {t("book")}
          </Button>
        )
      }
    >
      {fault && (
        <p role="alert" className="mb-2 text-sm text-bad">
          {fault}
        </p>
      )}
      {list?.length === 0 && <p className="text-sm text-muted">{t("none")}</p>}
      <ul className="flex flex-col divide-y divide-line">
        {list?.map((entry) => (
          <li key={entry.id} className="flex flex-wrap items-center gap-x-2 py-2 text-sm">
            <span className="min-w-0 flex-1">
              <span className="font-medium tabular-nums">{t("added", { minutes: entry.minutes })}</span> {entry.activity}{" "}
              {entry.billable && <Badge>{t("billable")}</Badge>}
              <span className="block text-xs text-muted [overflow-wrap:anywhere]">
                {[entry.person.name, format.dateTime(new Date(entry.at), { dateStyle: "medium" }), entry.note].filter(Boolean).join(" · ")}
              </span>
            </span>
            {canBook && (
              <>
                <Button size="sm" kind="quiet" onClick={() => setAsked(entry)}>
                  {t("correct")}
                </Button>
                <Button size="sm" kind="quiet" onClick={() => void run(takeBack({ entryId: entry.id }))}>
                  {t("remove")}
                </Button>
              </>
            )}
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
