"use client";

import { Pencil, Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useNames } from "@/components/names";
import { PriorityDrawing } from "@/components/priority-icon";
import { StateSign } from "@/components/status-badge";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";
import { restore, retire } from "./actions";
import { ChoiceForm } from "./choice-form";
import { CloseForm } from "./close-form";
import { STATE_TYPE_WORDS } from "./state-type-words";
import type { Choice, Kind } from "./types";
import { useAct } from "./use-act";

const NEW = { state: "newState", priority: "newPriority", type: "newType" } as const;
const FIXED = ["merged", "removed"];

/** What there is to choose from, in its order, each to be edited, closed with a successor, or offered again. */
export function ChoiceList({ kind, choices }: { kind: Kind; choices: Choice[] }) {
  const t = useTranslations("choices");
  const name = useNames();
  const [editing, setEditing] = useState<Choice | "new" | null>(null);
  const [closing, setClosing] = useState<Choice | null>(null);
  const successors = choices.filter((one) => one.active && one.id !== closing?.id && one.type === closing?.type);
  return (
    <>
      <div>
        <Button kind="primary" onClick={() => setEditing("new")}>
          <Plus aria-hidden />
          {t(NEW[kind])}
        </Button>
      </div>
      <ul className="divide-y divide-line overflow-hidden rounded-lg border border-line bg-raised">
        {choices.map((choice) => (
          <Row key={choice.id} {...{ kind, choice }} onEdit={() => setEditing(choice)} onClosing={() => setClosing(choice)} />
        ))}
      </ul>
      {editing && <ChoiceForm kind={kind} choice={editing === "new" ? null : editing} onClose={() => setEditing(null)} />}
      {closing && (
        <CloseForm
          name={name(closing.name)}
          successors={successors.map((one) => ({ value: one.id, label: name(one.name) }))}
          act={(successor) => retire({ kind, id: closing.id, ...(successor ? { successor } : {}) })}
          onClose={() => setClosing(null)}
        />
      )}
    </>
  );
}

function Row({ kind, choice, onEdit, onClosing }: { kind: Kind; choice: Choice; onEdit: () => void; onClosing: () => void }) {
  const t = useTranslations("choices");
  const name = useNames();
  const { busy, run } = useAct(() => {});
  const { type, label, sign, color } = choice;
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1 px-4 py-2.5 text-sm">
      <span className="flex min-w-0 flex-1 basis-52 flex-col">
        <span className="flex min-w-0 items-center gap-2">
          {type && <StateSign type={type} className="size-3.5" />}
          {sign !== undefined && color && <PriorityDrawing sign={sign} color={color} />}
          <span className={choice.active ? "truncate font-medium" : "truncate text-faint line-through"}>{name(choice.name)}</span>
          {choice.isDefault && <Badge tone="outline">{t("defaultMark")}</Badge>}
        </span>
        <span className="text-xs [overflow-wrap:anywhere] text-muted">
          {type && t(STATE_TYPE_WORDS[type])}
          {label && ` · ${t("customersRead")}: ${label.en} / ${label.de}`}
          {!choice.active && ` ${choice.successor ? t("closedFor", { name: name(choice.successor) }) : t("closed")}`}
        </span>
      </span>
      <span className="ml-auto flex items-center gap-1">
        {!choice.active && (
          <Button size="sm" busy={busy} onClick={() => run(() => restore({ kind, id: choice.id }))}>
            {t("restore")}
          </Button>
        )}
        {choice.active && !FIXED.includes(type ?? "") && (
          <Button size="sm" kind="quiet" onClick={onClosing}>
            {t("close")}
          </Button>
        )}
        <IconButton label={t("edit", { name: name(choice.name) })} icon={<Pencil aria-hidden />} onClick={onEdit} />
      </span>
    </li>
  );
}
