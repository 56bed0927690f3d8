"use client";

import { RotateCw } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useTransition } from "react";
import { Button } from "@/components/ui/button";
import { useToast } from "@/components/ui/toast";
import { retry } from "./actions";

export function RetryButton({ mailId }: { mailId: string }) {
  const t = useTranslations("unreadable");
  const router = useRouter();
  const toast = useToast();
  const [busy, start] = useTransition();
  const onClick = () =>
    start(async () => {
      const result = await retry({ mailId });
      toast(result.ok ? { title: t("retried"), tone: "good" } : { title: result.error.message, tone: "bad" });
      router.refresh();
    });
  return (
    <Button busy={busy} onClick={onClick}>
      <RotateCw aria-hidden />
      {t("retry")}
    </Button>
  );
}
