"use client";

import { Send } from "lucide-react";
import { useTranslations } from "next-intl";
import { useActionState } from "react";
import { Button } from "@/components/ui/button";
import { Field, TextArea } from "@/components/ui/field";
import { SelectField } from "@/components/ui/select";
import { ask } from "../actions";
import { FileField } from "./file-field";

/** A new request; where there is one queue there is nothing to choose. */
export function RequestForm({ queues, subject }: { queues: { id: string; name: string }[]; subject: string }) {
  const t = useTranslations("portal");
  const [state, act, busy] = useActionState(ask, null);
  const faultOf = (name: string) => (state?.fields.some((field) => field.split(".")[0] === name) ? state.message : undefined);
  const elsewhere = state && !["subject", "queue", "body", "files"].some(faultOf) ? state.message : undefined;
  return (
    <form action={act} className="flex flex-col gap-5 rounded-lg border border-line bg-surface p-4 sm:p-6">
      {queues.length === 1 ? (
        <input type="hidden" name="queue" value={queues[0]!.id} />
      ) : (
        <SelectField
          key={`queue ${state?.typed.queue}`}
          label={t("about")}
          name="queue"
          error={faultOf("queue")}
          defaultValue={state?.typed.queue}
          options={queues.map((queue) => ({ value: queue.id, label: queue.name.replaceAll("::", " › ") }))}
        />
      )}
      <Field
        label={t("subject")}
        name="subject"
        required
        maxLength={500}
        autoComplete="off"
        error={faultOf("subject")}
        defaultValue={state?.typed.subject ?? subject}
      />
      <TextArea label={t("details")} name="text" rows={8} required error={faultOf("body")} defaultValue={state?.typed.text} />
      <FileField error={faultOf("files")} />
      {elsewhere && (
        <p role="alert" className="rounded-md bg-bad-soft px-3 py-2 text-sm text-bad">
          {elsewhere}
        </p>
      )}
      <div>
        <Button type="submit" kind="primary" busy={busy}>
          <Send aria-hidden />
          {t("submit")}
        </Button>
      </div>
    </form>
  );
}
