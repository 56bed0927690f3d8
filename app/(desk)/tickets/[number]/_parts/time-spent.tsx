"use client";

import dynamic from "next/dynamic";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";

const TimeList = dynamic(() => import("./time-list"));

/** The sum of what was booked; behind it the list, asked for when it is opened. */
export function TimeSpent({ ticket, canBook }: { ticket: { id: string; number: string; minutesSpent: number }; canBook: boolean }) {
  const t = useTranslations("time");
  const [open, setOpen] = useState(false);
  const { minutesSpent } = ticket;
  if (minutesSpent === 0 && !canBook) return null;
  const spent = t("spent", { hours: Math.floor(minutesSpent / 60), minutes: minutesSpent % 60 });
  return (
    <section aria-label={t("title")} className="mt-4 flex items-center gap-2 border-t border-line pt-3">
      <h2 className="w-22 text-sm text-muted">{t("title")}</h2>
      <Button kind="quiet" size="sm" onClick={() => setOpen(true)} className="max-lg:h-10">
        {minutesSpent > 0 ? spent : t("book")}
      </Button>
      {open && <TimeList ticket={ticket} canBook={canBook} onClose={() => setOpen(false)} />}
    </section>
  );
}
