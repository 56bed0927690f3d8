"use client";

import { RotateCw } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useEffect, useTransition } from "react";
import { IconButton } from "@/components/ui/icon-button";

const EVERY_MS = 10_000;

/** Fetches the page anew every few seconds while somebody looks at it, and at once when asked. */
export function Refresher() {
  const t = useTranslations("work");
  const router = useRouter();
  const [busy, start] = useTransition();
  useEffect(() => {
    const timer = setInterval(() => document.visibilityState === "visible" && router.refresh(), EVERY_MS);
    return () => clearInterval(timer);
  }, [router]);
  return (
    <span className="ml-auto">
      <IconButton
        label={t("refresh")}
        icon={<RotateCw aria-hidden className={busy ? "animate-spin" : undefined} />}
        onClick={() => start(() => router.refresh())}
      />
    </span>
  );
}
