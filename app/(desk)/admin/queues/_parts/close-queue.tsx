"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import type { Option } from "@/components/ui/select";
import { CloseForm } from "../../_parts/choices/close-form";
import { useAct } from "../../_parts/choices/use-act";
import { restore, retire } from "../actions";

/** Below the settings of a queue: close it with a successor, or open it again. */
export function CloseQueue({ id, name, active, successors }: { id: string; name: string; active: boolean; successors: Option[] }) {
  const t = useTranslations("queues");
  const tc = useTranslations("choices");
  const [closing, setClosing] = useState(false);
  const { busy, fault, run } = useAct(() => {});
  return (
    <section className="flex flex-col items-start gap-2 border-t border-line pt-5">
      <p className="text-sm text-muted">{t(active ? "closeText" : "closedText")}</p>
      {active ? (
        <Button onClick={() => setClosing(true)}>{t("close")}</Button>
      ) : (
        <Button busy={busy} onClick={() => run(() => restore({ id }))}>
          {tc("restore")}
        </Button>
      )}
      {fault && (
        <p role="alert" className="text-sm text-bad">
          {fault.message}
        </p>
      )}
      {closing && (
        <CloseForm
          name={name}
          successors={successors}
          act={(successor) => retire({ id, ...(successor ? { successor } : {}) })}
          onClose={() => setClosing(false)}
        />
      )}
    </section>
  );
}
