"use client";

import { CircleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import { SourceLink } from "@/components/source-link";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";

export default function ErrorPage({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  const t = useTranslations("errors");
  return (
    <main id="main" className="flex min-h-[70dvh] flex-col items-center justify-center gap-6" role="alert">
      <EmptyState icon={<CircleAlert />} heading="h1" title={t("bugTitle")} action={<Button onClick={reset}>{t("tryAgain")}</Button>}>
        <p>{t("bugText")}</p>
        {error.digest && <p className="mt-2 font-mono text-xs text-faint">{t("reference", { reference: error.digest })}</p>}
      </EmptyState>
      <SourceLink />
    </main>
  );
}
