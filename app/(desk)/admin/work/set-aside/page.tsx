import { CircleAlert, Inbox, RotateCw } from "lucide-react";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { RelativeTime } from "@/components/relative-time";
import { EmptyState } from "@/components/ui/empty-state";
import { can } from "@/domain/access/policy";
import { listWorkSetAside } from "@/domain/work/read";
import { WorkFrame } from "../_parts/frame";
import { requireWorkReader } from "../_parts/reader";
import { SteerButton } from "../_parts/steer-button";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("work"))("setAside") };
}

/** Events that broke the dispatcher again and again: each with its reason and another try. */
export default async function SetAsidePage() {
  const actor = await requireWorkReader("/admin/work/set-aside");
  const t = await getTranslations("work");
  return (
    <WorkFrame
      actor={actor}
      content={async () => {
        const events = await listWorkSetAside(actor);
        if (events.length === 0)
          return (
            <EmptyState icon={<Inbox />} heading="h2" title={t("noSetAside")}>
              {t("noSetAsideText")}
            </EmptyState>
          );
        return (
          <ul className="flex flex-col gap-3">
            {events.map((event) => (
              <li key={event.id} className="flex flex-col gap-3 rounded-lg border border-line bg-raised p-4 text-sm">
                <div className="flex flex-wrap items-baseline justify-between gap-x-3">
                  <p className="min-w-0 [overflow-wrap:anywhere]">
                    <code className="font-medium">{event.name}</code> <code className="text-xs text-faint">{event.id}</code>
                  </p>
                  <span className="text-xs text-faint">
                    {t("tries", { count: event.tries })} · <RelativeTime at={event.receivedAt} />
                  </span>
                </div>
                <p className="flex gap-2 rounded-md bg-bad-soft px-3 py-2 text-bad">
                  <CircleAlert className="mt-0.5 size-3.5 shrink-0" aria-hidden />
                  <span className="min-w-0 [overflow-wrap:anywhere]">{event.failure}</span>
                </p>
                {can(actor, "work.steer") && (
                  <p>
                    <SteerButton what="release" id={event.id} icon={<RotateCw aria-hidden />} />
                  </p>
                )}
              </li>
            ))}
          </ul>
        );
      }}
    />
  );
}
