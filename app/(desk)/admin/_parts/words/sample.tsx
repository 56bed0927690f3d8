"use client";

import { useTranslations } from "next-intl";
import type { Locale } from "@/components/locales";
import { isVariable, VARIABLES, type Variable, valuesOf } from "@/domain/words/variables";
import { fillGaps, gapsIn, withoutGaps } from "@/lib/placeholders";

const FACTS = {
  ticket: { number: 1042, subject: "The printer is on fire", createdAt: new Date("2026-03-02T09:00:00Z") },
  customer: { name: "Omar Haddad", email: "omar@acme.example", organization: "Acme" },
  agent: { name: "Mia Berg", email: "mia@desk.example" },
  queue: { name: "Support" },
};

/** How a text with variables reads, filled with an example; the variables to choose from; and those that are none. */
export function Sample({ text, locale, onChoose }: { text: string; locale: Locale; onChoose: (variable: Variable) => void }) {
  const t = useTranslations("letters");
  const values = valuesOf(FACTS, { locale, timeZone: "UTC", now: new Date("2026-03-03T09:00:00Z") });
  const unknown = gapsIn(text).find(({ name }) => !isVariable(name));
  return (
    <>
      <fieldset className="flex flex-col gap-1.5">
        <legend className="mb-1.5 text-sm font-medium">{t("variables")}</legend>
        <div className="flex flex-wrap gap-1">
          {VARIABLES.map((variable) => (
            <button
              key={variable}
              type="button"
              onClick={() => onChoose(variable)}
              className="rounded-md border border-line px-1.5 py-0.5 font-mono text-xs text-muted hover:bg-hover hover:text-text"
            >
              {variable}
            </button>
          ))}
        </div>
      </fieldset>
      <section aria-label={t("preview")} className="rounded-md border border-line bg-canvas p-3 text-sm">
        <p className="mb-1 text-xs text-faint">{t("preview")}</p>
        <p className="whitespace-pre-line [overflow-wrap:anywhere]">
          {withoutGaps(fillGaps(text, values).text).trim() || <em className="text-muted">{t("nothing")}</em>}
        </p>
        {unknown && <p className="mt-2 text-xs text-bad">{t("unknown", { name: unknown.name })}</p>}
      </section>
    </>
  );
}
