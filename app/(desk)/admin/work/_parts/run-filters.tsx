"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useTransition } from "react";
import { type Option, Select } from "@/components/ui/select";
import { Spinner } from "@/components/ui/spinner";

const STATUSES = ["active", "completed", "failed", "cancelled"] as const;

export function RunFilters({ fn, status, functions }: { fn: string; status: string; functions: Option[] }) {
  const t = useTranslations("work");
  const router = useRouter();
  const [busy, start] = useTransition();
  const choose = (next: { function: string; status: string }) => {
    const query = new URLSearchParams(Object.entries(next).filter(([, value]) => value !== ""));
    start(() => router.replace(`/admin/work/runs?${query}`));
  };
  return (
    <div className="flex flex-wrap items-center gap-2">
      <Select
        label={t("function")}
        value={fn}
        onChange={(event) => choose({ function: event.target.value, status })}
        options={[{ value: "", label: t("anyFunction") }, ...functions]}
        className="w-52 rounded-md border border-line max-sm:w-full"
      />
      <Select
        label={t("status")}
        value={status}
        onChange={(event) => choose({ function: fn, status: event.target.value })}
        options={[{ value: "", label: t("anyStatus") }, ...STATUSES.map((value) => ({ value, label: t(`status_${value}`) }))]}
        className="w-40 rounded-md border border-line max-sm:w-full"
      />
      {busy && <Spinner />}
    </div>
  );
}
