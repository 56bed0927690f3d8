"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type FormEvent, useState, useTransition } from "react";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { controlClass } from "@/components/ui/field";
import { change, create } from "../actions";

type Activity = { id: string; name: string; active: boolean };
type Outcome = { ok: true } | { ok: false; error: { message: string } };

/** The activities, renamed in place; a closed one stays at what was booked on it. */
export function Activities({ activities }: { activities: Activity[] }) {
  const t = useTranslations("time");
  const router = useRouter();
  const [fault, setFault] = useState<string | null>(null);
  const [busy, start] = useTransition();
  const run = (act: () => Promise<Outcome>, done?: () => void) =>
    start(async () => {
      const result = await act().catch(() => null);
      setFault(result?.ok ? null : (result?.error.message ?? t("away")));
      if (result?.ok) done?.();
      router.refresh();
    });
  const named = (act: (name: string) => Promise<Outcome>, clears: boolean) => (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const name = String(new FormData(form).get("name"));
    run(
      () => act(name),
      () => clears && form.reset(),
    );
  };
  const input = `${controlClass} h-8 min-w-0 flex-1 px-2 max-sm:h-10`;
  return (
    <section className="flex flex-col gap-2">
      <h2 className="text-sm font-semibold">{t("activities")}</h2>
      {fault && (
        <p role="alert" className="text-sm text-bad">
          {fault}
        </p>
      )}
      <ul className="flex flex-col gap-2">
        {activities.map(({ id, name, active }) => (
          <li key={id}>
            <form onSubmit={named((wanted) => change({ id, name: wanted }), false)} className="flex flex-wrap items-center gap-2">
              <input name="name" aria-label={t("name")} defaultValue={name} maxLength={100} required className={input} />
              {!active && <Badge>{t("closed")}</Badge>}
              <Button type="submit" size="sm" kind="quiet">
                {t("rename")}
              </Button>
              <Button size="sm" kind="quiet" onClick={() => run(() => change({ id, active: !active }))}>
                {active ? t("closeActivity") : t("reopenActivity")}
              </Button>
            </form>
          </li>
        ))}
      </ul>
      <form onSubmit={named((name) => create({ name }), true)} className="flex items-center gap-2">
        <input name="name" aria-label={t("newActivity")} placeholder={t("newActivity")} maxLength={100} required className={input} />
        <Button type="submit" busy={busy}>
          {t("addActivity")}
        </Button>
      </form>
    </section>
  );
}
