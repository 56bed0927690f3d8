"use client";

import { Clock } from "lucide-react";
import { useTranslations } from "next-intl";
import type { FormEvent } from "react";
import { Button } from "@/components/ui/button";
import { Popover } from "@/components/ui/popover";
import { type Booking, bookingOf, TimeFields } from "./time-fields";

type Props = { value: Booking | null; onChange: (value: Booking | null) => void; open: boolean; onOpenChange: (open: boolean) => void };

/** The time that is booked with what is being written. */
export function TimeWithAnswer({ value, onChange, open, onOpenChange }: Props) {
  const t = useTranslations("time");
  const take = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    event.stopPropagation();
    onChange(bookingOf(event.currentTarget));
    onOpenChange(false);
  };
  return (
    <Popover
      open={open}
      onOpenChange={onOpenChange}
      label={t("book")}
      side="top"
      trigger={
        <Button kind="quiet" aria-label={value ? `${t("book")}: ${t("added", { minutes: value.minutes })}` : t("book")}>
          <Clock aria-hidden />
          <span className={value ? "" : "max-sm:sr-only"}>{value ? t("added", { minutes: value.minutes }) : t("add")}</span>
        </Button>
      }
    >
      <form onSubmit={take} className="flex flex-col gap-3">
        <TimeFields initial={value ?? undefined} />
        <div className="flex justify-end gap-2">
          {value && (
            <Button
              kind="quiet"
              onClick={() => {
                onChange(null);
                onOpenChange(false);
              }}
            >
              {t("clear")}
            </Button>
          )}
          <Button type="submit" kind="primary">
            {t("done")}
          </Button>
        </div>
      </form>
    </Popover>
  );
}
