"use client";

import { useTranslations } from "next-intl";
import { Labelling } from "@/components/ui/field";

/** The browser's own: it works without a script. */
export function FileField({ error }: { error?: string }) {
  const t = useTranslations("portal");
  return (
    <Labelling label={t("files")} optional={t("optional")} hint={t("filesHint")} error={error}>
      {(control) => (
        <input
          {...control}
          type="file"
          name="files"
          multiple
          className="max-w-full text-sm text-muted file:mr-3 file:h-8 file:cursor-pointer file:rounded-md file:border file:border-solid file:border-line-strong file:bg-raised file:px-3 file:text-sm file:font-medium file:text-text hover:file:bg-hover"
        />
      )}
    </Labelling>
  );
}
