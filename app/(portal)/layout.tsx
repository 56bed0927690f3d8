import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { currentActor } from "@/app/_door/session";
import { Logo } from "@/components/logo";
import { SourceLink } from "@/components/source-link";
import { Link } from "@/components/ui/link";
import { PortalNavigation } from "./_parts/navigation";

/** The customers' side: one column, few words. Each page asks for itself who comes. */
export default async function PortalLayout({ children }: { children: ReactNode }) {
  const actor = await currentActor();
  if (actor?.kind !== "customer") return children;
  const t = await getTranslations("portal");
  return (
    <div className="flex min-h-dvh flex-col">
      <header className="border-b border-line bg-surface">
        <div className="mx-auto flex h-14 max-w-3xl items-center gap-4 px-4">
          <Link href="/portal" aria-label={t("title")} className="rounded">
            <Logo nameClass="max-sm:sr-only" />
          </Link>
          <PortalNavigation me={{ name: actor.name, email: actor.email }} />
        </div>
      </header>
      <main id="main" tabIndex={-1} className="mx-auto w-full max-w-3xl flex-1 px-4 py-6 outline-none sm:py-8">
        {children}
      </main>
      <footer className="mx-auto w-full max-w-3xl px-4 pb-6">
        <SourceLink />
      </footer>
    </div>
  );
}
