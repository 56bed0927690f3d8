"use client";

import { RotateCw, Send } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useTransition } from "react";
import { Button } from "@/components/ui/button";
import { useToast } from "@/components/ui/toast";
import { readAgain, sendAgain } from "../actions";

const ACTS = { readAgain: { act: readAgain, Icon: RotateCw }, sendAgain: { act: sendAgain, Icon: Send } };

/** Another try, taken up within moments. */
export function AgainButton({ what, id }: { what: keyof typeof ACTS; id: string }) {
  const t = useTranslations("leftBehind");
  const router = useRouter();
  const toast = useToast();
  const [busy, start] = useTransition();
  const { act, Icon } = ACTS[what];
  const onClick = () =>
    start(async () => {
      const result = await act({ id });
      toast(result.ok ? { title: t("taken"), tone: "good" } : { title: result.error.message, tone: "bad" });
      router.refresh();
    });
  return (
    <Button busy={busy} onClick={onClick}>
      <Icon aria-hidden />
      {t(what)}
    </Button>
  );
}
