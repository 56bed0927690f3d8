"use client";

import { signIn } from "next-auth/react";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";

/** Goes in with the link, which is used up by it. */
export function LinkForm({ token }: { token: string }) {
  const t = useTranslations("signIn");
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<string | null>(null);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setFault(null);
    const result = await signIn("link", { token, redirect: false }).catch(() => undefined);
    if (result?.ok && !result.error) return window.location.assign("/");
    setBusy(false);
    setFault(result ? t("linkSpent") : t("away"));
  };

  return (
    <form onSubmit={submit} method="post" className="flex flex-col gap-4">
      {fault && (
        <p role="alert" className="rounded-md bg-bad-soft px-3 py-2 text-sm text-bad">
          {fault}
        </p>
      )}
      <Button type="submit" kind="primary" size="lg" busy={busy}>
        {t("submit")}
      </Button>
    </form>
  );
}
