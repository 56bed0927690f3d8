import { useTranslations } from "next-intl";
import { PRODUCT } from "@/lib/product";

/** AGPL section 13: whoever uses it over a network can get its source, from every page. */
export function SourceLink({ className = "" }: { className?: string }) {
  const t = useTranslations("common");
  return (
    <a href={PRODUCT.sourcePath} className={`text-xs text-faint hover:text-text hover:underline ${className}`}>
      {t("source")}
    </a>
  );
}
