import { ArrowLeft, Ban, CircleAlert, RotateCw, StepForward } from "lucide-react";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getFormatter, getTranslations } from "next-intl/server";
import { Link } from "@/components/ui/link";
import { can } from "@/domain/access/policy";
import { getWorkRun } from "@/domain/work/read";
import { isRefusal } from "@/lib/errors";
import { WorkFrame } from "../../_parts/frame";
import { Json } from "../../_parts/json";
import { shortName } from "../../_parts/names";
import { requireWorkReader } from "../../_parts/reader";
import { RunStatus } from "../../_parts/run-status";
import { RunSteps } from "../../_parts/run-steps";
import { SteerButton } from "../../_parts/steer-button";
import { took } from "../../_parts/took";

type Params = { params: Promise<{ id: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("work"))("run") };
}

/** One run: what began it, its steps with times, answers and errors, what it gave back, and what can be asked of it. */
export default async function RunPage({ params }: Params) {
  const { id } = await params;
  const actor = await requireWorkReader(`/admin/work/runs/${id}`);
  const [t, format] = [await getTranslations("work"), await getFormatter()];
  return (
    <WorkFrame
      actor={actor}
      content={async () => {
        const run = await getWorkRun(actor, id).catch((error) =>
          isRefusal(error) && error.code === "not_found" ? notFound() : Promise.reject(error),
        );
        const waitsToRetry = run.status === "active" && run.next !== null && !run.next.running && run.next.attempt > 0;
        const at = (moment: Date) => format.dateTime(moment, { dateStyle: "medium", timeStyle: "medium" });
        return (
          <article className="flex flex-col gap-5">
            <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
              <Link
                href={`/admin/work/runs?${new URLSearchParams({ function: run.fn })}`}
                className="inline-flex items-center gap-1 text-sm text-muted hover:text-text"
              >
                <ArrowLeft className="size-3.5" aria-hidden />
                {t("back")}
              </Link>
              <h2 className="w-full text-lg sm:w-auto">{shortName(run.fn)}</h2>
              <RunStatus status={run.status} />
              {can(actor, "work.steer") && (
                <span className="flex flex-wrap gap-2 sm:ml-auto">
                  {(run.status === "failed" || waitsToRetry) && <SteerButton what="retry" id={id} icon={<StepForward aria-hidden />} />}
                  {run.status !== "active" && <SteerButton what="replay" id={id} icon={<RotateCw aria-hidden />} />}
                  {run.status === "active" && <SteerButton what="cancel" id={id} icon={<Ban aria-hidden />} />}
                </span>
              )}
            </div>
            <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1 text-sm">
              <dt className="text-muted">{t("run")}</dt>
              <dd className="min-w-0 [overflow-wrap:anywhere]">
                <code className="text-xs">{run.id}</code>
              </dd>
              <dt className="text-muted">{t("started")}</dt>
              <dd className="tabular-nums">{at(run.createdAt)}</dd>
              {run.endedAt && (
                <>
                  <dt className="text-muted">{t("duration")}</dt>
                  <dd className="tabular-nums">{took(format, run.endedAt.getTime() - run.createdAt.getTime())}</dd>
                </>
              )}
              {run.next && (
                <>
                  <dt className="text-muted">{t("next")}</dt>
                  <dd>{run.next.running ? t("nextRunning") : t("nextWaits", { n: run.next.attempt + 1, at: at(run.next.dueAt) })}</dd>
                </>
              )}
            </dl>
            {(run.failure || run.next?.failure) && (
              <div className="flex flex-col gap-1 rounded-md bg-bad-soft px-3 py-2 text-sm text-bad">
                <p className="flex gap-2">
                  <CircleAlert className="mt-0.5 size-3.5 shrink-0" aria-hidden />
                  <span className="min-w-0 [overflow-wrap:anywhere]">{run.failure?.message ?? run.next?.failure}</span>
                </p>
                {run.failure?.stack && <Json title={t("stack")} value={run.failure.stack} />}
              </div>
            )}
            <RunSteps steps={run.steps} />
            <Json title={t("input")} value={run.events.length === 1 ? run.events[0] : run.events} open />
            {run.status === "completed" && <Json title={t("output")} value={run.output} open />}
          </article>
        );
      }}
    />
  );
}
