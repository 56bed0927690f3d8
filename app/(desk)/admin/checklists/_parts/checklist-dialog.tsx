"use client";

import { Plus } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose } from "@/components/ui/dialog";
import { controlClass, Field, Labelling } from "@/components/ui/field";
import { change, create } from "../actions";

export type Checklist = { id: string; name: string; tasks: { text: string; required: boolean }[] };

/** Makes or changes a checklist: a task a line, a star before it makes it a required one. */
export function ChecklistDialog({ checklist }: { checklist?: Checklist }) {
  const t = useTranslations("checklists");
  const router = useRouter();
  const [open, setOpen] = useState(false);
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<string | null>(null);
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const typed = new FormData(event.currentTarget);
    const wanted = { name: String(typed.get("name")), tasks: tasksOf(String(typed.get("tasks"))) };
    setBusy(true);
    const result = await (checklist ? change({ id: checklist.id, ...wanted }) : create(wanted)).catch(() => null);
    setBusy(false);
    setFault(result?.ok ? null : (result?.error.message ?? t("away")));
    if (!result?.ok) return;
    setOpen(false);
    router.refresh();
  };
  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      title={t(checklist ? "changeTitle" : "newTitle")}
      trigger={
        checklist ? (
          <Button size="sm" kind="quiet" aria-label={t("changeNamed", { name: checklist.name })}>
            {t("change")}
          </Button>
        ) : (
          <Button kind="primary">
            <Plus aria-hidden /> {t("new")}
          </Button>
        )
      }
      footer={
        <>
          <DialogClose>
            <Button kind="quiet">{t("cancel")}</Button>
          </DialogClose>
          <Button kind="primary" type="submit" form="checklist" busy={busy}>
            {t("save")}
          </Button>
        </>
      }
    >
      <form id="checklist" onSubmit={submit} className="flex flex-col gap-4">
        <Field label={t("name")} name="name" defaultValue={checklist?.name} maxLength={100} required autoComplete="off" />
        <Labelling label={t("tasks")} hint={t("tasksHint")}>
          {(control) => (
            <textarea
              {...control}
              name="tasks"
              rows={8}
              required
              defaultValue={checklist?.tasks.map((task) => `${task.required ? "* " : ""}${task.text}`).join("\n")}
              className={`${controlClass} px-3 py-2 max-sm:text-lg`}
            />
          )}
        </Labelling>
        {fault && (
          <p role="alert" className="text-sm text-bad">
            {fault}
          </p>
        )}
      </form>
    </Dialog>
  );
}

const tasksOf = (text: string) =>
  text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "")
    .map((line) => (line.startsWith("*") ? { text: line.slice(1).trim(), required: true } : { text: line, required: false }));
