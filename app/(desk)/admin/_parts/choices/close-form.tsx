"use client";

import { useTranslations } from "next-intl";
import { useId } from "react";
import type { Result } from "@/app/_door/action";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { type Option, SelectField } from "@/components/ui/select";
import { faultOf, useAct } from "./use-act";

type CloseFormProps = { name: string; successors: Option[]; act: (successor?: string) => Promise<Result<unknown>>; onClose: () => void };

/** Asks what takes the place of what is closed. */
export function CloseForm({ name, successors, act, onClose }: CloseFormProps) {
  const t = useTranslations("choices");
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
    <Dialog open onOpenChange={(open) => !open && onClose()} title={t("closeTitle", { name })} text={t("closeText")} footer={footer}>
      <form
        id={form}
        onSubmit={(event) => {
          event.preventDefault();
          const successor = String(new FormData(event.currentTarget).get("successor") ?? "");
          run(() => act(successor || undefined));
        }}
        className="flex flex-col gap-4"
      >
        <SelectField
          label={t("successor")}
          name="successor"
          error={faultOf(fault, "successor", "type") ?? (fault?.fields.length === 0 ? fault.message : undefined)}
          options={[{ value: "", label: t("noSuccessor") }, ...successors]}
        />
      </form>
    </Dialog>
  );
}
