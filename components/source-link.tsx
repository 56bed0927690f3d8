import clsx from "clsx";
import { useTranslations } from "next-intl";
import { PRODUCT } from "@/lib/product";

/** AGPL section 13: whoever uses it over a network can get its source, from every page. */
export function SourceLink({ className }: { className?: string }) {
  const t = useTranslations("common");
  return (
    <a
      href={PRODUCT.sourceUrl}
      title={t("sourceHint", { name: PRODUCT.name, version: PRODUCT.version })}
      className={clsx(
        "inline-flex min-h-6 items-center rounded text-xs text-faint underline-offset-2 hover:text-text hover:underline",
        className,
      )}
    >
      {t("source")}
    </a>
  );
}
