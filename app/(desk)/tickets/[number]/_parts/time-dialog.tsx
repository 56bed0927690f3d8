"use client";

import { useTranslations } from "next-intl";
import type { FormEvent } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose } from "@/components/ui/dialog";
import { type Booking, bookingOf, TimeFields } from "./time-fields";

type TimeDialogProps = { text?: string; initial?: Partial<Booking>; onBook: (booking: Booking) => void; onClose: () => void };

/** Asks for the time spent before something is done with it. */
export default function TimeDialog({ text, initial, onBook, onClose }: TimeDialogProps) {
  const t = useTranslations("time");
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    onBook(bookingOf(event.currentTarget));
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t("book")}
      text={text}
      width="sm"
      footer={
        <>
          <DialogClose>
            <Button kind="quiet">{t("cancel")}</Button>
          </DialogClose>
          <Button kind="primary" type="submit" form="booking">
            {t("save")}
          </Button>
        </>
      }
    >
      <form id="booking" onSubmit={submit}>
        <TimeFields initial={initial} />
      </form>
    </Dialog>
  );
}
