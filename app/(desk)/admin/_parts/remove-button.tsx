"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose } from "@/components/ui/dialog";

type Outcome = { ok: true } | { ok: false; error: { message: string } };

/** Takes something away once it was said that it is meant; a refusal stays in view. */
export function RemoveButton({ name, text, act }: { name: string; text: string; act: () => Promise<Outcome> }) {
  const t = useTranslations("checklists");
  const router = useRouter();
  const [open, setOpen] = useState(false);
  const [fault, setFault] = useState<string | null>(null);
  const [busy, start] = useTransition();
  const remove = () =>
    start(async () => {
      const result = await act().catch(() => null);
      if (!result?.ok) return setFault(result?.error.message ?? t("away"));
      setOpen(false);
      router.refresh();
    });
  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      title={t("removeTitle", { name })}
      text={text}
      width="sm"
      trigger={
        <Button size="sm" kind="quiet" aria-label={t("removeNamed", { name })}>
          {t("remove")}
        </Button>
      }
      footer={
        <>
          <DialogClose>
            <Button kind="quiet">{t("cancel")}</Button>
          </DialogClose>
          <Button kind="danger" busy={busy} onClick={remove}>
            {t("remove")}
          </Button>
        </>
      }
    >
      {fault && (
        <p role="alert" className="text-sm text-bad">
          {fault}
        </p>
      )}
    </Dialog>
  );
}
