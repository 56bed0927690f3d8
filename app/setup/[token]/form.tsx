"use client";

import { signIn } from "next-auth/react";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { setUp } from "./actions";

/** The first administrator and the first queue, in one form; then one is signed in. */
export function SetupForm({ token }: { token: string }) {
  const t = useTranslations("setup");
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<{ message: string; field?: string } | null>(null);
  const faultOf = (field: string) => (fault?.field === field ? fault.message : undefined);

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const typed = new FormData(event.currentTarget);
    const text = (name: string) => String(typed.get(name) ?? "");
    setBusy(true);
    setFault(null);
    const wanted = { name: text("name"), email: text("email"), password: text("password") };
    const done = await setUp({ token, ...wanted, queueName: text("queueName"), queueAddress: text("queueAddress") }).catch(() => null);
    if (!done?.ok) {
      setBusy(false);
      return setFault(done ?? { message: t("away") });
    }
    await signIn("credentials", { email: wanted.email, password: wanted.password, redirect: false }).catch(() => undefined);
    window.location.assign("/");
  };

  return (
    <form onSubmit={submit} method="post" className="flex flex-col gap-6">
      <fieldset className="flex flex-col gap-4">
        <legend className="mb-3 text-sm font-semibold">{t("you")}</legend>
        <Field label={t("name")} name="name" autoComplete="name" maxLength={200} required />
        <Field label={t("email")} name="email" type="email" autoComplete="username" error={faultOf("email")} required />
        <Field
          label={t("password")}
          hint={t("passwordHint")}
          name="password"
          type="password"
          autoComplete="new-password"
          minLength={8}
          maxLength={256}
          error={faultOf("password")}
          required
        />
      </fieldset>
      <fieldset className="flex flex-col gap-4">
        <legend className="mb-3 text-sm font-semibold">{t("desk")}</legend>
        <Field label={t("queue")} hint={t("queueHint")} name="queueName" defaultValue={t("queueName")} maxLength={200} required />
        <Field
          label={t("queueAddress")}
          name="queueAddress"
          type="email"
          autoComplete="off"
          placeholder="support@example.com"
          error={faultOf("queueAddress")}
          required
        />
      </fieldset>
      {fault && !["email", "password", "queueAddress"].includes(fault.field ?? "") && (
        <p role="alert" className="rounded-md bg-bad-soft px-3 py-2 text-sm text-bad">
          {fault.message}
        </p>
      )}
      <Button type="submit" kind="primary" size="lg" busy={busy}>
        {t("submit")}
      </Button>
    </form>
  );
}
