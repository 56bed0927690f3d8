"use client";

import clsx from "clsx";
import { ArrowDown, ArrowUp, MoreHorizontal, Pencil, Trash2 } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import { useState } from "react";
import { Checkbox } from "@/components/ui/checkbox";
import { IconButton } from "@/components/ui/icon-button";
import { Menu, MenuItem, MenuLine } from "@/components/ui/menu";
import { change, remove } from "../task-actions";
import { TaskDialog } from "./task-dialog";
import type { Person, Task } from "./types";

type TaskRowProps = {
  task: Task;
  agents: Person[];
  canChange: boolean;
  canTick: boolean;
  isFirst: boolean;
  isLast: boolean;
  onTick: (done: boolean) => void;
  onMove: (by: 1 | -1) => void;
  run: (act: () => Promise<{ ok: true } | { ok: false; error: { message: string } }>) => void;
};

/** One thing to do: ticked in place, everything else behind its menu. */
export function TaskRow({ task, agents, canChange, canTick, isFirst, isLast, onTick, onMove, run }: TaskRowProps) {
  const t = useTranslations("tasks");
  const format = useFormatter();
  const [editing, setEditing] = useState(false);
  const facts = [
    task.required && !task.doneAt ? t("required") : null,
    task.doneAt ? task.doneBy?.name : task.assignee?.name,
    task.dueAt && !task.doneAt ? format.dateTime(new Date(task.dueAt), { dateStyle: "medium", timeStyle: "short" }) : null,
  ].filter((fact) => fact !== null && fact !== undefined);
  return (
    <li className="group flex items-start gap-1 py-0.5 max-lg:min-h-10">
      <Checkbox
        checked={task.doneAt !== null}
        disabled={!canTick}
        onChange={(event) => onTick(event.target.checked)}
        label={<span className={clsx("[overflow-wrap:anywhere]", task.doneAt && "text-muted line-through")}>{task.text}</span>}
        hint={facts.length > 0 ? <span suppressHydrationWarning>{facts.join(" · ")}</span> : undefined}
        className="min-w-0 flex-1"
      />
      {canChange && (
        <Menu
          align="end"
          trigger={
            <IconButton
              label={t("more", { task: task.text })}
              icon={<MoreHorizontal aria-hidden />}
              size="sm"
              className="max-lg:size-10 lg:opacity-0 lg:group-focus-within:opacity-100 lg:group-hover:opacity-100 lg:data-[state=open]:opacity-100"
            />
          }
        >
          <MenuItem icon={<Pencil aria-hidden />} onSelect={() => setEditing(true)}>
            {t("edit")}
          </MenuItem>
          <MenuItem icon={<ArrowUp aria-hidden />} disabled={isFirst} onSelect={() => onMove(-1)}>
            {t("up")}
          </MenuItem>
          <MenuItem icon={<ArrowDown aria-hidden />} disabled={isLast} onSelect={() => onMove(1)}>
            {t("down")}
          </MenuItem>
          <MenuLine />
          <MenuItem danger icon={<Trash2 aria-hidden />} onSelect={() => run(() => remove({ taskId: task.id }))}>
            {t("remove")}
          </MenuItem>
        </Menu>
      )}
      {editing && (
        <TaskDialog
          task={task}
          agents={agents}
          onClose={() => setEditing(false)}
          onSave={(wanted) => {
            setEditing(false);
            run(() => change({ taskId: task.id, ...wanted }));
          }}
        />
      )}
    </li>
  );
}
