"use client";

import { ArrowLeft, Eye } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { LOCALE_NAMES, LOCALES, type Locale } from "@/components/locales";
import { Badge } from "@/components/ui/badge";
import { Button, buttonClass } from "@/components/ui/button";
import { Link } from "@/components/ui/link";
import { Segmented } from "@/components/ui/segmented";
import { SelectField } from "@/components/ui/select";
import { useToast } from "@/components/ui/toast";
import type { ArticleForWriting } from "@/domain/faq/queries";
import { archive, publish, remove, restore, withdraw } from "../actions";
import { ArticleText } from "./article-text";
import { type Fault, useWriting } from "./use-writing";

/** As it travels to the browser: instants are text. */
export type WrittenArticle = Omit<ArticleForWriting, "createdAt" | "updatedAt">;

type FormProps = { article: WrittenArticle | null; firstLocale: Locale; categories: { value: string; label: string }[] };

/** Writing an article: its text by language on the left, what holds for all of it on the right. */
export function ArticleForm({ article, firstLocale, categories }: FormProps) {
  const t = useTranslations("knowledge");
  const router = useRouter();
  const toast = useToast();
  const [locale, setLocale] = useState<Locale>(firstLocale);
  const writing = useWriting(article);
  const [busy, setBusy] = useState<"save" | "publish" | "other" | null>(null);
  const line = article?.translations.find((one) => one.locale === locale);
  const isArchived = article?.state === "archived";
  const mayWrite = !isArchived && (article === null || article.abilities.write);

  const saved = async (anyway = false): Promise<string | null> => {
    const id = await writing.save(locale, anyway);
    if (id && !article) router.replace(`/knowledge/${id}`);
    return id;
  };
  const save = async (anyway?: boolean) => {
    setBusy("save");
    if (await saved(anyway)) toast({ title: t("saved"), tone: "good" });
    setBusy(null);
    router.refresh();
  };
  const show = async () => {
    setBusy("publish");
    const id = await saved();
    if (id && writing.took(await publish({ id, locale }))) toast({ title: t("isPublished"), tone: "good" });
    setBusy(null);
    router.refresh();
  };
  const other = async (act: () => ReturnType<typeof archive>, leaves = false) => {
    setBusy("other");
    const done = writing.took(await act());
    setBusy(null);
    if (done && leaves) router.push("/knowledge");
    router.refresh();
  };

  return (
    <main className="min-w-0 flex-1 overflow-y-auto bg-surface">
      <header className="sticky top-0 z-20 flex flex-wrap items-center gap-2 border-b border-line bg-surface px-3 py-2 lg:px-5">
        <Link href="/knowledge" className={buttonClass("quiet")}>
          <ArrowLeft aria-hidden /> {t("title")}
        </Link>
        <Segmented
          label={t("language")}
          value={locale}
          onChange={setLocale}
          options={LOCALES.map((value) => ({ value, label: LOCALE_NAMES[value] }))}
        />
        <span className="flex gap-1">
          {isArchived && <Badge tone="outline">{t("archived")}</Badge>}
          {line && <Badge tone={line.state === "published" ? "good" : "plain"}>{t(line.state)}</Badge>}
          {line?.working && <Badge tone="warn">{t("working")}</Badge>}
          {line?.outdated && <Badge tone="warn">{t("outdated")}</Badge>}
        </span>
        <span className="ml-auto flex gap-2">
          {article && line && (
            <a href={`/knowledge/${article.id}/preview?lang=${locale}`} target="_blank" rel="noopener" className={buttonClass("quiet")}>
              <Eye aria-hidden /> {t("preview")}
            </a>
          )}
          {mayWrite && (
            <Button onClick={() => void save()} busy={busy === "save"}>
              {t("save")}
            </Button>
          )}
          {mayWrite && (article === null || article.abilities.publish) && (
            <Button kind="primary" onClick={() => void show()} busy={busy === "publish"}>
              {t("publish")}
            </Button>
          )}
        </span>
      </header>
      <div className="mx-auto grid max-w-6xl gap-6 px-3 py-5 lg:grid-cols-[minmax(0,1fr)_16rem] lg:px-6">
        <div className="flex min-w-0 flex-col gap-4">
          {writing.fault && <Warning fault={writing.fault} onAnyway={() => void save(true)} />}
          <ArticleText key={`${locale} ${writing.wasKept(locale)}`} writing={writing} locale={locale} disabled={!mayWrite} />
        </div>
        <aside aria-label={t("settings")} className="flex flex-col gap-4">
          <SelectField
            label={t("visibility")}
            value={writing.place.visibility}
            disabled={!mayWrite}
            hint={t(`${writing.place.visibility}Hint`)}
            onChange={(event) => writing.setPlace({ visibility: event.target.value as "public" })}
            options={(["public", "customers", "internal"] as const).map((value) => ({ value, label: t(value) }))}
          />
          <SelectField
            label={t("category")}
            value={writing.place.category ?? ""}
            disabled={!mayWrite}
            onChange={(event) => writing.setPlace({ category: event.target.value || null })}
            options={[{ value: "", label: t("noCategory") }, ...categories]}
          />
          {article?.abilities.publish && (
            <div className="flex flex-wrap gap-2 border-t border-line pt-4">
              {line?.state === "published" && !isArchived && (
                <>
                  <a href={`/faq/${line.slug}`} target="_blank" rel="noopener" className={buttonClass("plain")}>
                    {t("showPublished")}
                  </a>
                  <Button onClick={() => void other(() => withdraw({ id: article.id, locale }))} busy={busy === "other"}>
                    {t("withdraw")}
                  </Button>
                </>
              )}
              {isArchived ? (
                <Button onClick={() => void other(() => restore({ id: article.id }))} busy={busy === "other"}>
                  {t("restore")}
                </Button>
              ) : article.state === "draft" ? (
                <Button kind="danger" onClick={() => void other(() => remove({ id: article.id }) as ReturnType<typeof archive>, true)}>
                  {t("delete")}
                </Button>
              ) : (
                <Button onClick={() => void other(() => archive({ id: article.id }))} busy={busy === "other"}>
                  {t("archive")}
                </Button>
              )}
            </div>
          )}
        </aside>
      </div>
    </main>
  );
}

function Warning({ fault, onAnyway }: { fault: Fault; onAnyway: () => void }) {
  const t = useTranslations("knowledge");
  return (
    <div role="alert" className="flex flex-wrap items-center gap-3 rounded-md bg-bad-soft px-3 py-2 text-sm text-bad">
      <span className="flex-1">{fault.message}</span>
      {fault.code === "conflict" && !fault.fields && (
        <Button size="sm" onClick={onAnyway}>
          {t("saveAnyway")}
        </Button>
      )}
    </div>
  );
}
