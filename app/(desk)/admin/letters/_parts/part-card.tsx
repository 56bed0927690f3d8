"use client";

import { useTranslations } from "next-intl";
import { LOCALE_NAMES } from "@/components/locales";
import { Badge } from "@/components/ui/badge";
import { RemoveButton } from "../../_parts/remove-button";
import { remove } from "../actions";
import { type Part, PartDialog } from "./part-dialog";

/** A salutation or signature where it holds, with what can be done to it. */
export function PartCard({ part, queues }: { part: Part; queues: readonly string[] }) {
  const t = useTranslations("letters");
  const name = `${t(part.part)}, ${part.queue?.replaceAll("::", " › ") ?? t("desk")}`;
  return (
    <li className="rounded-lg border border-line bg-raised p-4">
      <div className="flex flex-wrap items-center gap-2">
        <h2 className="min-w-0 flex-1 text-sm font-semibold [overflow-wrap:anywhere]">
          {name} <Badge>{LOCALE_NAMES[part.locale]}</Badge>
        </h2>
        <PartDialog part={part} queues={queues} />
        <RemoveButton name={name} text={t("removeText")} act={() => remove({ id: part.id })} />
      </div>
      <p className="mt-2 text-sm whitespace-pre-line [overflow-wrap:anywhere]">
        {part.text || <em className="text-muted">{t("nothing")}</em>}
      </p>
    </li>
  );
}
