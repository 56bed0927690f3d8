"use client";

import { useTranslations } from "next-intl";
import { Editor } from "@/components/editor/editor";
import type { Locale } from "@/components/locales";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import type { Writing } from "./use-writing";

/** Title, address and text in one language. */
export function ArticleText({ writing, locale, disabled }: { writing: Writing; locale: Locale; disabled: boolean }) {
  const t = useTranslations("knowledge");
  const text = writing.textIn(locale);
  return (
    <>
      {writing.wasKept(locale) && (
        <p role="status" className="flex flex-wrap items-center gap-3 rounded-md bg-warn-soft px-3 py-2 text-sm text-warn">
          <span className="flex-1">{t("kept")}</span>
          <Button size="sm" onClick={() => writing.discard(locale)}>
            {t("discard")}
          </Button>
        </p>
      )}
      <Field
        label={t("articleTitle")}
        value={text.title}
        maxLength={200}
        disabled={disabled}
        error={writing.fault?.fields?.title}
        onChange={(event) => writing.write(locale, { title: event.target.value })}
      />
      <Field
        label={t("slug")}
        value={text.slug}
        maxLength={80}
        disabled={disabled}
        hint={t("slugHint")}
        error={writing.fault?.fields?.slug}
        placeholder={t("slugPlaceholder")}
        onChange={(event) => writing.write(locale, { slug: event.target.value })}
      />
      <div className="rounded-md border border-line-strong bg-surface focus-within:border-accent">
        <Editor
          article
          label={t("text")}
          initial={text.html}
          placeholder={t("textPlaceholder")}
          disabled={disabled}
          onChange={(html) => writing.write(locale, { html })}
        />
      </div>
    </>
  );
}
