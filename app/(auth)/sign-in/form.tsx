"use client";

import { signIn } from "next-auth/react";
import { useTranslations } from "next-intl";
import { type FormEvent, useRef, useState } from "react";
import { Avatar } from "@/components/ui/avatar";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { askForLink } from "./actions";

type Demo = { password: string; people: { name: string; email: string; what: string }[] };

/** `next` is a path of ours, checked by the page. */
export function SignInForm({ demo, next }: { demo: Demo | null; next: string }) {
  const t = useTranslations("signIn");
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<string | null>(null);
  const [mailed, setMailed] = useState(false);
  const form = useRef<HTMLFormElement>(null);

  const enter = async (email: string, password: string) => {
    setBusy(true);
    setFault(null);
    setMailed(false);
    const result = await signIn("credentials", { email, password, redirect: false }).catch(() => undefined);
    if (result?.ok && !result.error) return window.location.assign(next);
    setBusy(false);
    setFault(!result ? t("away") : result.error === "too_many" ? t("tooMany") : t("wrong"));
  };
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    void enter(String(form.get("email")), String(form.get("password")));
  };

  const mailLink = async () => {
    const address = form.current?.elements.namedItem("email") as HTMLInputElement;
    if (!address.reportValidity()) return;
    setBusy(true);
    setFault(null);
    const result = await askForLink({ email: address.value }).catch(() => undefined);
    setBusy(false);
    setMailed(result?.ok ?? false);
    if (!result?.ok) setFault(result?.message ?? t("away"));
  };

  return (
    <div className="flex flex-col gap-6">
      <form ref={form} onSubmit={submit} method="post" className="flex flex-col gap-4">
        <Field label={t("email")} name="email" type="email" autoComplete="username" required />
        <Field label={t("password")} name="password" type="password" autoComplete="current-password" required />
        {fault && (
          <p role="alert" className="rounded-md bg-bad-soft px-3 py-2 text-sm text-bad">
            {fault}
          </p>
        )}
        {mailed && (
          <p role="status" className="rounded-md bg-good-soft px-3 py-2 text-sm text-good">
            {t("linkMailed")}
          </p>
        )}
        <Button type="submit" kind="primary" size="lg" busy={busy}>
          {t("submit")}
        </Button>
        <Button type="button" kind="quiet" size="lg" disabled={busy} onClick={() => void mailLink()}>
          {t("mailLink")}
        </Button>
      </form>
      {demo && (
        <section aria-label={t("demo")} className="rounded-lg border border-line bg-surface p-2">
          <h2 className="px-2 py-1 text-xs font-medium text-faint">{t("demo")}</h2>
          <ul>
            {demo.people.map((person) => (
              <li key={person.email}>
                <button
                  type="button"
                  disabled={busy}
                  onClick={() => void enter(person.email, demo.password)}
                  className="flex w-full items-center gap-2.5 rounded-md px-2 py-1.5 text-left hover:bg-hover max-sm:min-h-11"
                >
                  <Avatar name={person.name} />
                  <span className="flex-1 text-sm font-medium">{person.name}</span>
                  <span className="text-xs text-faint">{person.what}</span>
                </button>
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}
