"use client";

import { useTranslations } from "next-intl";
import { useId } from "react";
import { useNames } from "@/components/names";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { SelectField } from "@/components/ui/select";
import { retire } from "./actions";
import type { Choice, Kind } from "./types";
import { faultOf, useAct } from "./use-act";

/** Asks what takes the place of what is closed. */
export function CloseForm({
  kind,
  choice,
  successors,
  onClose,
}: {
  kind: Kind;
  choice: Choice;
  successors: Choice[];
  onClose: () => void;
}) {
  const t = useTranslations("choices");
  const name = useNames();
  const { busy, fault, run } = useAct(onClose);
  const form = useId();
  const footer = (
    <>
      <Button kind="quiet" onClick={onClose}>
        {t("cancel")}
      </Button>
      <Button kind="danger" type="submit" form={form} busy={busy}>
        {t("closeNow")}
      </Button>
    </>
  );
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t("closeTitle", { name: name(choice.name) })}
      text={t("closeText")}
      footer={footer}
    >
      <form
        id={form}
        onSubmit={(event) => {
          event.preventDefault();
          const successor = String(new FormData(event.currentTarget).get("successor") ?? "");
          run(() => retire({ kind, id: choice.id, ...(successor ? { successor } : {}) }));
        }}
        className="flex flex-col gap-4"
      >
        <SelectField
          label={t("successor")}
          name="successor"
          error={faultOf(fault, "successor", "type") ?? (fault?.fields.length === 0 ? fault.message : undefined)}
          options={[{ value: "", label: t("noSuccessor") }, ...successors.map((one) => ({ value: one.id, label: name(one.name) }))]}
        />
      </form>
    </Dialog>
  );
}
