"use client";

import { Globe, Phone } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type FormEvent, useRef, useState } from "react";
import { Editor, type EditorHandle } from "@/components/editor/editor";
import { useNames } from "@/components/names";
import { Button, buttonClass } from "@/components/ui/button";
import { controlClass, Field } from "@/components/ui/field";
import { Link } from "@/components/ui/link";
import { Segmented } from "@/components/ui/segmented";
import { SelectField } from "@/components/ui/select";
import { open } from "../actions";

type Fault = { message: string; fields: Record<string, string> };

type FormProps = { queues: string[]; queue: string; priorities: { name: string; usual: boolean }[]; types: string[] };

/** Who, where, what. A refusal stands beside the field it is about, and what was typed stays. */
export function NewTicketForm({ queues, queue, priorities, types }: FormProps) {
  const t = useTranslations("newTicket");
  const name = useNames();
  const router = useRouter();
  const [channel, setChannel] = useState<"phone" | "web">("phone");
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<Fault | null>(null);
  const editor = useRef<EditorHandle | null>(null);
  const faultOf = (field: string) => (fault && field in fault.fields ? fault.message : undefined);
  const elsewhere = fault && !["email", "subject", "body", "queue"].some((field) => field in fault.fields);

  const submit = async () => {
    if (busy) return;
    const typed = new FormData(document.forms.namedItem("new-ticket")!);
    setBusy(true);
    setFault(null);
    const result = await open({
      customer: { email: String(typed.get("email")), name: String(typed.get("name")) },
      queue: String(typed.get("queue")),
      priority: String(typed.get("priority")),
      type: String(typed.get("type") ?? "") || undefined,
      subject: String(typed.get("subject")),
      html: editor.current?.html() ?? "",
      channel,
    }).catch(() => null);
    if (result?.ok) return router.push(`/tickets/${result.data.number}`);
    setBusy(false);
    setFault(result ? { message: result.error.message, fields: result.error.fields ?? {} } : { message: t("away"), fields: {} });
  };
  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    void submit();
  };

  return (
    <form name="new-ticket" onSubmit={onSubmit} className="flex flex-col gap-5 pb-8">
      <fieldset className="flex flex-col gap-1.5">
        <legend className="mb-1.5 text-sm font-medium">{t("channel")}</legend>
        <Segmented
          label={t("channel")}
          value={channel}
          onChange={setChannel}
          className="self-start"
          options={[
            { value: "phone", label: t("phone"), icon: <Phone aria-hidden /> },
            { value: "web", label: t("web"), icon: <Globe aria-hidden /> },
          ]}
        />
      </fieldset>
      <div className="grid gap-5 sm:grid-cols-2">
        <Field
          label={t("customer")}
          hint={t("customerHint")}
          error={faultOf("email")}
          name="email"
          type="email"
          autoComplete="off"
          required
          autoFocus
        />
        <Field label={t("customerName")} optional={t("optional")} name="name" autoComplete="off" maxLength={200} />
        <SelectField
          label={t("queue")}
          error={faultOf("queue")}
          name="queue"
          defaultValue={queue}
          options={queues.map((value) => ({ value, label: value.replaceAll("::", " › ") }))}
        />
        <SelectField
          label={t("priority")}
          name="priority"
          defaultValue={priorities.find((one) => one.usual)?.name}
          options={priorities.map((one) => ({ value: one.name, label: name(one.name) }))}
        />
        {types.length > 0 && (
          <SelectField
            label={t("type")}
            name="type"
            defaultValue=""
            options={[{ value: "", label: t("noType") }, ...types.map((value) => ({ value, label: name(value) }))]}
          />
        )}
      </div>
      <Field label={t("subject")} error={faultOf("subject")} name="subject" autoComplete="off" maxLength={500} required />
      <div className="flex flex-col gap-1.5">
        <span className="text-sm font-medium" aria-hidden>
          {t("body")}
        </span>
        <div className={controlClass}>
          <Editor
            initial=""
            label={t("body")}
            placeholder={t("bodyPlaceholder")}
            onReady={(handle) => {
              editor.current = handle;
            }}
            onSubmit={() => void submit()}
            disabled={busy}
            className="min-h-40"
          />
        </div>
        {faultOf("body") && (
          <p role="alert" className="text-xs text-bad">
            {faultOf("body")}
          </p>
        )}
      </div>
      {elsewhere && (
        <p role="alert" className="rounded-md bg-bad-soft px-3 py-2 text-sm text-bad">
          {fault.message}
        </p>
      )}
      <div className="flex items-center gap-2">
        <Button type="submit" kind="primary" busy={busy}>
          {t("submit")}
        </Button>
        <Link href="/tickets" className={buttonClass("quiet")}>
          {t("cancel")}
        </Link>
      </div>
    </form>
  );
}
