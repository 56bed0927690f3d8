"use client";

import { Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { LOCALE_NAMES, LOCALES, type Locale } from "@/components/locales";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose } from "@/components/ui/dialog";
import { TextArea } from "@/components/ui/field";
import { SelectField } from "@/components/ui/select";
import type { LetterPartView } from "@/domain/words/letter-parts";
import { faultOf, useAct } from "../../_parts/choices/use-act";
import { Sample } from "../../_parts/words/sample";
import { save } from "../actions";

export type Part = LetterPartView;

/** Says how letters of a queue begin or end in a language, with how that reads. Where it holds is not changed, the text is. */
export function PartDialog({ part, queues }: { part?: Part; queues: readonly string[] }) {
  const t = useTranslations("letters");
  const [open, setOpen] = useState(false);
  const [text, setText] = useState(part?.text ?? "");
  const [locale, setLocale] = useState<Locale>(part?.locale ?? "en");
  const { busy, fault, run } = useAct(() => setOpen(false));
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const typed = new FormData(event.currentTarget);
    const where = part ?? { part: typed.get("part") as Part["part"], queue: String(typed.get("queue")) || null };
    run(() => save({ part: where.part, queue: where.queue, locale, text }));
  };
  const name = part ? `${t(part.part)}, ${part.queue ?? t("desk")}, ${LOCALE_NAMES[part.locale]}` : "";
  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      title={part ? name : t("addTitle")}
      trigger={
        part ? (
          <Button size="sm" kind="quiet" aria-label={t("changeNamed", { name })}>
            {t("change")}
          </Button>
        ) : (
          <Button kind="primary">
            <Plus aria-hidden /> {t("add")}
          </Button>
        )
      }
      footer={
        <>
          <DialogClose>
            <Button kind="quiet">{t("cancel")}</Button>
          </DialogClose>
          <Button kind="primary" type="submit" form="letter-part" busy={busy}>
            {t("save")}
          </Button>
        </>
      }
    >
      <form id="letter-part" onSubmit={submit} className="flex flex-col gap-4">
        {!part && (
          <div className="grid gap-4 sm:grid-cols-3">
            <SelectField
              label={t("part")}
              name="part"
              options={(["salutation", "signature"] as const).map((value) => ({ value, label: t(value) }))}
            />
            <SelectField
              label={t("queue")}
              name="queue"
              error={faultOf(fault, "queue")}
              options={[{ value: "", label: t("desk") }, ...queues.map((value) => ({ value, label: value.replaceAll("::", " › ") }))]}
            />
            <SelectField
              label={t("locale")}
              value={locale}
              onChange={(event) => setLocale(event.target.value as Locale)}
              options={LOCALES.map((value) => ({ value, label: LOCALE_NAMES[value] }))}
            />
          </div>
        )}
        <TextArea
          label={t("body")}
          hint={t("bodyHint")}
          value={text}
          onChange={(event) => setText(event.target.value)}
          rows={4}
          maxLength={5000}
          error={faultOf(fault, "text")}
        />
        <Sample text={text} locale={locale} onChoose={(variable) => setText(`${text}{{${variable}}}`)} />
        {fault && !faultOf(fault, "queue", "text") && (
          <p role="alert" className="text-sm text-bad">
            {fault.message}
          </p>
        )}
      </form>
    </Dialog>
  );
}
