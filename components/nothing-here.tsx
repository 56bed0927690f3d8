import { SearchX } from "lucide-react";
import { useTranslations } from "next-intl";
import { Link } from "@/components/ui/link";
import { SourceLink } from "./source-link";
import { buttonClass } from "./ui/button";
import { EmptyState } from "./ui/empty-state";

/** The page does not exist, or is not for this reader: the two look the same. */
export function NothingHere() {
  const t = useTranslations("errors");
  return (
    <div className="flex min-h-[70dvh] flex-1 flex-col items-center justify-center gap-6">
      <EmptyState
        icon={<SearchX />}
        heading="h1"
        title={t("notFoundTitle")}
        action={
          <Link href="/" className={buttonClass()}>
            {t("backHome")}
          </Link>
        }
      >
        {t("notFoundText")}
      </EmptyState>
      <SourceLink />
    </div>
  );
}
