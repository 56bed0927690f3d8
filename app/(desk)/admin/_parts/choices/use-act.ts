"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import type { Result } from "@/app/_door/action";
import { useToast } from "@/components/ui/toast";

export type Fault = { message: string; fields: readonly string[] };

/** One act of a form: busy while it runs, its refusal beside the fields it is about, and `done` once it holds. */
export function useAct(done: () => void) {
  const t = useTranslations("choices");
  const router = useRouter();
  const toast = useToast();
  const [busy, start] = useTransition();
  const [fault, setFault] = useState<Fault | null>(null);
  const run = (act: () => Promise<Result<unknown>>) =>
    start(async () => {
      const result = await act();
      if (!result.ok) return setFault({ message: result.error.message, fields: Object.keys(result.error.fields ?? {}) });
      setFault(null);
      toast({ title: t("saved"), tone: "good" });
      router.refresh();
      done();
    });
  return { busy, fault, run };
}

/** The sentence for a field, and for none of them when it is about something else. */
export const faultOf = (fault: Fault | null, ...fields: string[]): string | undefined =>
  fault?.fields.some((field) => fields.includes(field)) ? fault.message : undefined;
