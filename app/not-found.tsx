import { SearchX } from "lucide-react";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { SourceLink } from "@/components/source-link";
import { buttonClass } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";

export default async function NotFound() {
  const t = await getTranslations("errors");
  return (
    <main id="main" className="flex min-h-[70dvh] flex-col items-center justify-center gap-6">
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
    </main>
  );
}
