"use client";

import { ListChecks, Plus } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type FormEvent, useOptimistic, useState, useTransition } from "react";
import { IconButton } from "@/components/ui/icon-button";
import { Menu, MenuItem } from "@/components/ui/menu";
import { useToast } from "@/components/ui/toast";
import { add, apply, change, checklistNames } from "../task-actions";
import { TaskRow } from "./task-row";
import type { Person, Task } from "./types";

type TasksProps = { ticketId: string; tasks: Task[]; agents: Person[]; canChange: boolean; canTick: boolean };
type Outcome = { ok: true } | { ok: false; error: { message: string } };

/** What is to be done for a ticket. Where nothing is, a quiet line offers to begin. */
export function Tasks({ ticketId, tasks: truth, agents, canChange, canTick }: TasksProps) {
  const t = useTranslations("tasks");
  const router = useRouter();
  const toast = useToast();
  const [, start] = useTransition();
  const [tasks, show] = useOptimistic(truth, (all, ticked: { id: string; done: boolean }) =>
    all.map((task) => (task.id === ticked.id ? { ...task, doneAt: ticked.done ? new Date().toISOString() : null } : task)),
  );
  if (tasks.length === 0 && !canChange) return null;
  const done = tasks.filter((task) => task.doneAt).length;

  const run = (act: () => Promise<Outcome>, ticked?: { id: string; done: boolean }) =>
    start(async () => {
      if (ticked) show(ticked);
      const result = await act();
      if (!result.ok) toast({ title: result.error.message, tone: "bad" });
      router.refresh();
    });
  const onAdd = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const text = String(new FormData(form).get("text")).trim();
    if (text === "") return;
    form.reset();
    run(() => add({ ticketId, text }));
  };

  return (
    <section aria-label={t("title")} className="mt-4 border-t border-line pt-3">
      <div className="flex h-7 items-center gap-2">
        <h2 className="text-sm text-muted">{t("title")}</h2>
        {tasks.length > 0 && (
          <span className="text-xs text-faint tabular-nums">
            <span className="sr-only">{t("doneOf", { done, all: tasks.length })}</span>
            <span aria-hidden>
              {done}/{tasks.length}
            </span>
          </span>
        )}
        {canChange && <ChecklistMenu onChoose={(checklist) => run(() => apply({ ticketId, checklist }))} />}
      </div>
      <ul className="flex flex-col">
        {tasks.map((task, i) => (
          <TaskRow
            key={task.id}
            task={task}
            agents={agents}
            canChange={canChange}
            canTick={canTick}
            isFirst={i === 0}
            isLast={i === tasks.length - 1}
            onTick={(ticked) => run(() => change({ taskId: task.id, done: ticked }), { id: task.id, done: ticked })}
            onMove={(by) => run(() => change({ taskId: task.id, position: i + 1 + by }))}
            run={run}
          />
        ))}
      </ul>
      {canChange && (
        <form onSubmit={onAdd} className="flex items-center gap-1">
          <Plus className="size-3.5 shrink-0 text-faint" aria-hidden />
          <input
            name="text"
            aria-label={t("add")}
            placeholder={t("add")}
            maxLength={500}
            autoComplete="off"
            className="h-8 min-w-0 flex-1 rounded-md bg-transparent px-1.5 text-sm placeholder:text-faint hover:bg-hover max-sm:h-10 max-sm:text-base"
          />
        </form>
      )}
    </section>
  );
}

/** The desk's checklists, asked for when somebody wants one. */
function ChecklistMenu({ onChoose }: { onChoose: (id: string) => void }) {
  const t = useTranslations("tasks");
  const [lists, setLists] = useState<{ id: string; name: string }[] | null>(null);
  const open = async (opens: boolean) => {
    if (!opens || lists) return;
    const result = await checklistNames({}).catch(() => null);
    setLists(result?.ok ? result.data : []);
  };
  return (
    <span className="ml-auto">
      <Menu
        align="end"
        onOpenChange={(opens) => void open(opens)}
        trigger={<IconButton label={t("insertChecklist")} icon={<ListChecks aria-hidden />} size="sm" className="max-lg:size-10" />}
      >
        {lists === null && <MenuItem disabled>{t("loading")}</MenuItem>}
        {lists?.length === 0 && <MenuItem disabled>{t("noChecklists")}</MenuItem>}
        {lists?.map(({ id, name }) => (
          <MenuItem key={id} onSelect={() => onChoose(id)}>
            {name}
          </MenuItem>
        ))}
      </Menu>
    </span>
  );
}
