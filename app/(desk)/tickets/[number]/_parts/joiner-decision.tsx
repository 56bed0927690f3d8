"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { Button } from "@/components/ui/button";
import { allow, splitOut } from "../actions";

/** Under a stranger's message: let it into the conversation, or make it a ticket of its own. */
export function JoinerDecision({ messageId }: { messageId: string }) {
  const t = useTranslations("ticket");
  const router = useRouter();
  const [busy, start] = useTransition();
  const [fault, setFault] = useState<string | null>(null);

  const decide = (act: typeof allow | typeof splitOut) =>
    start(async () => {
      const result = await act({ messageId });
      setFault(result.ok ? null : result.error.message);
      if (!result.ok) return;
      if (result.data) router.push(`/tickets/${result.data.number}`);
      else router.refresh();
    });

  return (
    <div className="mt-1.5 flex flex-wrap items-center gap-2 px-1">
      <Button size="sm" busy={busy} onClick={() => decide(allow)}>
        {t("allowJoiner")}
      </Button>
      <Button size="sm" kind="quiet" busy={busy} onClick={() => decide(splitOut)}>
        {t("splitOutJoiner")}
      </Button>
      {fault && (
        <p role="alert" className="text-xs text-bad">
          {fault}
        </p>
      )}
    </div>
  );
}
