import { Link2Off } from "lucide-react";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Logo } from "@/components/logo";
import { SourceLink } from "@/components/source-link";
import { buttonClass } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Link } from "@/components/ui/link";
import { isSetupLinkUsable } from "@/domain/setup/set-up";
import { SetupForm } from "./form";

type Props = { params: Promise<{ token: string }> };

export async function generateMetadata(): Promise<Metadata> {
  // The address is a secret while it works.
  return { title: (await getTranslations("setup"))("title"), referrer: "no-referrer", robots: { index: false } };
}

/** Behind the link that `npm start` prints on an empty database (CONTRACT: Commands). */
export default async function SetupPage({ params }: Props) {
  const { token } = await params;
  const t = await getTranslations("setup");
  if (!(await isSetupLinkUsable(token))) {
    return (
      <main id="main" className="flex min-h-dvh flex-col items-center justify-center gap-6">
        <EmptyState
          icon={<Link2Off />}
          heading="h1"
          title={t("spentTitle")}
          action={
            <Link href="/sign-in" className={buttonClass()}>
              {t("signIn")}
            </Link>
          }
        >
          {t("spent")}
        </EmptyState>
        <SourceLink />
      </main>
    );
  }
  return (
    <main id="main" className="mx-auto flex min-h-dvh max-w-md flex-col justify-center gap-6 px-6 py-10">
      <Logo large />
      <div>
        <h1 className="text-xl">{t("title")}</h1>
        <p className="mt-1 text-sm text-muted">{t("text")}</p>
      </div>
      <SetupForm token={token} />
      <SourceLink />
    </main>
  );
}
