import { Link2Off } from "lucide-react";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Logo } from "@/components/logo";
import { SourceLink } from "@/components/source-link";
import { buttonClass } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Link } from "@/components/ui/link";
import { isLinkUsable } from "@/domain/people/one-time-links";
import { LinkForm } from "./form";

type Props = { params: Promise<{ token: string }> };

export async function generateMetadata(): Promise<Metadata> {
  // The address is a secret while it works.
  return { title: (await getTranslations("signIn"))("title"), referrer: "no-referrer", robots: { index: false } };
}

/** Behind the link of a sign-in mail: one button, because programs that only look at a link must not use it up. */
export default async function SignInLinkPage({ params }: Props) {
  const { token } = await params;
  const t = await getTranslations("signIn");
  const usable = await isLinkUsable(token, "signIn");
  return (
    <main id="main" className="mx-auto flex min-h-dvh max-w-sm flex-col justify-center gap-6 px-6 py-10">
      {usable ? (
        <>
          <Logo large />
          <h1 className="text-xl">{t("title")}</h1>
          <LinkForm token={token} />
        </>
      ) : (
        <EmptyState
          icon={<Link2Off />}
          heading="h1"
          title={t("linkSpentTitle")}
          action={
            <Link href="/sign-in" className={buttonClass()}>
              {t("title")}
            </Link>
          }
        >
          {t("linkSpent")}
        </EmptyState>
      )}
      <SourceLink />
    </main>
  );
}
