import { ListChecks } from "lucide-react";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { buttonClass } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Link } from "@/components/ui/link";
import { listWorkFunctions, listWorkRuns } from "@/domain/work/read";
import { WorkFrame } from "../_parts/frame";
import { shortName } from "../_parts/names";
import { requireWorkReader } from "../_parts/reader";
import { RunFilters } from "../_parts/run-filters";
import { RunTable } from "../_parts/run-table";

const PAGE = 50;
const STATUSES = ["active", "completed", "failed", "cancelled"] as const;

type Search = { function?: string; status?: string; before?: string };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("work"))("runs") };
}

/** Runs, newest first, of one function or all, in one state or any. */
export default async function RunsPage({ searchParams }: { searchParams: Promise<Search> }) {
  const actor = await requireWorkReader("/admin/work/runs");
  const [t, wanted] = [await getTranslations("work"), await searchParams];
  const fn = wanted.function || undefined;
  const status = STATUSES.find((known) => known === wanted.status);
  const link = (more: Record<string, string>) =>
    `/admin/work/runs?${new URLSearchParams({ ...(fn ? { function: fn } : {}), ...(status ? { status } : {}), ...more })}`;
  return (
    <WorkFrame
      actor={actor}
      content={async () => {
        const [functions, runs] = await Promise.all([
          listWorkFunctions(actor),
          listWorkRuns(actor, { fn, status, limit: PAGE, before: wanted.before }),
        ]);
        return (
          <div className="flex flex-col gap-3">
            <RunFilters fn={fn ?? ""} status={status ?? ""} functions={functions.map(({ id }) => ({ value: id, label: shortName(id) }))} />
            {runs.length === 0 ? (
              <EmptyState icon={<ListChecks />} heading="h2" title={t("noRuns")}>
                {t("noRunsText")}
              </EmptyState>
            ) : (
              <RunTable runs={runs} />
            )}
            <p className="flex gap-2">
              {wanted.before && (
                <Link href={link({})} className={buttonClass("quiet")}>
                  {t("newest")}
                </Link>
              )}
              {runs.length === PAGE && (
                <Link href={link({ before: runs.at(-1)!.cursor })} className={buttonClass("plain")}>
                  {t("older")}
                </Link>
              )}
            </p>
          </div>
        );
      }}
    />
  );
}
