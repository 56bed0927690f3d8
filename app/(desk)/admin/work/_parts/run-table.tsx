import { useFormatter, useTranslations } from "next-intl";
import { Link } from "@/components/ui/link";
import { Table, Td, Th } from "@/components/ui/table";
import type { RunLine } from "@/domain/work/read";
import { shortName } from "./names";
import { RunStatus } from "./run-status";
import { took } from "./took";

export function RunTable({ runs }: { runs: RunLine[] }) {
  const t = useTranslations("work");
  const format = useFormatter();
  return (
    <Table caption={t("runs")}>
      <thead>
        <tr>
          <Th>{t("status")}</Th>
          <Th>{t("function")}</Th>
          <Th className="max-sm:hidden">{t("event")}</Th>
          <Th>{t("started")}</Th>
          <Th className="text-right">{t("duration")}</Th>
          <Th>{t("error")}</Th>
        </tr>
      </thead>
      <tbody>
        {runs.map((run) => (
          <tr key={run.id}>
            <Td>
              <RunStatus status={run.status} />
            </Td>
            <Td className="whitespace-nowrap">
              <Link href={`/admin/work/runs/${run.id}`} className="font-medium hover:underline">
                {shortName(run.fn)}
              </Link>
            </Td>
            <Td className="text-xs whitespace-nowrap text-muted max-sm:hidden">
              <code>{run.event}</code>
            </Td>
            <Td className="whitespace-nowrap text-muted tabular-nums">
              <time dateTime={run.createdAt.toISOString()}>
                {format.dateTime(run.createdAt, { dateStyle: "short", timeStyle: "medium" })}
              </time>
            </Td>
            <Td className="text-right whitespace-nowrap tabular-nums">
              {run.endedAt && took(format, run.endedAt.getTime() - run.createdAt.getTime())}
            </Td>
            <Td className="max-w-96 truncate text-bad" title={run.error ?? undefined}>
              {run.error}
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
