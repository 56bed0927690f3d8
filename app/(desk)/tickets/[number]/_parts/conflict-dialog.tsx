"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { useNames } from "@/components/names";
import { RelativeTime } from "@/components/relative-time";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import type { Meanwhile } from "@/domain/tickets/seen";

export type Conflict = Meanwhile & { mine: string | null };

/** Two people changed one thing: both values, and the choice. */
export default function ConflictDialog({ conflict, onKeep, onTake }: { conflict: Conflict; onKeep: () => void; onTake: () => void }) {
  const t = useTranslations("conflict");
  const name = useNames();
  const said = (value: string | null) => (value === null ? t("nobody") : name(value).replaceAll("::", " › "));
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onKeep()}
      title={t("title")}
      text={t("text", { what: t(conflict.field) })}
      width="sm"
      footer={
        <>
          <Button onClick={onKeep}>{t("keep")}</Button>
          <Button kind="primary" onClick={onTake}>
            {t("take")}
          </Button>
        </>
      }
    >
      <dl className="grid grid-cols-2 gap-3 text-sm">
        <Value label={t("theirs")} value={said(conflict.value)}>
          {conflict.by && t("by", { name: conflict.by })} {conflict.at && <RelativeTime at={conflict.at} />}
        </Value>
        <Value label={t("mine")} value={said(conflict.mine)} />
      </dl>
    </Dialog>
  );
}

const Value = ({ label, value, children }: { label: string; value: string; children?: ReactNode }) => (
  <div className="rounded-md border border-line p-3">
    <dt className="text-xs text-muted">{label}</dt>
    <dd className="mt-0.5 font-medium [overflow-wrap:anywhere]">{value}</dd>
    <dd className="text-xs text-faint">{children}</dd>
  </div>
);
