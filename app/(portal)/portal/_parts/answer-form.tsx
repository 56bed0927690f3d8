"use client";

import { Send } from "lucide-react";
import { useTranslations } from "next-intl";
import { useActionState } from "react";
import { Button } from "@/components/ui/button";
import { TextArea } from "@/components/ui/field";
import { answer } from "../actions";
import { FileField } from "./file-field";

/** The customer's answer. After a refusal everything typed is still there. */
export function AnswerForm({ ticketId, number, hint }: { ticketId: string; number: string; hint?: string }) {
  const t = useTranslations("portal");
  const [state, act, busy] = useActionState(answer, null);
  const aboutFiles = state?.fields.some((field) => field.startsWith("files"));
  return (
    <form action={act} className="flex flex-col gap-4 rounded-lg border border-line bg-surface p-4">
      <input type="hidden" name="ticketId" value={ticketId} />
      <input type="hidden" name="number" value={number} />
      <TextArea
        label={t("answer")}
        hint={hint}
        error={state && !aboutFiles ? state.message : undefined}
        name="text"
        rows={5}
        required
        defaultValue={state?.typed.text}
        key={state ? "again" : "first"}
      />
      <FileField error={aboutFiles ? state!.message : undefined} />
      <div>
        <Button type="submit" kind="primary" busy={busy}>
          <Send aria-hidden />
          {t("send")}
        </Button>
      </div>
    </form>
  );
}
