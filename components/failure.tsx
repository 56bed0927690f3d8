"use client";

import { CircleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import { SourceLink } from "./source-link";
import { Button } from "./ui/button";
import { EmptyState } from "./ui/empty-state";

export type FailureProps = { error: Error & { digest?: string }; reset: () => void };

/** Something broke on our side: said plainly, with the number under which it is written down, and another try. */
export function Failure({ error, reset }: FailureProps) {
  const t = useTranslations("errors");
  return (
    <div role="alert" className="flex min-h-[70dvh] flex-1 flex-col items-center justify-center gap-6">
      <EmptyState icon={<CircleAlert />} heading="h1" title={t("bugTitle")} action={<Button onClick={reset}>{t("tryAgain")}</Button>}>
        <p>{t("bugText")}</p>
        {error.digest && <p className="mt-2 font-mono text-xs text-faint">{t("reference", { reference: error.digest })}</p>}
      </EmptyState>
      <SourceLink />
    </div>
  );
}
