"use client";

import { useTranslations } from "next-intl";
import type { FormEvent } from "react";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Dialog, DialogClose } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { SelectField } from "@/components/ui/select";
import type { Person, Task } from "./types";

type Wanted = { text: string; required: boolean; assignee: string | null; dueAt: Date | null };
type TaskDialogProps = { task: Task; agents: Person[]; onClose: () => void; onSave: (wanted: Wanted) => void };

/** All that can be said of a task. */
export function TaskDialog({ task, agents, onClose, onSave }: TaskDialogProps) {
  const t = useTranslations("tasks");
  const { assignee } = task;
  const people = assignee && !agents.some(({ id }) => id === assignee.id) ? [...agents, assignee] : agents;
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const typed = new FormData(event.currentTarget);
    const due = String(typed.get("due"));
    onSave({
      text: String(typed.get("text")),
      required: typed.get("required") === "on",
      assignee: String(typed.get("assignee")) || null,
      dueAt: due ? new Date(due) : null,
    });
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t("editTitle")}
      width="sm"
      footer={
        <>
          <DialogClose>
            <Button kind="quiet">{t("cancel")}</Button>
          </DialogClose>
          <Button kind="primary" type="submit" form="task">
            {t("save")}
          </Button>
        </>
      }
    >
      <form id="task" onSubmit={submit} className="flex flex-col gap-4">
        <Field label={t("text")} name="text" defaultValue={task.text} maxLength={500} required autoComplete="off" />
        <SelectField
          label={t("assignee")}
          name="assignee"
          defaultValue={assignee?.id ?? ""}
          options={[{ value: "", label: t("nobody") }, ...people.map(({ id, name }) => ({ value: id, label: name }))]}
        />
        <Field label={t("due")} name="due" type="datetime-local" defaultValue={localTime(task.dueAt)} />
        <Checkbox name="required" defaultChecked={task.required} label={t("required")} hint={t("requiredHint")} />
      </form>
    </Dialog>
  );
}

/** As a field of the browser has it, in the reader's own zone. */
function localTime(instant: string | null): string {
  if (!instant) return "";
  const at = new Date(instant);
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}
