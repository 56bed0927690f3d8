"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type ReactNode, useState, useTransition } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose } from "@/components/ui/dialog";
import { useToast } from "@/components/ui/toast";
import { cancel, release, replay, retry } from "../actions";

const ACTS = { cancel, retry, replay, release };
/** The engine takes a wish up at once, but not within this request. */
const A_MOMENT_MS = 1200;

/** Asks before it asks the engine. */
export function SteerButton({ what, id, icon }: { what: keyof typeof ACTS; id: string; icon: ReactNode }) {
  const t = useTranslations("work");
  const router = useRouter();
  const toast = useToast();
  const [open, setOpen] = useState(false);
  const [busy, start] = useTransition();
  const ask = () =>
    start(async () => {
      const result = await ACTS[what]({ id });
      setOpen(false);
      toast(result.ok ? { title: t("confirmed"), tone: "good" } : { title: result.error.message, tone: "bad" });
      router.refresh();
      setTimeout(() => router.refresh(), A_MOMENT_MS);
    });
  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      width="sm"
      title={t(`${what}Title`)}
      text={t(`${what}Text`)}
      trigger={
        <Button>
          {icon}
          {t(what)}
        </Button>
      }
      footer={
        <>
          <DialogClose>
            <Button kind="quiet">{t("notNow")}</Button>
          </DialogClose>
          <Button kind={what === "cancel" ? "danger" : "primary"} busy={busy} onClick={ask}>
            {t(what)}
          </Button>
        </>
      }
    />
  );
}
