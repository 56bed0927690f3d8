import { ExternalLink, Waypoints } from "lucide-react";
import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { buttonClass } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import type { AgentActor } from "@/domain/access/actor";
import { findInngestPages } from "@/domain/work/read";
import { Refresher } from "./refresher";
import { WorkTabs } from "./work-tabs";

/** The heading and tabs of the pages about background work; where a real Inngest does it, the way to its own pages instead. */
export async function WorkFrame({ actor, content }: { actor: AgentActor; content: () => Promise<ReactNode> }) {
  const [t, elsewhere] = await Promise.all([getTranslations("work"), findInngestPages(actor)]);
  return (
    <div className="flex min-h-0 min-w-0 flex-1 flex-col bg-surface">
      <header className="flex h-12 shrink-0 items-center gap-3 border-b border-line px-4 lg:px-6">
        <h1 className="truncate text-base">{t("title")}</h1>
        {!elsewhere && <Refresher />}
      </header>
      <div className="min-h-0 flex-1 overflow-y-auto">
        {elsewhere ? (
          <EmptyState
            icon={<Waypoints />}
            heading="h2"
            title={t("elsewhere")}
            action={
              <a href={elsewhere} target="_blank" rel="noreferrer" className={buttonClass("plain")}>
                {t("elsewhereLink")}
                <ExternalLink aria-hidden />
              </a>
            }
          >
            {t("elsewhereText")}
          </EmptyState>
        ) : (
          <>
            <WorkTabs />
            <div className="mx-auto flex max-w-6xl flex-col gap-6 p-4 lg:p-6">{await content()}</div>
          </>
        )}
      </div>
    </div>
  );
}
