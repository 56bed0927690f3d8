import { AlarmClockCheck } from "lucide-react";
import type { Metadata } from "next";
import { getFormatter, getTranslations } from "next-intl/server";
import { buttonClass } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Link } from "@/components/ui/link";
import { Table, Td, Th } from "@/components/ui/table";
import { listWorkTimers } from "@/domain/work/read";
import { WorkFrame } from "../_parts/frame";
import { shortName } from "../_parts/names";
import { requireWorkReader } from "../_parts/reader";

const PAGE = 50;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("work"))("waiting") };
}

/** What waits for its time, the soonest first. */
export default async function WaitingPage({ searchParams }: { searchParams: Promise<{ after?: string }> }) {
  const actor = await requireWorkReader("/admin/work/waiting");
  const [t, format, { after }] = [await getTranslations("work"), await getFormatter(), await searchParams];
  return (
    <WorkFrame
      actor={actor}
      content={async () => {
        const timers = await listWorkTimers(actor, { limit: PAGE, after });
        if (timers.length === 0)
          return (
            <EmptyState icon={<AlarmClockCheck />} heading="h2" title={t("noTimers")}>
              {t("noTimersText")}
            </EmptyState>
          );
        return (
          <div className="flex flex-col gap-3">
            <Table caption={t("waiting")}>
              <thead>
                <tr>
                  <Th>{t("due")}</Th>
                  <Th>{t("function")}</Th>
                  <Th>{t("kind")}</Th>
                  <Th>{t("step")}</Th>
                  <Th>{t("error")}</Th>
                </tr>
              </thead>
              <tbody>
                {timers.map((timer) => (
                  <tr key={timer.id}>
                    <Td className="whitespace-nowrap tabular-nums">
                      <time dateTime={timer.dueAt.toISOString()}>
                        {format.dateTime(timer.dueAt, { dateStyle: "medium", timeStyle: "medium" })}
                      </time>
                    </Td>
                    <Td className="whitespace-nowrap">
                      {timer.run ? (
                        <Link href={`/admin/work/runs/${timer.run}`} className="font-medium hover:underline">
                          {shortName(timer.fn)}
                        </Link>
                      ) : (
                        shortName(timer.fn)
                      )}
                    </Td>
                    <Td className="whitespace-nowrap text-muted">{t(`kinds_${timer.kind}`)}</Td>
                    <Td className="text-muted">{timer.step}</Td>
                    <Td className="max-w-96 truncate text-bad" title={timer.failure ?? undefined}>
                      {timer.failure}
                    </Td>
                  </tr>
                ))}
              </tbody>
            </Table>
            <p className="flex gap-2">
              {after && (
                <Link href="/admin/work/waiting" className={buttonClass("quiet")}>
                  {t("soonest")}
                </Link>
              )}
              {timers.length === PAGE && (
                <Link
                  href={`/admin/work/waiting?${new URLSearchParams({ after: timers.at(-1)!.cursor })}`}
                  className={buttonClass("plain")}
                >
                  {t("later")}
                </Link>
              )}
            </p>
          </div>
        );
      }}
    />
  );
}
