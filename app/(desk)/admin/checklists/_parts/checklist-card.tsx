"use client";

import { useTranslations } from "next-intl";
import { Badge } from "@/components/ui/badge";
import { RemoveButton } from "../../_parts/remove-button";
import { remove } from "../actions";
import { type Checklist, ChecklistDialog } from "./checklist-dialog";

/** A checklist as agents get it, with what can be done to it. */
export function ChecklistCard({ checklist }: { checklist: Checklist }) {
  const t = useTranslations("checklists");
  return (
    <li className="rounded-lg border border-line bg-raised p-4">
      <div className="flex items-center gap-2">
        <h2 className="min-w-0 flex-1 text-sm font-semibold [overflow-wrap:anywhere]">{checklist.name}</h2>
        <ChecklistDialog checklist={checklist} />
        <RemoveButton name={checklist.name} text={t("removeText")} act={() => remove({ id: checklist.id })} />
      </div>
      <ol className="mt-2 flex list-decimal flex-col gap-1 pl-5 text-sm">
        {checklist.tasks.map((task, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a task of a list has no name but its place
          <li key={i} className="[overflow-wrap:anywhere]">
            {task.text} {task.required && <Badge>{t("required")}</Badge>}
          </li>
        ))}
      </ol>
    </li>
  );
}
